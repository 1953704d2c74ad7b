import { sha256Hex } from '../identity/index.ts';

/** A text with how often the corpus has it. `task`: what was asked; `action`: what was done. */
export interface CorpusText {
  readonly kind: 'task' | 'action';
  readonly text: string;
  readonly times: number;
}

export interface ContentWord {
  readonly word: string;
  /** Occurrences in tasks and actions together. */
  readonly count: number;
}

/** Shorter words are articles, prepositions, units. */
const leastLetters = 3;
/** A word of more than half of all tasks, or of all actions, is grammar or a frame: it tells no two of them apart. */
const greatestShare = 0.5;
/** A word of a single text names nothing that the corpus knows. */
const leastTimes = 2;

const boundary = /(\p{Ll})(?=\p{Lu})/gu;
const letters = /\p{L}[\p{L}\p{M}]*/gu;

/** Lower-case runs of letters; `someName` and `some_name` are two words each, digits are none. */
export function wordsOf(text: string): readonly string[] {
  return text.replace(boundary, '$1 ').toLowerCase().match(letters) ?? [];
}

interface Tally {
  count: number;
  task: number;
  action: number;
}

/**
 * Rule O1: the `limit` most frequent content words. What is no content is told by the corpus alone: fewer than
 * three letters, one text only, or more than half of all tasks or of all actions (when there are at least four). Equal counts are ordered
 * by the hash of the word, so that an alphabet has no say.
 */
export function contentWords(texts: Iterable<CorpusText>, limit: number): readonly ContentWord[] {
  const tallies = new Map<string, Tally>();
  const totals = { task: 0, action: 0 };
  for (const { kind, text, times } of texts) {
    totals[kind] += times;
    const words = wordsOf(text);
    for (const word of words) {
      const tally = tallies.get(word) ?? { count: 0, task: 0, action: 0 };
      tally.count += times;
      tallies.set(word, tally);
    }
    for (const word of new Set(words)) {
      const tally = tallies.get(word);
      if (tally !== undefined) tally[kind] += times;
    }
  }
  const isFrame = (within: number, total: number): boolean => total >= 4 && within > greatestShare * total;
  return [...tallies]
    .filter(([word]) => [...word].length >= leastLetters)
    .filter(([, { task, action }]) => task + action >= leastTimes)
    .filter(([, { task, action }]) => !isFrame(task, totals.task) && !isFrame(action, totals.action))
    .map(([word, { count }]) => ({ word, count, hash: sha256Hex(word) }))
    .sort((left, right) => right.count - left.count || (left.hash < right.hash ? -1 : 1))
    .slice(0, limit)
    .map(({ word, count }) => ({ word, count }));
}
