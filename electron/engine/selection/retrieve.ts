/** What a search found out about an item. */
export interface Found {
  readonly id: string;
  /** Cosine in [-1, 1], null where there is no vector. */
  readonly cosine: number | null;
  /** BM25 score, 0 when no word matched. */
  readonly bm25: number;
}

/** The constant of reciprocal rank fusion (Cormack, Clarke and Buettcher 2009). */
const fusionConstant = 60;

/** id to 1 / (60 + rank); equal scores share the best rank among them. */
function reciprocalRanks(scores: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  const ordered = scores.toSorted(([, left], [, right]) => right - left);
  const ranks = new Map<string, number>();
  let rank = 0;
  ordered.forEach(([id, score], index) => {
    if (index === 0 || score !== ordered[index - 1]?.[1]) rank = index + 1;
    ranks.set(id, 1 / (fusionConstant + rank));
  });
  return ranks;
}

/**
 * Rule S9: the `limit` items nearest to the question, procedures and meta-procedures together, by reciprocal rank fusion
 * of cosine and BM25; ties by cosine, then BM25, then id.
 */
export function nearest<T extends Found>(items: readonly T[], limit: number): readonly T[] {
  const byMeaning = reciprocalRanks(
    items.flatMap(({ id, cosine }) => (cosine === null ? [] : [[id, cosine] as const])),
  );
  const byWords = reciprocalRanks(items.flatMap(({ id, bm25 }) => (bm25 > 0 ? [[id, bm25] as const] : [])));
  return items
    .map((item) => ({ item, fused: (byMeaning.get(item.id) ?? 0) + (byWords.get(item.id) ?? 0) }))
    .sort(
      (left, right) =>
        right.fused - left.fused ||
        (right.item.cosine ?? -1) - (left.item.cosine ?? -1) ||
        right.item.bm25 - left.item.bm25 ||
        (left.item.id < right.item.id ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ item }) => item);
}
