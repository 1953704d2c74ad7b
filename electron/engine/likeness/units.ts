const boundary = /(\p{Ll})(?=\p{Lu})/gu;
const runs = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
/** Words of a text that are looked at: more would cost time and say no more. */
const wordsRead = 64;
/** What is matched against every word of a question has to end somewhere. */
const vocabularyRead = 4000;

/** What a text is matched by. */
export interface Units {
  /** Its distinct words, lower case, in order, the first 64; `someName` and `some_name` are two words each. */
  readonly words: readonly string[];
  /** Each two of them that stand together, with a space between: they may be one word elsewhere. */
  readonly pairs: readonly string[];
}

export function readUnits(text: string): Units {
  const words = wordsOf(text);
  return {
    words: distinctWords(text),
    pairs: [...new Set(words.slice(1).map((word, place) => `${words[place]} ${word}`))],
  };
}

/** The distinct ones of the first 64 words of a text, lower case, in order. */
export function distinctWords(text: string): readonly string[] {
  return [...new Set(wordsOf(text))];
}

/** Words of documents that a vector is needed of: those in most documents first, of equal ones the first to be met, 4,000 at most. */
export function readVocabulary(documents: readonly string[]): readonly string[] {
  const ordered = [...countWords(documents)].sort(([, one], [, other]) => other - one);
  return ordered.slice(0, vocabularyRead).map(([word]) => word);
}

/** In how many documents each word stands. */
export function countWords(documents: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of documents) for (const word of distinctWords(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function wordsOf(text: string): readonly string[] {
  const found = text.normalize('NFC').replace(boundary, '$1 ').toLowerCase().match(runs) ?? [];
  return found.slice(0, wordsRead);
}
