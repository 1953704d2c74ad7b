import { FolderSearch } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi, useCapabilities, useHello } from '../../client/index.ts';
import { Button, Card, HostBrowser, TextField } from '../../ui/index.ts';
import { SkillsDialog } from './skills-dialog.tsx';

/** The way in for Agent Skills of others: a folder, a look, and proposals for the review. */
export function SkillsCard() {
  const t = useTranslations('import');
  const { host } = useApi();
  const { pickFiles, browseFolders } = useCapabilities();
  const hello = useHello().data;
  const [path, setPath] = useState('');
  const [isBrowsing, setBrowsing] = useState(false);
  const [looked, setLooked] = useState<readonly string[] | null>(null);
  const look = (paths: readonly string[]): void => {
    const given = paths.map((one) => one.trim()).filter(Boolean);
    if (given.length > 0) setLooked(given);
  };
  return (
    <Card title={t('skills.title')}>
      <div className="stack">
        <p className="muted">{t('skills.about')}</p>
        <form
          className="import-watch-form"
          onSubmit={(event) => {
            event.preventDefault();
            look([path]);
          }}
        >
          <TextField
            label={t('skills.folder')}
            hideLabel
            placeholder={t('skills.folder')}
            spellCheck={false}
            value={path}
            onChange={setPath}
          />
          {pickFiles ? (
            <Button icon={<FolderSearch size={16} aria-hidden />} onClick={() => void host.pickFiles().then(look)}>
              {t('watch.browse')}
            </Button>
          ) : browseFolders ? (
            <Button icon={<FolderSearch size={16} aria-hidden />} onClick={() => setBrowsing(true)}>
              {t('watch.browse')}
            </Button>
          ) : null}
          <Button type="submit" disabled={path.trim() === ''}>
            {t('skills.look')}
          </Button>
        </form>
        {isBrowsing && hello !== undefined ? (
          <HostBrowser start={hello.home} choose="folder" onClose={() => setBrowsing(false)} onUse={look} />
        ) : null}
        {looked === null ? null : <SkillsDialog paths={looked} onClose={() => setLooked(null)} />}
      </div>
    </Card>
  );
}
