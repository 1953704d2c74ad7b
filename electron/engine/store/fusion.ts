/** The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009). */
const k = 60;

/**
 * Reciprocal rank fusion: an item's score is the sum of 1 / (60 + rank) over the lists that have it, ranks from 1.
 * Items of one list with the same score in it share the better rank, so that no hidden order decides between them.
 * @param byWords id to score, best first
 * @param byMeaning ids, nearest first
 * @returns best first, equal ones by id; scores in (0, 2/61]
 */
export function fuse(
  byWords: ReadonlyMap<string, number>,
  byMeaning: readonly string[],
): readonly { readonly id: string; readonly fused: number }[] {
  const fused = new Map<string, number>();
  const add = (id: string, rank: number) => fused.set(id, (fused.get(id) ?? 0) + 1 / (k + rank));
  let rank = 0;
  let last = Number.NaN;
  for (const [index, [id, score]] of [...byWords].entries()) {
    if (score !== last) rank = index + 1;
    last = score;
    add(id, rank);
  }
  for (const [index, id] of byMeaning.entries()) add(id, index + 1);
  return [...fused]
    .map(([id, score]) => ({ id, fused: score }))
    .sort((a, b) => b.fused - a.fused || (a.id < b.id ? -1 : 1));
}
