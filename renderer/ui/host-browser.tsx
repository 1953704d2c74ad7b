import { useQuery } from '@tanstack/react-query';
import { CornerLeftUp, Folder } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../client/index.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TextField } from './field.tsx';
import { formatBytes } from './format.ts';
import { Loaded } from './states.tsx';
import './host-browser.css';

export interface HostBrowserProps {
  /** Where it opens; '' is the host's own choice. */
  readonly start: string;
  /** `files`: any number of files, or the folder itself; `file`: one file; `folder`: the folder itself. */
  readonly choose: 'files' | 'file' | 'folder';
  onUse(paths: readonly string[]): void;
  onClose(): void;
}

const titles = { files: 'titleFiles', file: 'titleFile', folder: 'titleFolder' } as const;
/** More are not drawn: a folder of a hundred thousand files is found by its path. */
const mostEntries = 500;

/** The host's folders, for a page that has no dialog of the system. Only with the capability `browseFolders`. */
export function HostBrowser({ start, choose, onUse, onClose }: HostBrowserProps) {
  const t = useTranslations('browse');
  const common = useTranslations('common');
  const { query } = useApi();
  const [path, setPath] = useState(start);
  const [typed, setTyped] = useState<string | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const listing = useQuery(query.imports.browse.queryOptions({ input: { path }, staleTime: 0 }));
  const here = listing.data?.path ?? path;
  const go = (next: string): void => {
    setPath(next);
    setTyped(null);
    setChosen([]);
  };
  const use = (paths: readonly string[]): void => {
    onClose();
    onUse(paths);
  };
  const toggle = (file: string): void => {
    if (choose === 'file') setChosen([file]);
    else setChosen(chosen.includes(file) ? chosen.filter((other) => other !== file) : [...chosen, file]);
  };
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t(titles[choose])}
      description={t('note')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          {choose === 'file' ? null : (
            <Button
              variant={choose === 'folder' ? 'primary' : 'default'}
              disabled={listing.data === undefined}
              onClick={() => use([here])}
            >
              {t('useFolder')}
            </Button>
          )}
          {choose === 'folder' ? null : (
            <Button variant="primary" disabled={chosen.length === 0} onClick={() => use(chosen)}>
              {t('useFiles', { count: chosen.length })}
            </Button>
          )}
        </>
      }
    >
      <form
        className="host-browser-path"
        onSubmit={(event) => {
          event.preventDefault();
          go(typed ?? here);
        }}
      >
        <TextField label={t('path')} hideLabel spellCheck={false} value={typed ?? here} onChange={setTyped} />
        <Button type="submit">{t('go')}</Button>
      </form>
      <Loaded query={listing}>
        {({ parent, entries }) => (
          <ul className="host-browser-list" aria-label={t('entries')}>
            {parent === null ? null : (
              <li>
                <button type="button" className="host-browser-entry" onClick={() => go(parent)}>
                  <CornerLeftUp size={16} aria-hidden />
                  {t('up')}
                </button>
              </li>
            )}
            {entries.slice(0, mostEntries).map((entry) => (
              <li key={entry.path}>
                {entry.folder ? (
                  <button type="button" className="host-browser-entry" onClick={() => go(entry.path)}>
                    <Folder size={16} aria-hidden />
                    <span className="truncate grow">{entry.name}</span>
                    <span className="small muted">{t('folder')}</span>
                  </button>
                ) : choose === 'folder' ? null : (
                  <label className="host-browser-entry">
                    <input
                      type={choose === 'file' ? 'radio' : 'checkbox'}
                      name="host-file"
                      checked={chosen.includes(entry.path)}
                      onChange={() => toggle(entry.path)}
                    />
                    <span className="truncate grow">{entry.name}</span>
                    <span className="small muted num">{formatBytes(entry.bytes)}</span>
                  </label>
                )}
              </li>
            ))}
            {entries.length === 0 ? <li className="muted host-browser-note">{t('empty')}</li> : null}
            {entries.length > mostEntries ? (
              <li className="muted host-browser-note">{t('tooMany', { shown: mostEntries, all: entries.length })}</li>
            ) : null}
          </ul>
        )}
      </Loaded>
    </Dialog>
  );
}
