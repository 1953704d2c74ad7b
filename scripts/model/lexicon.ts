import type { Corpora } from './corpora.ts';
import type { Morphology } from './morphology.ts';
import { splitWords } from './words.ts';

/** Which words have a vector, and which forms share one. */
export interface Lexicon {
  /** Words with a vector of their own; the index is the row. */
  readonly rows: readonly string[];
  /** How often each row's word, in any of its forms, occurs in the corpora. */
  readonly counts: Float64Array;
  /** Row of a written form, undefined when the form is unknown. */
  rowOf(form: string): number | undefined;
  /** Forms that share a row with another word. */
  readonly aliases: ReadonlyMap<string, number>;
}

export interface LexiconOptions {
  readonly corpora: Corpora;
  readonly morphology: Morphology;
  /** How many rows the table may have. */
  readonly limit: number;
  /** How often a word outside WordNet must occur to be one. */
  readonly leastCount: number;
}

/** The most frequent words; a word of documentation counts less, so that its jargon does not crowd out the language. */
export function createLexicon(options: LexiconOptions): Lexicon {
  const { corpora, morphology, limit, leastCount } = options;
  const forms = countForms(corpora);
  const counts = new Map<string, number>();
  const baseOf = (form: string): string =>
    morphology.partsOf(form).size > 0 ? form : (morphology.basesOf(form)[0] ?? form);
  for (const [form, count] of forms) {
    const base = baseOf(form);
    counts.set(base, (counts.get(base) ?? 0) + count);
  }
  const entries = [...counts]
    .filter(([word, count]) => isPlainWord(word) && (morphology.partsOf(word).size > 0 || count >= leastCount))
    .map(([word, count]): [string, number] => [word, count + rateCommonness(word, corpora.wordLists)])
    .toSorted((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))
    .slice(0, limit - FALLBACK_PIECES.length)
    .filter(([word]) => !isFallback.has(word));
  for (const piece of FALLBACK_PIECES) entries.push([piece, 0]);
  const rows = entries.map(([word]) => word);
  const rowOfWord = new Map(rows.map((word, row) => [word, row] as const));
  const aliases = new Map<string, number>();
  const addAlias = (form: string): void => {
    const row = rowOfWord.get(baseOf(form));
    if (row !== undefined && !rowOfWord.has(form) && isPlainWord(form)) aliases.set(form, row);
  };
  for (const form of forms.keys()) addAlias(form);
  for (const word of rows) for (const form of morphology.formsOf(word)) addAlias(form);
  return {
    rows,
    counts: Float64Array.from(entries, ([, count]) => count),
    rowOf: (form) => rowOfWord.get(form) ?? aliases.get(form),
    aliases,
  };
}

/** Counts that a word gets for standing in a list of common words: everyday words are rare in a dictionary's own sentences. */
const COMMON_WORD_COUNTS: readonly number[] = [10, 4];

function rateCommonness(word: string, wordLists: Corpora['wordLists']): number {
  return COMMON_WORD_COUNTS[wordLists.findIndex((list) => list.has(word))] ?? 0;
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
/** Pieces that only fill what no word covers: letters and endings. They carry next to no meaning. */
export const FALLBACK_PIECES: readonly string[] = [...LETTERS, 'es', 'ed', 'ing', 'er', 'est', 'ly', 'ness', 'able'];
const isFallback = new Set(FALLBACK_PIECES);

function isPlainWord(word: string): boolean {
  return /^(?:[a-z]{1,24}|[0-9]{1,2}|100)$/.test(word);
}

const DOCUMENTATION_WEIGHT = 0.25;
/** Families of plants and names of people make up a fifth of WordNet. */
const NAME_WEIGHT = 0.1;

function countForms(corpora: Corpora): Map<string, number> {
  const forms = new Map<string, number>();
  const add = (text: string, weight: number): void => {
    for (const word of splitWords(text)) forms.set(word, (forms.get(word) ?? 0) + weight);
  };
  for (const { senses, definition, examples } of corpora.wordNet.synsets) {
    for (const { lemma, count } of senses) add(lemma, count + (/^[A-Z]/.test(lemma) ? NAME_WEIGHT : 1));
    add(definition, 1);
    for (const example of examples) add(example, 1);
  }
  for (const { title, text } of corpora.sections) {
    add(title, DOCUMENTATION_WEIGHT);
    add(text, DOCUMENTATION_WEIGHT);
  }
  return forms;
}
