/** Texts that are nearer than this, without what all texts of their kind share, say the same in other words [K, by the development tables of `bench/embedding`]. */
const saysTheSame = 0.95;
/** So many of the best are looked at: nobody reads a list further. */
const depth = 100;

/**
 * Rule L3: a list of what was found, best first, in which whatever says the same as something better stands behind all that does not: in a short list
 * it would take the place of something else. The best stays first. After maximal marginal relevance (Carbonell and Goldstein 1998), with a bound in
 * place of its weight: what is merely alike is not moved.
 *
 * @param ranked best first
 * @param nearness cosine of two of them, in [-1, 1], without what all texts of their kind share; null where nothing is known of it
 */
export function orderVaried<Found>(
  ranked: readonly Found[],
  nearness: (one: Found, other: Found) => number | null,
): readonly Found[] {
  const first: Found[] = [];
  const again: Found[] = [];
  for (const found of ranked.slice(0, depth)) {
    const isKnown = first.some((better) => (nearness(better, found) ?? -1) >= saysTheSame);
    (isKnown ? again : first).push(found);
  }
  return [...first, ...again, ...ranked.slice(depth)];
}
