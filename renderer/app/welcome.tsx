import { useMutation } from '@tanstack/react-query';
import { FolderOpen, FolderPlus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { MemoryInfo } from '../../shared/contract/index.ts';
import { strategySchema, type Strategy } from '../../shared/model/index.ts';
import { useRoute } from '../state/index.ts';
import { joinPath, useApi, useRefreshMemory, type Hello } from '../client/index.ts';
import { baseName, Button, HostBrowser, ReportText, SampleOffer, TextField, useErrorReport } from '../ui/index.ts';
import { LanguageMenu, ThemeMenu } from './top-bar.tsx';

/** A snapshot that the system was asked to open needs no memory before it. */
const OpenCard = lazy(async () => ({ default: (await import('../features/export/index.ts')).OpenCard }));

/** What one sees when no memory is open. */
export function Welcome({ hello }: { readonly hello: Hello }) {
  const t = useTranslations('app');
  const { client } = useApi();
  const refresh = useRefreshMemory();
  const reportOfError = useErrorReport();
  const open = useMutation({
    mutationFn: (input: { uri: string; create: boolean; strategy?: Strategy }): Promise<MemoryInfo> =>
      client.memory.open(input),
    meta: { quiet: true },
    onSettled: refresh,
  });
  const isSnapshot = (useRoute().params['snapshot'] ?? '') !== '';
  const report = open.error === null ? null : reportOfError(open.error);
  return (
    <main className="welcome">
      <div className="welcome-theme">
        <LanguageMenu />
        <ThemeMenu />
      </div>
      <header className="stack">
        <h1 tabIndex={-1}>{t('welcome.title')}</h1>
        <p className="muted">{t('welcome.lead')}</p>
      </header>
      <section className="welcome-sample">
        <SampleOffer variant="primary" />
        <p className="muted small">{t('welcome.sampleHint')}</p>
      </section>
      {report === null ? null : (
        <div className="welcome-error" role="alert">
          <strong>{report.heading}.</strong> <ReportText report={report} />
        </div>
      )}
      {isSnapshot ? (
        <Suspense fallback={null}>
          <OpenCard home={hello.home} />
        </Suspense>
      ) : null}
      <div className="welcome-ways">
        <Place
          kind="open"
          initial=""
          hello={hello}
          isBusy={open.isPending}
          onUse={(uri) => open.mutate({ uri, create: false })}
        />
        <Place
          kind="create"
          initial={joinPath(hello.home, 'memory')}
          hello={hello}
          isBusy={open.isPending}
          onUse={(uri, strategy) => open.mutate({ uri, create: true, strategy })}
        />
      </div>
      {hello.recent.length === 0 ? null : (
        <section className="stack">
          <h2>{t('welcome.recent')}</h2>
          <ul className="recent">
            {hello.recent.map(({ uri, name }) => (
              <li key={uri}>
                <button
                  type="button"
                  className="recent-item"
                  disabled={open.isPending}
                  onClick={() => open.mutate({ uri, create: false })}
                >
                  <strong>{name === '' ? baseName(uri) : name}</strong>
                  <span className="muted small mono truncate">{uri}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </main>
  );
}

interface PlaceProps {
  readonly kind: 'open' | 'create';
  readonly initial: string;
  readonly hello: Hello;
  readonly isBusy: boolean;
  onUse(uri: string, strategy: Strategy): void;
}

/** A folder or address to type or to browse to. */
function Place({ kind, initial, hello, isBusy, onUse }: PlaceProps) {
  const t = useTranslations('app');
  const [uri, setUri] = useState(initial);
  const [strategy, setStrategy] = useState<Strategy>('macla');
  const [isBrowsing, setBrowsing] = useState(false);
  return (
    <form
      className="welcome-way"
      onSubmit={(event) => {
        event.preventDefault();
        if (uri.trim() !== '') onUse(uri.trim(), strategy);
      }}
    >
      <h2 className="row">
        {kind === 'open' ? <FolderOpen size={18} aria-hidden /> : <FolderPlus size={18} aria-hidden />}
        {t(`welcome.${kind}`)}
      </h2>
      <TextField
        label={t('welcome.place')}
        hint={t(`welcome.${kind}Hint`)}
        value={uri}
        onChange={setUri}
        spellCheck={false}
        autoComplete="off"
      />
      {kind === 'create' ? <StrategyChoice value={strategy} onChange={setStrategy} /> : null}
      <div className="row-wrap">
        <Button type="submit" disabled={isBusy || uri.trim() === ''}>
          {t(`welcome.${kind}`)}
        </Button>
        {hello.capabilities.browseFolders ? (
          <Button variant="quiet" onClick={() => setBrowsing(true)}>
            {t('welcome.browse')}
          </Button>
        ) : null}
      </div>
      {isBrowsing ? (
        <HostBrowser
          choose="folder"
          start={hello.home}
          onClose={() => setBrowsing(false)}
          onUse={([folder]) => setUri(folder ?? uri)}
        />
      ) : null}
    </form>
  );
}

/** How the new memory learns: one of three, each with a sentence. */
function StrategyChoice({
  value,
  onChange,
}: {
  readonly value: Strategy;
  readonly onChange: (next: Strategy) => void;
}) {
  const t = useTranslations('app');
  return (
    <fieldset className="welcome-strategies">
      <legend className="field-label">{t('strategies.label')}</legend>
      {strategySchema.options.map((name) => (
        <label key={name} className="welcome-strategy">
          <input type="radio" name="strategy" checked={name === value} onChange={() => onChange(name)} />
          <span>
            <strong>{t(`strategies.${name}.name`)}</strong>{' '}
            <span className="small muted">{t(`strategies.${name}.about`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
