import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { joinPath, useApi, useRefreshMemory } from '../../client/index.ts';
import { navigate } from '../../state/index.ts';
import { baseName, Button, Card, ErrorState, Progress, shortId, useNotify } from '../../ui/index.ts';
import { PathField } from './path-field.tsx';

/** A snapshot becomes a new memory, which is open afterwards. */
export function OpenCard({ home }: { readonly home: string }) {
  const t = useTranslations('export');
  const { client } = useApi();
  const notify = useNotify();
  const refresh = useRefreshMemory();
  const [file, setFile] = useState('');
  const [folder, setFolder] = useState('');
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
            if (folder === '') setFolder(joinPath(home, baseName(path).replace(/\.[^.]*$/, '')));
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
