import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { MempOverview } from '../../../shared/contract/index.ts';
import { useApi, useMemory } from '../../client/index.ts';
import { setParams, useRoute } from '../../state/index.ts';
import { EmptyState, formatCount, Loaded, Page, SampleOffer, Stats, Tabs } from '../../ui/index.ts';
import { Entries } from './entries.tsx';
import { EntryPage } from './entry-page.tsx';
import { Retrieval } from './retrieval.tsx';
import { Updates } from './updates.tsx';
import './memp.css';

const tabs = ['entries', 'retrieval', 'updates'] as const;

/** What Mem^p alone has: its entries, what every policy would retrieve, what every update would do. */
export function MempView() {
  const t = useTranslations('memp');
  const { query } = useApi();
  const { id } = useRoute();
  const memory = useMemory();
  const isOther = memory !== null && memory.settings.strategy !== 'memp';
  const overview = useQuery(query.strategies.memp.queryOptions({ enabled: id === null && !isOther }));
  if (isOther) return <EmptyState title={t('other.title')} body={t('other.body')} isPage />;
  if (id !== null) return <EntryPage id={id} />;
  return (
    <Loaded query={overview} label={t('loading')} isPage>
      {(data) => <Overview data={data} />}
    </Loaded>
  );
}

function Overview({ data }: { readonly data: MempOverview }) {
  const t = useTranslations('memp');
  const { params } = useRoute();
  const tab = tabs.find((name) => name === params['tab']) ?? 'entries';
  if (data.rows.length === 0) {
    return (
      <Page title={t('title')} sub={t('sub')}>
        <EmptyState title={t('empty.title')} body={t('empty.body')} actions={<SampleOffer />} />
      </Page>
    );
  }
  const live = data.rows.filter(({ status }) => status === 'live').length;
  const hits = data.rows.reduce((sum, { entry }) => sum + entry.hits, 0);
  return (
    <Page title={t('title')} sub={t('sub')}>
      <Stats
        items={[
          { label: t('stats.live'), value: t('stats.of', { part: live, all: data.rows.length }) },
          { label: t('stats.hits'), value: formatCount(hits) },
          { label: t('stats.groups'), value: formatCount(data.groups.length) },
          { label: t('stats.tokens'), value: formatCount(data.storedTokens) },
        ]}
      />
      <Tabs
        label={t('title')}
        value={tab}
        onChange={(next) => setParams({ tab: next })}
        items={[
          { value: 'entries', label: t('tabs.entries'), content: () => <Entries rows={data.rows} /> },
          { value: 'retrieval', label: t('tabs.retrieval'), content: () => <Retrieval /> },
          { value: 'updates', label: t('tabs.updates'), content: () => <Updates data={data} /> },
        ]}
      />
    </Page>
  );
}
