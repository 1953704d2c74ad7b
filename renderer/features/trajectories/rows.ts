import type { TrajectoryRow } from '../../../shared/contract/index.ts';
import type { Outcome } from '../../../shared/model/index.ts';

export interface RowFilter {
  readonly search: string;
  readonly outcome: Outcome | 'all';
  /** Name of a source; '' is every source. */
  readonly source: string;
  /** Ids that the filter by procedure leaves; null is every trajectory. */
  readonly executing: ReadonlySet<string> | null;
}

/** The rows that fit. Each word of the search must occur in the goal, the title, the source or the id. */
export function filterRows(rows: readonly TrajectoryRow[], filter: RowFilter): readonly TrajectoryRow[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (filter.outcome !== 'all' && row.outcome !== filter.outcome) return false;
    if (filter.source !== '' && row.source !== filter.source) return false;
    if (filter.executing !== null && !filter.executing.has(row.id)) return false;
    if (words.length === 0) return true;
    const text = `${row.goal}\n${row.title}\n${row.source}\n${row.id}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The order of the files: by source, then by record. What comes from the store is in the order of its ids. */
export function inFileOrder(rows: readonly TrajectoryRow[]): readonly TrajectoryRow[] {
  return rows.toSorted((a, b) =>
    a.source === b.source ? a.record - b.record || (a.id < b.id ? -1 : 1) : a.source < b.source ? -1 : 1,
  );
}

export function countOutcomes(rows: readonly TrajectoryRow[]): Readonly<Record<Outcome, number>> {
  const counts = { success: 0, failure: 0, unknown: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

/** Names of the sources in order of their first row. */
export function sourcesOf(rows: readonly TrajectoryRow[]): readonly string[] {
  return [...new Set(rows.map((row) => row.source))];
}

/** The next failed episode after `id` in the order of the rows, beginning again at the top; null when there is no other. */
export function nextFailedEpisode(rows: readonly TrajectoryRow[], id: string): string | null {
  const start = rows.findIndex((row) => row.id === id);
  const after = [...rows.slice(start + 1), ...rows.slice(0, Math.max(0, start))];
  return after.find((row) => row.outcome === 'failure')?.id ?? null;
}

/** The first run of the same goal that ended otherwise, to be compared with; null when there is none. */
export function otherOutcome(rows: readonly TrajectoryRow[], id: string): TrajectoryRow | null {
  const own = rows.find((row) => row.id === id);
  if (own === undefined || own.outcome === 'unknown') return null;
  return rows.find((row) => row.goal === own.goal && row.outcome !== own.outcome && row.outcome !== 'unknown') ?? null;
}
