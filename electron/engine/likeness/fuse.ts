/** What is known of how like a text is to a question, part by part. */
export interface LikenessParts {
  /** Cosine of the two texts' vectors, in [-1, 1]. */
  readonly cosine: number;
  /** BM25 over what could be attained, from 0 to about 1. */
  readonly words: number;
  /** How well the text answers the question's words, and the question the text's words, each in [0, 1], and how well all texts together know the question's words (`SoftIndex`); null where they were not matched. */
  readonly soft: { readonly asked: number; readonly told: number; readonly known: number } | null;
}

/** Chosen on the development tables of bench/embedding [K]. */
const weights = { cosine: 2, asked: 1, told: 1, words: 0.6 } as const;
/** What a question loses of whose words the texts know nothing near [K]. The same for every text: it tells what is asked for in other words from what is not there. */
const unknownCost = 0.2;
/** Share of BM25 beside the cosine alone. */
const wordsShare = 0.15;

/** Rule L2: the weighted mean of the parts less what is not known of the question, in [-1.2, 1]. */
export function fuseLikeness({ cosine, words, soft }: LikenessParts): number {
  const said = Math.min(1, words);
  if (soft === null) return (1 - wordsShare) * cosine + wordsShare * said;
  const total = weights.cosine + weights.asked + weights.told + weights.words;
  const sum = weights.cosine * cosine + weights.asked * soft.asked + weights.told * soft.told + weights.words * said;
  return sum / total - unknownCost * (1 - soft.known);
}
