import type { LibraryColumns } from '../../../shared/contract/index.ts';
import type { Posterior } from '../../../shared/model/index.ts';

/** A line of the library: a procedure or a meta-procedure, with what it is searched and grouped by. */
export interface LibraryRow {
  /** Place in the columns of the engine; what it is searched by stands there. */
  readonly place: number;
  readonly id: string;
  readonly kind: 'procedure' | 'meta';
  readonly goal: string;
  readonly status: 'live' | 'deleted' | 'pruned';
  readonly pinned: boolean;
  /** The words of its goal are a model's. */
  readonly isWritten: boolean;
  readonly posterior: Pick<Posterior, 'mean' | 'interval' | 'n'>;
  /** Executions of a procedure, episodes of a meta-procedure. */
  readonly runs: number;
  readonly score: number;
  readonly steps: number;
  /** Template of the goal category that it serves most; null when none is known. */
  readonly category: string | null;
  /** Proposals that wait for a decision. */
  readonly pending: number;
}

/** The columns of the engine as the lines of one table. */
export function libraryRows(columns: LibraryColumns): readonly LibraryRow[] {
  const { interval, categories } = columns;
  const written = new Set(columns.written);
  return columns.ids.map((id, place): LibraryRow => {
    const [mean, low, high] = [columns.means[place] ?? 0, columns.lows[place] ?? 0, columns.highs[place] ?? 1];
    return {
      place,
      id,
      kind: columns.kinds[place] ?? 'procedure',
      goal: columns.goals[place] ?? '',
      status: columns.statuses[place] ?? 'live',
      pinned: columns.pinned[place] ?? false,
      isWritten: written.has(place),
      posterior: { mean, n: columns.n[place] ?? 0, interval: { ...interval, low, high } },
      runs: columns.runs[place] ?? 0,
      score: columns.scores[place] ?? 0,
      steps: columns.steps[place] ?? 0,
      category: categories[columns.category[place] ?? -1] ?? null,
      pending: columns.pending[place] ?? 0,
    };
  });
}

export const kindFilters = ['all', 'procedure', 'meta'] as const;
export type KindFilter = (typeof kindFilters)[number];
export const statusFilters = ['live', 'pinned', 'pending', 'deleted', 'pruned', 'all'] as const;
export type StatusFilter = (typeof statusFilters)[number];

/** Little: less than 5 rows of evidence, so that an interval spans half of the axis; much: 20 and more. */
export const evidenceFilters = ['all', 'little', 'enough', 'much'] as const;
export type EvidenceFilter = (typeof evidenceFilters)[number];
const enough = 5;
const much = 20;

export interface LibraryFilter {
  readonly search: string;
  readonly kind: KindFilter;
  readonly status: StatusFilter;
  readonly evidence: EvidenceFilter;
}

/**
 * Rows of the chosen kind, state and evidence that have every word of the search.
 *
 * @param texts by place, what rows are searched by; null while they are on their way: then the goals alone
 */
export function filterRows(
  rows: readonly LibraryRow[],
  filter: LibraryFilter,
  texts: readonly string[] | null,
): readonly LibraryRow[] {
  const wanted = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) =>
      (filter.kind === 'all' || row.kind === filter.kind) &&
      hasStatus(row, filter.status) &&
      hasEvidence(row.posterior.n, filter.evidence) &&
      (wanted.length === 0 || hasWords(row, wanted, texts?.[row.place] ?? row.goal.toLowerCase())),
  );
}

function hasEvidence(n: number, wanted: EvidenceFilter): boolean {
  switch (wanted) {
    case 'all':
      return true;
    case 'little':
      return n < enough;
    case 'enough':
      return n >= enough;
    case 'much':
      return n >= much;
  }
}

function hasWords(row: LibraryRow, wanted: readonly string[], text: string): boolean {
  return wanted.every((word) => text.includes(word) || row.id.startsWith(word));
}

function hasStatus(row: LibraryRow, status: StatusFilter): boolean {
  switch (status) {
    case 'all':
      return true;
    case 'pinned':
      return row.pinned && row.status === 'live';
    case 'pending':
      return row.pending > 0;
    case 'live':
    case 'deleted':
    case 'pruned':
      return row.status === status;
  }
}
