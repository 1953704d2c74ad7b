/** Share of the vectors in the fused score; chosen on the development tables. */
export const VECTOR_SHARE = 0.7;

/** Both scores stretched to [0, 1] over the candidates of one question, then their weighted mean. */
export function fuseScores(vectors: Float64Array, words: Float64Array, share: number = VECTOR_SHARE): Float64Array {
  const left = stretch(vectors);
  const right = stretch(words);
  return left.map((score, position) => share * score + (1 - share) * (right[position] ?? 0));
}

function stretch(scores: Float64Array): Float64Array {
  let low = Infinity;
  let high = -Infinity;
  for (const score of scores) {
    low = Math.min(low, score);
    high = Math.max(high, score);
  }
  return high > low ? scores.map((score) => (score - low) / (high - low)) : new Float64Array(scores.length);
}
