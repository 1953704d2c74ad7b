import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { ProcmemOverview } from '../../../shared/contract/index.ts';
import { useApi, useMemory } from '../../client/index.ts';
import { setParams, useRoute } from '../../state/index.ts';
import { EmptyState, formatCount, formatFixed, Loaded, Page, SampleOffer, Stats, Tabs } from '../../ui/index.ts';
import { Gate } from './gate.tsx';
import { Gradients } from './gradients.tsx';
import { Lineage } from './lineage.tsx';
import { Pool } from './pool.tsx';
import './procmem.css';

const tabs = ['pool', 'gradients', 'gate', 'lineage'] as const;

/** What ProcMEM alone has: the pool, semantic gradients, the gate, the lineage over rounds. */
export function ProcmemView() {
  const t = useTranslations('procmem');
  const { query } = useApi();
  const memory = useMemory();
  const isOther = memory !== null && memory.settings.strategy !== 'procmem';
  const overview = useQuery(query.strategies.procmem.queryOptions({ enabled: !isOther }));
  if (isOther) return <EmptyState title={t('other.title')} body={t('other.body')} isPage />;
  return (
    <Loaded query={overview} label={t('loading')} isPage>
      {(data) => <Overview data={data} />}
    </Loaded>
  );
}

function Overview({ data }: { readonly data: ProcmemOverview }) {
  const t = useTranslations('procmem');
  const { params } = useRoute();
  const tab = tabs.find((name) => name === params['tab']) ?? 'pool';
  if (data.skills.length === 0) {
    return (
      <Page title={t('title')} sub={t('sub')}>
        <EmptyState title={t('empty.title')} body={t('empty.body')} actions={<SampleOffer />} />
      </Page>
    );
  }
  const live = data.skills.filter(({ status }) => status === 'live').length;
  const { active, steps, addedTokens } = data.reuse;
  return (
    <Page title={t('title')} sub={t('sub')}>
      <Stats
        items={[
          { label: t('stats.pool'), value: t('of', { part: live, all: data.skills.length }) },
          {
            label: t('stats.reuse'),
            value: steps === 0 ? '–' : t('rate', { rate: active / steps, part: active, all: steps }),
          },
          { label: t('stats.tokens'), value: formatCount(data.storedTokens) },
          { label: t('stats.added'), value: steps === 0 ? '–' : formatFixed(addedTokens / steps, 1) },
        ]}
      />
      <Tabs
        label={t('title')}
        value={tab}
        onChange={(next) => setParams({ tab: next })}
        items={[
          { value: 'pool', label: t('tabs.pool'), content: () => <Pool data={data} /> },
          { value: 'gradients', label: t('tabs.gradients'), content: () => <Gradients data={data} /> },
          { value: 'gate', label: t('tabs.gate'), content: () => <Gate data={data} /> },
          { value: 'lineage', label: t('tabs.lineage'), content: () => <Lineage data={data} /> },
        ]}
      />
    </Page>
  );
}
