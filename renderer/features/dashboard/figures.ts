import type { JournalEvent, Procedure } from '../../../shared/model/index.ts';

/** What stood after one import. */
export interface Growth {
  readonly seq: number;
  readonly at: string;
  /** Files and episodes so far. */
  readonly sources: number;
  readonly trajectories: number;
}

/** Files and episodes after each import that stands, in order. */
export function growthOf(events: readonly JournalEvent[], standing: ReadonlySet<string>): readonly Growth[] {
  const seen = new Set<string>();
  let trajectories = 0;
  return events.flatMap(({ seq, at, change }) => {
    if (change.kind !== 'sources-imported') return [];
    const fresh = change.sources.filter(({ id }) => standing.has(id) && !seen.has(id));
    for (const source of fresh) {
      seen.add(source.id);
      trajectories += source.trajectories;
    }
    return fresh.length === 0 ? [] : [{ seq, at, sources: seen.size, trajectories }];
  });
}

export interface MeanBin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** How many live procedures have their posterior mean in each tenth of [0, 1]. */
export function meansOf(procedures: readonly Procedure[]): readonly MeanBin[] {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const { status, posterior } of procedures) {
    const bin = Math.min(9, Math.floor(posterior.mean * 10));
    if (status === 'live') counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count, index) => ({ low: index / 10, high: (index + 1) / 10, count }));
}

/** Whole days between two moments (ISO), at least 0. */
export function daysBetween(from: string, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - new Date(from).getTime()) / 86_400_000));
}
