import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { TrajectoryRow } from '../../../shared/contract/index.ts';
import { useApi } from '../../client/index.ts';
import { hrefOf, navigate, setParams, useRoute } from '../../state/index.ts';
import {
  Button,
  ButtonLink,
  type Column,
  DataTable,
  EmptyState,
  foreignString,
  ForeignText,
  Loaded,
  OutcomeMark,
  Page,
  SampleOffer,
} from '../../ui/index.ts';
import { ExportButton, fileName } from './export-button.tsx';
import { CompareView, mostCompared } from './compare-view.tsx';
import { Filters, outcomeOf } from './filters.tsx';
import { countOutcomes, filterRows, inFileOrder } from './rows.ts';
import { TrajectoryView } from './trajectory-view.tsx';
import './trajectories.css';

/** The list; an address with an id is the reader of that one. */
export function TrajectoriesView() {
  const { id, params } = useRoute();
  const compared = (params['compare'] ?? '').split(',').filter(Boolean);
  if (id !== null) return <TrajectoryView />;
  return compared.length > 0 ? <CompareView ids={compared} /> : <TrajectoryList />;
}

function TrajectoryList() {
  const t = useTranslations('trajectories');
  const { query } = useApi();
  const list = useQuery(query.trajectories.list.queryOptions());
  const rows = list.data;
  const ordered = useMemo(() => inFileOrder(rows ?? []), [rows]);
  const counts = useMemo(() => (rows === undefined ? null : countOutcomes(rows)), [rows]);
  const sub = counts === null || rows === undefined ? undefined : t('sub', { count: rows.length, ...counts });
  return (
    <Page title={t('title')} sub={sub} fill>
      <Loaded query={list}>{(all) => (all.length === 0 ? <NoTrajectories /> : <FilteredTable all={ordered} />)}</Loaded>
    </Page>
  );
}

function NoTrajectories() {
  const t = useTranslations('trajectories');
  return (
    <EmptyState
      title={t('empty')}
      body={t('emptyBody')}
      actions={
        <>
          <ButtonLink href={hrefOf({ view: 'import' })} variant="primary">
            {t('import')}
          </ButtonLink>
          <SampleOffer />
        </>
      }
    />
  );
}

function FilteredTable({ all }: { readonly all: readonly TrajectoryRow[] }) {
  const t = useTranslations('trajectories');
  const { query } = useApi();
  const { params } = useRoute();
  const procedure = params['procedure'] ?? '';
  const executing = useQuery(
    query.trajectories.executing.queryOptions({ input: { id: procedure }, enabled: procedure !== '' }),
  );
  const search = useDeferredValue(params['q'] ?? '');
  const outcome = outcomeOf(params['outcome']);
  const source = params['source'] ?? '';
  const allowed = useMemo(() => (procedure === '' ? null : new Set(executing.data ?? [])), [procedure, executing.data]);
  const rows = useMemo(
    () => filterRows(all, { search, outcome, source, executing: allowed }),
    [all, search, outcome, source, allowed],
  );
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  const columns = useColumns();
  return (
    <div className="trajectories">
      <div className="trajectories-head">
        <Filters all={all} shown={rows.length} />
        <ChosenBar />
        <ExportButton ids={ids} name={fileName(source)} />
      </div>
      {procedure !== '' && executing.data === undefined ? (
        <Loaded query={executing} label={t('procedureLoading')}>
          {() => null}
        </Loaded>
      ) : (
        <DataTable
          label={t('table')}
          rows={rows}
          columns={columns}
          rowId={(row) => row.id}
          sort={params['sort'] ?? ''}
          onSort={(sort) => setParams({ sort })}
          onOpen={(row) => navigate({ view: 'trajectory', id: row.id })}
          empty={
            <EmptyState
              title={t('noMatch')}
              body={t('noMatchBody')}
              actions={<Button onClick={clearFilters}>{t('clearFilters')}</Button>}
            />
          }
        />
      )}
    </div>
  );
}

/** The runs that are ticked for a comparison, with the way to it. */
function ChosenBar() {
  const t = useTranslations('trajectories');
  const chosen = useChosen();
  if (chosen.length === 0) return null;
  return (
    <div className="row-wrap">
      {chosen.length < 2 ? (
        <span className="muted">{t('compare.fewBody', { most: mostCompared })}</span>
      ) : (
        <ButtonLink
          href={hrefOf({ view: 'trajectories', params: { compare: chosen.join(',') } })}
          variant="primary"
          size="small"
        >
          {t('compare.open', { count: chosen.length })}
        </ButtonLink>
      )}
      <Button size="small" onClick={() => setParams({ chosen: undefined })}>
        {t('compare.clear')}
      </Button>
    </div>
  );
}

function useChosen(): readonly string[] {
  return (useRoute().params['chosen'] ?? '').split(',').filter(Boolean);
}

function ChooseBox({ row }: { readonly row: TrajectoryRow }) {
  const t = useTranslations('trajectories');
  const chosen = useChosen();
  const isChosen = chosen.includes(row.id);
  return (
    <input
      type="checkbox"
      aria-label={t('compare.choose', { goal: foreignString(row.title || row.goal || row.id) })}
      checked={isChosen}
      disabled={!isChosen && chosen.length >= mostCompared}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => event.stopPropagation()}
      onChange={() =>
        setParams({ chosen: (isChosen ? chosen.filter((id) => id !== row.id) : [...chosen, row.id]).join(',') })
      }
    />
  );
}

function clearFilters(): void {
  setParams({ q: undefined, outcome: undefined, source: undefined, procedure: undefined });
}

function useColumns(): readonly Column<TrajectoryRow>[] {
  const t = useTranslations('trajectories');
  return useMemo(
    () => [
      { id: 'compare', label: t('compare.column'), width: '5.5rem', cell: (row) => <ChooseBox row={row} /> },
      {
        id: 'outcome',
        label: t('columns.outcome'),
        width: '7rem',
        value: (row) => row.outcome,
        cell: (row) => <OutcomeMark outcome={row.outcome} />,
      },
      {
        id: 'goal',
        label: t('columns.goal'),
        width: 'minmax(16rem, 4fr)',
        value: (row) => row.goal,
        cell: (row) => (
          <div className="trajectories-goal">
            <a className="truncate" href={hrefOf({ view: 'trajectory', id: row.id })}>
              {row.goal.trim() === '' ? t('noGoal') : <ForeignText text={row.goal} />}
            </a>
            {row.title === '' ? null : (
              <span className="truncate small muted">
                <ForeignText text={row.title} />
              </span>
            )}
          </div>
        ),
      },
      {
        id: 'steps',
        label: t('columns.steps'),
        width: '5rem',
        align: 'end',
        value: (row) => row.steps,
        cell: (row) => row.steps,
      },
      {
        id: 'segments',
        label: t('columns.segments'),
        width: '5rem',
        align: 'end',
        value: (row) => row.segments,
        cell: (row) => row.segments,
      },
      {
        id: 'source',
        label: t('columns.source'),
        width: 'minmax(8rem, 1fr)',
        value: (row) => row.source,
        cell: (row) => (
          <div className="truncate">
            <ForeignText text={row.source} />
          </div>
        ),
      },
      {
        id: 'record',
        label: t('columns.record'),
        width: '5.5rem',
        align: 'end',
        value: (row) => row.record,
        cell: (row) => row.record,
      },
    ],
    [t],
  );
}
