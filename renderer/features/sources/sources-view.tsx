import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Source } from '../../../shared/model/index.ts';
import { useApi } from '../../client/index.ts';
import { hrefOf, setParams, useRoute } from '../../state/index.ts';
import {
  Button,
  ButtonLink,
  DataTable,
  EmptyState,
  foreignString,
  ForeignText,
  formatBytes,
  Loaded,
  Page,
  SampleOffer,
  shortId,
  useFormatName,
  type Column,
} from '../../ui/index.ts';
import { UnlearnDialog } from './unlearn-dialog.tsx';
import './sources.css';

export function SourcesView() {
  const t = useTranslations('sources');
  const { query } = useApi();
  const sources = useQuery(query.memory.sources.queryOptions());
  const [chosen, setChosen] = useState<Source | null>(null);
  return (
    <Page
      title={t('title')}
      sub={sources.data === undefined ? undefined : t('sub', { count: sources.data.length })}
      actions={<ButtonLink href={hrefOf({ view: 'import' })}>{t('import')}</ButtonLink>}
      fill
    >
      <Loaded query={sources}>{(all) => <Table sources={all} onUnlearn={setChosen} />}</Loaded>
      {chosen === null ? null : <UnlearnDialog source={chosen} onClose={() => setChosen(null)} />}
    </Page>
  );
}

function Table({
  sources,
  onUnlearn,
}: {
  readonly sources: readonly Source[];
  readonly onUnlearn: (source: Source) => void;
}) {
  const t = useTranslations('sources');
  const formatName = useFormatName();
  const { params } = useRoute();
  const columns = useMemo(
    (): readonly Column<Source>[] => [
      {
        id: 'name',
        label: t('columns.name'),
        width: 'minmax(8rem, 3fr)',
        value: (source) => source.name,
        cell: (source) => (
          <div className="truncate" title={foreignString(source.name)}>
            <ForeignText text={source.name} />
          </div>
        ),
      },
      {
        id: 'format',
        label: t('columns.format'),
        width: 'minmax(11rem, 2fr)',
        value: (source) => formatName(source.format),
        cell: (source) => (
          <div className="truncate" title={formatName(source.format)}>
            {formatName(source.format)}
          </div>
        ),
      },
      {
        id: 'episodes',
        label: t('columns.episodes'),
        width: '6rem',
        align: 'end',
        value: (source) => source.trajectories,
        cell: (source) => source.trajectories,
      },
      {
        id: 'bytes',
        label: t('columns.bytes'),
        width: '5.5rem',
        align: 'end',
        value: (source) => source.bytes,
        cell: (source) => formatBytes(source.bytes),
      },
      {
        id: 'digest',
        label: t('columns.digest'),
        width: '8rem',
        cell: (source) => <span className="mono small">{shortId(source.id)}</span>,
      },
      {
        id: 'act',
        label: t('columns.act'),
        width: '7.5rem',
        cell: (source) => (
          <Button size="small" onClick={() => onUnlearn(source)} aria-label={t('unlearnOf', { name: source.name })}>
            {t('unlearn')}
          </Button>
        ),
      },
    ],
    [t, formatName, onUnlearn],
  );
  return (
    <DataTable
      label={t('table')}
      rows={sources}
      columns={columns}
      rowId={(source) => source.id}
      sort={params['sort'] ?? 'name:asc'}
      onSort={(sort) => setParams({ sort })}
      onOpen={onUnlearn}
      empty={<EmptyState title={t('empty')} body={t('emptyBody')} actions={<SampleOffer />} />}
    />
  );
}
