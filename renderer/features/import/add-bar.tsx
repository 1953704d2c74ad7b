import { FileDown, FolderOpen, Sparkles, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi, useCapabilities, useHello } from '../../client/index.ts';
import { Button, HostBrowser, TextField } from '../../ui/index.ts';
import { useImport } from './use-import.ts';

/** All ways in: drop, dialog, folders of the host, upload, a path. Large as long as nothing is there. */
export function AddBar({ isLarge }: { readonly isLarge: boolean }) {
  const t = useTranslations('import');
  return (
    <div className="import-add" data-large={isLarge ? '' : undefined}>
      {isLarge ? (
        <div className="import-add-head">
          <FileDown size={32} strokeWidth={1.5} aria-hidden />
          <h2>{t('dropTitle')}</h2>
          <p className="muted">{t('dropBody')}</p>
        </div>
      ) : null}
      <div className="row-wrap import-add-ways">
        <Ways isPrimary={isLarge} />
      </div>
      <PathForm />
    </div>
  );
}

function Ways({ isPrimary }: { readonly isPrimary: boolean }) {
  const t = useTranslations('import');
  const { host } = useApi();
  const { pickFiles, browseFolders, upload } = useCapabilities();
  const hello = useHello().data;
  const { addPaths, addFiles } = useImport();
  const inputRef = useRef<HTMLInputElement>(null);
  const [isBrowsing, setBrowsing] = useState(false);
  const first = isPrimary ? 'primary' : 'default';
  return (
    <>
      {pickFiles ? (
        <Button
          variant={first}
          icon={<FolderOpen size={16} aria-hidden />}
          onClick={() => void host.pickFiles().then((paths) => addPaths(paths))}
        >
          {t('open')}
        </Button>
      ) : null}
      {!pickFiles && browseFolders ? (
        <Button variant={first} icon={<FolderOpen size={16} aria-hidden />} onClick={() => setBrowsing(true)}>
          {t('browseHost')}
        </Button>
      ) : null}
      {!pickFiles && upload ? (
        <>
          <Button icon={<Upload size={16} aria-hidden />} onClick={() => inputRef.current?.click()}>
            {t('chooseFiles')}
          </Button>
          <input
            ref={inputRef}
            type="file"
            multiple
            hidden
            aria-label={t('chooseFiles')}
            onChange={(event) => {
              const files = [...(event.target.files ?? [])];
              event.target.value = '';
              void addFiles(files);
            }}
          />
        </>
      ) : null}
      {hello === undefined ? null : (
        <Button icon={<Sparkles size={16} aria-hidden />} onClick={() => void addPaths([...hello.samples])}>
          {t('samples')}
        </Button>
      )}
      {isBrowsing && hello !== undefined ? (
        <HostBrowser
          start={hello.home}
          choose="files"
          onClose={() => setBrowsing(false)}
          onUse={(paths) => void addPaths(paths)}
        />
      ) : null}
    </>
  );
}

function PathForm() {
  const t = useTranslations('import');
  const { addPaths } = useImport();
  const [path, setPath] = useState('');
  return (
    <form
      className="import-path"
      onSubmit={(event) => {
        event.preventDefault();
        if (path.trim() === '') return;
        setPath('');
        void addPaths([path.trim()]);
      }}
    >
      <TextField
        label={t('path')}
        hideLabel
        placeholder={t('pathHint')}
        spellCheck={false}
        value={path}
        onChange={setPath}
      />
      <Button type="submit">{t('addPath')}</Button>
    </form>
  );
}
