import { readUnits, type VectorOf } from '../likeness/index.ts';

type EmbedAll = (texts: readonly string[]) => Promise<readonly Float32Array[]>;

/** What makes the vectors of questions and of what they are compared with. */
export interface AskEmbedder {
  readonly embed: EmbedAll;
  /** Of single words and pairs of them; null where the model knows whole texts alone. */
  readonly embedWords: EmbedAll | null;
}

/** Vectors of words by the word; null where the model has none. */
export async function wordVectors(
  embedder: AskEmbedder | null,
  read: () => readonly string[],
): Promise<VectorOf | null> {
  if (embedder === null || embedder.embedWords === null) return null;
  const words = read();
  const vectors = await embedder.embedWords(words);
  const known = new Map(words.map((word, place) => [word, vectors[place]] as const));
  return (word) => known.get(word);
}

/** The vectors that a question is matched by. */
export function questionVectors(embedder: AskEmbedder | null, questions: readonly string[]): Promise<VectorOf | null> {
  return wordVectors(embedder, () => [
    ...new Set(questions.map(readUnits).flatMap(({ words, pairs }) => [...words, ...pairs])),
  ]);
}
