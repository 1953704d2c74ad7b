/** What is known of how like a text is to a question, part by part. */
export interface LikenessParts {
  /** Cosine of the two texts' vectors, in [-1, 1]. */
  readonly cosine: number;
  /** BM25 over what could be attained, from 0 to about 1. */
  readonly words: number;
  /** How well the text answers the question's words, and the question the text's words, each in [0, 1] (`SoftIndex`). */
  readonly asked: number;
  readonly told: number;
}

/** Chosen on the development tables of bench/embedding [K]. */
const weights = { cosine: 1, asked: 0.7, told: 0.3, words: 0.1 } as const;
const total = weights.cosine + weights.asked + weights.told + weights.words;

/** Rule L2: the weighted mean of the parts, in [-1, 1]. */
export function fuseLikeness({ cosine, words, asked, told }: LikenessParts): number {
  return (
    (weights.cosine * cosine + weights.asked * asked + weights.told * told + weights.words * Math.min(1, words)) / total
  );
}
