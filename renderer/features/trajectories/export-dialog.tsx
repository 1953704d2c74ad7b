import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { WrittenTrajectories } from '../../../shared/contract/index.ts';
import { joinPath, useApi, useCapabilities, useHello } from '../../client/index.ts';
import {
  baseName,
  Button,
  Dialog,
  ErrorState,
  foreignString,
  HostBrowser,
  Progress,
  Segmented,
  TextField,
  useNotify,
} from '../../ui/index.ts';

const formats = ['atif', 'openai-messages'] as const;
type Format = (typeof formats)[number];

export interface ExportDialogProps {
  /** In the order of the list; what is written is in that of the ids. */
  readonly ids: readonly string[];
  /** What the file is called at first, without its ending. */
  readonly name: string;
  onClose(): void;
}

/** Writes trajectories to a file of the host, as ATIF or as OpenAI messages. */
export function ExportDialog({ ids, name, onClose }: ExportDialogProps) {
  const t = useTranslations('trajectories');
  const common = useTranslations('common');
  const { client } = useApi();
  const { browseFolders } = useCapabilities();
  const notify = useNotify();
  const home = useHello().data?.home ?? '';
  const [as, setAs] = useState<Format>('atif');
  const [typed, setFile] = useState<string | null>(null);
  const [isBrowsing, setBrowsing] = useState(false);
  const file = typed ?? joinPath(home, `${name}.${as}.jsonl`);
  const saving = useMutation({
    mutationFn: (): Promise<WrittenTrajectories> =>
      client.trajectories.exportTo({ ids: [...ids], file: file.trim(), as }),
    meta: { quiet: true },
    onSuccess: (written) => {
      notify({ title: t('export.done', { count: written.trajectories, file: foreignString(written.file) }) });
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={t('export.title', { count: ids.length })}
      description={t('export.note')}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            variant="primary"
            disabled={saving.isPending || file.trim() === '' || ids.length === 0}
            onClick={() => saving.mutate()}
          >
            {t('export.run')}
          </Button>
        </>
      }
    >
      <Segmented
        label={t('export.as')}
        value={as}
        options={formats.map((value) => ({ value, label: t(`export.formats.${value}`) }))}
        onChange={(next) => setAs(next)}
      />
      <TextField
        label={t('export.file')}
        hint={t('export.fileHint')}
        spellCheck={false}
        value={file}
        error={file.trim() === '' ? t('export.fileMissing') : undefined}
        onChange={setFile}
      />
      {browseFolders ? (
        <div>
          <Button onClick={() => setBrowsing(true)}>{t('export.browse')}</Button>
        </div>
      ) : null}
      {saving.isPending ? <Progress label={t('export.running')} share={null} /> : null}
      {saving.error === null ? null : <ErrorState error={saving.error} />}
      {isBrowsing ? (
        <HostBrowser
          start={home}
          choose="folder"
          onClose={() => setBrowsing(false)}
          onUse={([folder]) => {
            if (folder !== undefined) setFile(joinPath(folder, baseName(file)));
          }}
        />
      ) : null}
    </Dialog>
  );
}
