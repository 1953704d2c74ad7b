import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCapabilities } from '../../client/index.ts';
import { Button, HostBrowser, TextField } from '../../ui/index.ts';

export interface PathFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly choose: 'file' | 'folder';
  readonly start: string;
  onChange(path: string): void;
  /** What to do with the path that was chosen; without it the path becomes the value. */
  onBrowsed?(path: string): void;
}

/** A path of the host, typed or chosen among its folders. */
export function PathField({ label, hint, value, error, choose, start, onChange, onBrowsed }: PathFieldProps) {
  const t = useTranslations('export');
  const { browseFolders } = useCapabilities();
  const [isBrowsing, setBrowsing] = useState(false);
  return (
    <div className="export-path">
      <TextField label={label} hint={hint} value={value} onChange={onChange} error={error} spellCheck={false} />
      {browseFolders ? <Button onClick={() => setBrowsing(true)}>{t('browse')}</Button> : null}
      {isBrowsing ? (
        <HostBrowser
          start={start}
          choose={choose}
          onClose={() => setBrowsing(false)}
          onUse={([path]) => {
            if (path !== undefined) (onBrowsed ?? onChange)(path);
          }}
        />
      ) : null}
    </div>
  );
}
