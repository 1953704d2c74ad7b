import type { ForestRow } from '../../shared/contract/index.ts';

export const forestSorts = ['mean', 'low', 'n'] as const;
export type ForestSort = (typeof forestSorts)[number];

/** Highest first; equal values stand in id order. */
export function sortForest(rows: readonly ForestRow[], by: ForestSort): readonly ForestRow[] {
  const key = (row: ForestRow): number => (by === 'low' ? row.outer.low : row[by]);
  return rows.toSorted((a, b) => key(b) - key(a) || (a.id < b.id ? -1 : 1));
}
