import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FolderSearch } from 'lucide-react';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { WatchedFolder } from '../../../shared/contract/index.ts';
import { useApi, useCapabilities, useHello } from '../../client/index.ts';
import {
  Button,
  Card,
  ErrorState,
  foreignString,
  ForeignText,
  HostBrowser,
  TextField,
  type ButtonProps,
} from '../../ui/index.ts';
import { SkippedTable } from './record-tables.tsx';

/** How often the list is read again while it is in sight, in ms. */
const readEvery = 2000;

/** Folders of which what comes is imported: those that a person chose, what came, what failed. */
export function WatchCard() {
  const t = useTranslations('import');
  const { client, query } = useApi();
  const queryClient = useQueryClient();
  const list = useQuery(query.imports.watched.queryOptions({ refetchInterval: readEvery, staleTime: 0 }));
  const change = useMutation({
    mutationFn: (call: () => Promise<WatchedFolder[]>) => call(),
    meta: { quiet: true },
    onSuccess: (folders) => queryClient.setQueryData(query.imports.watched.queryKey(), folders),
  });
  const folders = list.data ?? [];
  return (
    <Card title={t('watch.title')}>
      <div className="stack">
        {folders.length === 0 ? <p className="muted">{t('watch.none')}</p> : null}
        {folders.length === 0 ? null : (
          <ul className="import-watched">
            {folders.map((watched) => (
              <Watched
                key={watched.folder}
                watched={watched}
                onPause={(paused) => change.mutate(() => client.imports.pauseWatch({ folder: watched.folder, paused }))}
                onRemove={() => change.mutate(() => client.imports.unwatch({ folder: watched.folder }))}
              />
            ))}
          </ul>
        )}
        <AddFolder onAdd={(folder) => change.mutate(() => client.imports.watch({ folder }))} />
        {change.error === null ? null : <ErrorState error={change.error} />}
      </div>
    </Card>
  );
}

interface WatchedProps {
  readonly watched: WatchedFolder;
  onPause(paused: boolean): void;
  onRemove(): void;
}

const timeOfDay = { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' } as const;

function Watched({ watched, onPause, onRemove }: WatchedProps) {
  const t = useTranslations('import');
  const format = useFormatter();
  const { folder, paused, state, files, episodes, waiting, rejected, failed, lastAt } = watched;
  const small: Pick<ButtonProps, 'size'> = { size: 'small' };
  return (
    <li className="stack-tight">
      <div className="import-watched-head">
        <span className="mono grow import-watched-name" title={foreignString(folder)}>
          <ForeignText text={folder} />
        </span>
        <Button {...small} onClick={() => onPause(!paused)}>
          {t(paused ? 'watch.resume' : 'watch.pause')}
        </Button>
        <Button {...small} aria-label={t('watch.remove', { folder: foreignString(folder) })} onClick={onRemove}>
          {t('watch.removeShort')}
        </Button>
      </div>
      <p className="row-wrap small muted">
        <span className={state === 'missing' ? 'import-warning' : undefined}>
          {t(`watch.states.${paused ? 'paused' : state}`)}
        </span>
        <span>{t('watch.counts', { files, episodes })}</span>
        {waiting === 0 ? null : <span>{t('watch.waiting', { count: waiting })}</span>}
        {rejected === 0 ? null : <span className="import-warning">{t('watch.rejected', { count: rejected })}</span>}
        {lastAt === null ? null : (
          <span>{t('watch.last', { time: format.dateTime(new Date(lastAt), timeOfDay) })}</span>
        )}
      </p>
      {failed.length === 0 ? null : (
        <details className="import-skipped">
          <summary>{t('watch.failed', { count: failed.length })}</summary>
          <SkippedTable rows={failed} />
        </details>
      )}
    </li>
  );
}

function AddFolder({ onAdd }: { onAdd(folder: string): void }) {
  const t = useTranslations('import');
  const { browseFolders } = useCapabilities();
  const hello = useHello().data;
  const [folder, setFolder] = useState('');
  const [isBrowsing, setBrowsing] = useState(false);
  const add = (path: string): void => {
    if (path.trim() !== '') onAdd(path.trim());
    setFolder('');
  };
  return (
    <form
      className="import-watch-form"
      onSubmit={(event) => {
        event.preventDefault();
        add(folder);
      }}
    >
      <TextField
        label={t('watch.folder')}
        hideLabel
        placeholder={t('watch.folder')}
        spellCheck={false}
        value={folder}
        onChange={setFolder}
      />
      {browseFolders ? (
        <Button icon={<FolderSearch size={16} aria-hidden />} onClick={() => setBrowsing(true)}>
          {t('watch.browse')}
        </Button>
      ) : null}
      <Button type="submit" disabled={folder.trim() === ''}>
        {t('watch.add')}
      </Button>
      {isBrowsing && hello !== undefined ? (
        <HostBrowser
          start={hello.home}
          choose="folder"
          onClose={() => setBrowsing(false)}
          onUse={([path]) => add(path ?? '')}
        />
      ) : null}
    </form>
  );
}
