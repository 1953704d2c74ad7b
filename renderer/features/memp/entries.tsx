import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { MempOverview } from '../../../shared/contract/index.ts';
import { hrefOf, navigate, setParams, useRoute } from '../../state/index.ts';
import { Badge, DataTable, ForeignText, formatCount, SearchField, type Column } from '../../ui/index.ts';

type Row = MempOverview['rows'][number];

/** Every entry with its use; one that the deletion rule took is greyed and stays readable. */
export function Entries({ rows }: { readonly rows: MempOverview['rows'] }) {
  const t = useTranslations('memp');
  const { params } = useRoute();
  const [search, setSearch] = useState('');
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = rows.filter(({ entry }) => words.every((word) => entry.query.toLowerCase().includes(word)));
  const columns: readonly Column<Row>[] = [
    {
      id: 'query',
      label: t('columns.query'),
      width: 'minmax(12rem, 1fr)',
      value: ({ entry }) => entry.query,
      cell: ({ entry }) => (
        <span className="memp-query truncate">
          <ForeignText text={entry.query} />
        </span>
      ),
    },
    {
      id: 'script',
      label: t('columns.script'),
      width: '9rem',
      align: 'end',
      value: ({ entry }) => criticalOf(entry.marks),
      cell: ({ entry }) => t('steps', { part: criticalOf(entry.marks), all: entry.marks.length }),
    },
    {
      id: 'hits',
      label: t('columns.hits'),
      width: '8.5rem',
      align: 'end',
      value: ({ entry }) => entry.hits,
      cell: ({ entry }) => formatCount(entry.hits),
    },
    {
      id: 'success',
      label: t('columns.success'),
      width: '7rem',
      align: 'end',
      value: ({ entry }) => (entry.hits === 0 ? -1 : entry.success / entry.hits),
      cell: ({ entry }) => (entry.hits === 0 ? '–' : t('steps', { part: entry.success, all: entry.hits })),
    },
    {
      id: 'state',
      label: t('columns.state'),
      width: '9rem',
      value: ({ status, proposals }) => `${status} ${proposals}`,
      cell: (row) => <State row={row} />,
    },
  ];
  return (
    <div className="stack">
      <SearchField label={t('search')} placeholder={t('search')} value={search} onChange={setSearch} />
      <div className="memp-table">
        <DataTable
          label={t('tabs.entries')}
          rows={shown}
          columns={columns}
          rowId={({ entry }) => entry.id}
          sort={params['sort'] ?? 'hits:desc'}
          onSort={(sort) => setParams({ sort })}
          onOpen={({ entry }) => navigate({ view: 'memp', id: entry.id })}
          isMuted={({ status }) => status !== 'live'}
          empty={<p className="muted">{t('noneFound')}</p>}
        />
      </div>
    </div>
  );
}

function criticalOf(marks: readonly string[]): number {
  return marks.filter((mark) => mark === 'critical').length;
}

function State({ row: { entry, status, proposals } }: { readonly row: Row }) {
  const t = useTranslations('memp');
  return (
    <span className="row-wrap">
      {entry.imported === null ? null : <Badge title={t('importedHint')}>{t('imported')}</Badge>}
      {status === 'pruned' ? (
        <Badge tone="warning" title={t('prunedHint', { group: (entry.deletedIn ?? 0) + 1 })}>
          {t('pruned')}
        </Badge>
      ) : null}
      {status === 'deleted' ? <Badge tone="danger">{t('deleted')}</Badge> : null}
      {proposals > 0 ? (
        <a href={hrefOf({ view: 'review' })}>
          <Badge tone="accent">{t('rewrites', { count: proposals })}</Badge>
        </a>
      ) : null}
    </span>
  );
}
