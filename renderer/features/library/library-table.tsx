import { Layers, Pin, Workflow } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { hrefOf, navigate, setParams, useRoute, type RouteTarget } from '../../state/index.ts';
import {
  Badge,
  type Column,
  DataTable,
  foreignString,
  ForeignText,
  formatCount,
  formatFixed,
  formatProbability,
  IntervalStrip,
  WrittenIcon,
} from '../../ui/index.ts';
import type { LibraryRow } from './rows.ts';

function targetOf(row: LibraryRow): RouteTarget {
  return { view: row.kind === 'meta' ? 'meta' : 'procedure', id: row.id };
}

export function useColumns(): readonly Column<LibraryRow>[] {
  const t = useTranslations('library');
  return useMemo(
    () => [
      {
        id: 'goal',
        label: t('columns.goal'),
        width: 'minmax(16rem, 1fr)',
        value: (row) => row.goal,
        cell: (row) => <Goal row={row} />,
      },
      {
        id: 'low',
        label: t('columns.posterior'),
        width: '11rem',
        value: (row) => row.posterior.interval.low,
        cell: (row) => <IntervalStrip posterior={row.posterior} />,
      },
      {
        id: 'mean',
        label: t('columns.mean'),
        width: '5rem',
        align: 'end',
        value: (row) => row.posterior.mean,
        cell: (row) => formatProbability(row.posterior.mean),
      },
      {
        id: 'n',
        label: t('columns.n'),
        width: '4.5rem',
        align: 'end',
        value: (row) => row.posterior.n,
        cell: (row) => formatCount(row.posterior.n),
      },
      {
        id: 'runs',
        label: t('columns.runs'),
        width: '5rem',
        align: 'end',
        value: (row) => row.runs,
        cell: (row) => formatCount(row.runs),
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
        id: 'score',
        label: t('columns.score'),
        width: '5rem',
        align: 'end',
        value: (row) => row.score,
        cell: (row) => formatFixed(row.score, 2),
      },
    ],
    [t],
  );
}

/** The order of the table where the address names none. */
export const usualSort = 'score:desc';

export interface LibraryTableProps {
  /** In the order that the address names. */
  readonly rows: readonly LibraryRow[];
  readonly total: number;
  readonly columns: readonly Column<LibraryRow>[];
}

export function LibraryTable({ rows, total, columns }: LibraryTableProps) {
  const t = useTranslations('library');
  const { params } = useRoute();
  const isGrouped = params['group'] === 'goal';
  const groupOf = useMemo(
    () => (isGrouped ? (row: LibraryRow): string => row.category ?? t('noCategory') : undefined),
    [isGrouped, t],
  );
  return (
    <>
      <DataTable
        label={t('title')}
        rows={rows}
        columns={columns}
        rowId={(row) => row.id}
        sort={params['sort'] ?? usualSort}
        isSorted
        onSort={(sort) => setParams({ sort })}
        onOpen={(row) => navigate(targetOf(row))}
        isMuted={(row) => row.status !== 'live'}
        {...(groupOf === undefined ? {} : { groupOf })}
      />
      <RowsShown shown={rows} total={total} />
    </>
  );
}

/** How many rows there are of all, and what their strips mean. */
export function RowsShown({ shown, total }: { readonly shown: readonly LibraryRow[]; readonly total: number }) {
  const t = useTranslations('library');
  const common = useTranslations('common');
  const [first] = shown;
  return (
    <output className="table-note" data-testid="rows-shown">
      {common('rowsShown', { shown: shown.length, all: total })}
      {first === undefined ? null : <> · {t('axisNote', { mass: first.posterior.interval.mass })}</>}
    </output>
  );
}

function Goal({ row }: { readonly row: LibraryRow }) {
  const t = useTranslations('library');
  const Icon = row.kind === 'meta' ? Layers : Workflow;
  return (
    <div className="library-goal">
      <Icon size={16} aria-label={t(`kindOf.${row.kind}`)} />
      <a className="library-link truncate" href={hrefOf(targetOf(row))} title={foreignString(row.goal)} tabIndex={-1}>
        <ForeignText text={row.goal} />
      </a>
      {row.isWritten ? <WrittenIcon /> : null}
      {row.pinned ? <Pin size={13} aria-label={t('pinned')} /> : null}
      {row.pending > 0 ? <Badge tone="accent">{t('pendingCount', { count: row.pending })}</Badge> : null}
      {row.status === 'live' ? null : <Badge>{t(row.status)}</Badge>}
    </div>
  );
}
