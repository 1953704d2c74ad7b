/** Share of the cosine in the fused score; chosen on the development tables. */
export const VECTOR_SHARE = 0.85;

/** The weighted mean of cosines and of BM25 scores that reach from 0 to about 1. */
export function fuseScores(cosines: Float64Array, words: Float64Array, share: number = VECTOR_SHARE): Float64Array {
  return cosines.map((cosine, position) => share * cosine + (1 - share) * (words[position] ?? 0));
}
