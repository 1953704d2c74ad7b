import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { joinPath, useApi, useRefreshMemory } from '../../client/index.ts';
import { navigate, useRoute } from '../../state/index.ts';
import { baseName, Button, Card, ErrorState, Progress, shortId, useNotify } from '../../ui/index.ts';
import { PathField } from './path-field.tsx';

/** A snapshot becomes a new memory, which is open afterwards. */
export function OpenCard({ home }: { readonly home: string }) {
  const given = useRoute().params['snapshot'] ?? '';
  return <OpenForm key={given} home={home} given={given} />;
}

/** `given`: a snapshot that the system was asked to open. */
function OpenForm({ home, given }: { readonly home: string; readonly given: string }) {
  const t = useTranslations('export');
  const { client } = useApi();
  const notify = useNotify();
  const refresh = useRefreshMemory();
  const [file, setFile] = useState(given);
  const [folder, setFolder] = useState(given === '' ? '' : folderFor(home, given));
  const [isChecked, setChecked] = useState(false);
  const opening = useMutation({
    mutationFn: (input: { readonly file: string; readonly uri: string }) => client.memory.importSnapshot(input),
    meta: { quiet: true },
    onSuccess: async (result) => {
      await refresh();
      notify({ title: t('opened'), description: t('openedState', { hash: shortId(result.stateHash) }) });
      navigate({ view: 'library' });
    },
  });
  const missing = (text: string, message: string): string | undefined =>
    isChecked && text.trim() === '' ? message : undefined;
  return (
    <Card title={t('open')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setChecked(true);
          if (file.trim() === '' || folder.trim() === '' || opening.isPending) return;
          opening.mutate({ file: file.trim(), uri: folder.trim() });
        }}
      >
        <p>{t('openBody')}</p>
        <PathField
          label={t('snapshotFile')}
          hint={t('fileHint')}
          value={file}
          error={missing(file, t('fileMissing'))}
          choose="file"
          start={home}
          onChange={setFile}
          onBrowsed={(path) => {
            setFile(path);
            if (folder === '') setFolder(folderFor(home, path));
          }}
        />
        <PathField
          label={t('newFolder')}
          hint={t('newFolderHint')}
          value={folder}
          error={missing(folder, t('folderMissing'))}
          choose="folder"
          start={home}
          onChange={setFolder}
        />
        <div>
          <Button type="submit" disabled={opening.isPending}>
            {t('openRun')}
          </Button>
        </div>
        {opening.isPending ? <Progress label={t('opening')} share={null} /> : null}
      </form>
      {opening.error === null ? null : <ErrorState error={opening.error} />}
    </Card>
  );
}

/** A new folder of the snapshot's name. */
function folderFor(home: string, snapshot: string): string {
  return joinPath(home, baseName(snapshot).replace(/\.[^.]*$/, ''));
}
