import { useQuery } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../../client/index.ts';
import { setParams, useCommands, useRoute } from '../../state/index.ts';
import { Button, EmptyState, Loaded, Page, Tabs } from '../../ui/index.ts';
import { EpisodePlayer } from './episode-player.tsx';
import { KeepCard } from './keep-card.tsx';
import { useLabStore, type LabRun } from './lab-store.ts';
import { PosteriorsPanel } from './posteriors-panel.tsx';
import { ProgressCard } from './progress-card.tsx';
import { ResultsCard } from './results-card.tsx';
import { SetupForm, setupForm } from './setup-form.tsx';
import { useLab } from './use-lab.ts';
import './lab.css';

/** The lab: a memory and controls play games, and what they did and believed can be looked at step by step. */
export function LabView() {
  const t = useTranslations('lab');
  const { query } = useApi();
  const desk = useQuery(query.lab.desk.queryOptions());
  const { runs, isPlaying } = useLabStore();
  const { cancel } = useLab();
  useCommands(
    'lab',
    useMemo(
      () => [{ id: 'lab.cancel', label: t('cancelCommand'), group: t('title'), enabled: isPlaying, run: cancel }],
      [t, isPlaying, cancel],
    ),
  );
  return (
    <Page
      title={t('title')}
      sub={t('sub')}
      actions={
        <Button
          type="submit"
          form={setupForm}
          variant="primary"
          icon={<Play size={16} aria-hidden />}
          disabled={isPlaying || desk.data === undefined}
        >
          {t('play')}
        </Button>
      }
    >
      <div className="lab">
        <Loaded query={desk}>{(found) => <SetupForm desk={found} />}</Loaded>
        <div className="stack lab-results">
          {runs.length === 0 ? <EmptyState title={t('empty')} body={t('emptyBody')} /> : <Results runs={runs} />}
        </div>
      </div>
    </Page>
  );
}

const tabs = ['results', 'episodes', 'posteriors'] as const;

function Results({ runs }: { readonly runs: readonly LabRun[] }) {
  const t = useTranslations('lab');
  const { params } = useRoute();
  const tab = tabs.find((name) => name === params['tab']) ?? 'results';
  const shown = runs.find(({ contender }) => contender.name === params['run']) ?? runs[0];
  if (shown === undefined) return null;
  return (
    <>
      <ProgressCard runs={runs} />
      <Tabs
        label={t('tabs')}
        value={tab}
        onChange={(next) => setParams({ tab: next })}
        items={[
          {
            value: 'results',
            label: t('results'),
            content: () => (
              <div className="stack">
                <ResultsCard runs={runs} />
                <KeepCard runs={runs} />
              </div>
            ),
          },
          { value: 'episodes', label: t('episodes'), content: () => <EpisodePlayer runs={runs} run={shown} /> },
          { value: 'posteriors', label: t('posteriors'), content: () => <PosteriorsPanel runs={runs} run={shown} /> },
        ]}
      />
    </>
  );
}
