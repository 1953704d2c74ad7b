import { useQuery } from '@tanstack/react-query';
import { CornerLeftUp, Folder } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../client/index.ts';
import { Button, Dialog, Loaded } from '../ui/index.ts';

export interface FolderBrowserProps {
  readonly start: string;
  onClose(): void;
  onUse(path: string): void;
}

/** Folders of the host, for a page that has no dialog of the system. */
export function FolderBrowser({ start, onClose, onUse }: FolderBrowserProps) {
  const t = useTranslations('app');
  const { query } = useApi();
  const [path, setPath] = useState(start);
  const listing = useQuery(query.imports.browse.queryOptions({ input: { path }, staleTime: 0 }));
  const here = listing.data?.path ?? path;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('welcome.browseTitle')}
      footer={
        <Button
          variant="primary"
          onClick={() => {
            onUse(here);
            onClose();
          }}
        >
          {t('welcome.browseUse')}
        </Button>
      }
    >
      <p className="mono small">{here}</p>
      <Loaded query={listing}>
        {({ parent, entries }) => {
          const folders = entries.filter((entry) => entry.folder);
          return (
            <ul className="folder-list">
              {parent === null ? null : (
                <li>
                  <button type="button" className="menu-item folder" onClick={() => setPath(parent)}>
                    <CornerLeftUp size={16} aria-hidden />
                    {t('welcome.browseUp')}
                  </button>
                </li>
              )}
              {folders.map((folder) => (
                <li key={folder.path}>
                  <button type="button" className="menu-item folder" onClick={() => setPath(folder.path)}>
                    <Folder size={16} aria-hidden />
                    <span className="truncate">{folder.name}</span>
                  </button>
                </li>
              ))}
              {folders.length === 0 ? <li className="muted">{t('welcome.browseEmpty')}</li> : null}
            </ul>
          );
        }}
      </Loaded>
    </Dialog>
  );
}
