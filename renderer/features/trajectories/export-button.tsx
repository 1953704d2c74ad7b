import { FileOutput } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/index.ts';
import { ExportDialog } from './export-dialog.tsx';

export interface ExportButtonProps {
  readonly ids: readonly string[];
  readonly name: string;
  readonly label?: string;
}

/** Opens the export of the trajectories that are in sight. */
export function ExportButton({ ids, name, label }: ExportButtonProps) {
  const t = useTranslations('trajectories');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<FileOutput size={16} aria-hidden />} disabled={ids.length === 0} onClick={() => setOpen(true)}>
        {label ?? t('export.open')}
      </Button>
      {isOpen ? <ExportDialog ids={ids} name={name} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** A name for a file that every system takes. */
export function fileName(text: string): string {
  const name = text
    .replace(/\.[^.]{1,8}$/, '')
    .replace(/[^\w-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'trajectories' : name.slice(0, 60);
}
