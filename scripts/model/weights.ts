import type { Lexicon } from './lexicon.ts';

/** The `a` of a / (a + p(word)) (Arora, Liang, Ma 2017). */
const RARITY = 3e-4;
/** Letters and endings. */
const FALLBACK_WEIGHT = 0.02;

/** The vectors (rows x dimension) times the weight of each row's word. */
export function weightByRarity(vectors: Float32Array, lexicon: Lexicon, dimension: number): Float32Array {
  let total = 0;
  for (const count of lexicon.counts) total += count;
  return vectors.map((value, index) => {
    const count = lexicon.counts[Math.floor(index / dimension)] ?? 0;
    const weight = count === 0 ? FALLBACK_WEIGHT : RARITY / (RARITY + count / total);
    return value * weight;
  });
}
