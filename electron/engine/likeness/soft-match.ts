import { dot } from '../../../shared/numeric/index.ts';

const boundary = /(\p{Ll})(?=\p{Lu})/gu;
const runs = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
/** Words of a question that are looked at: more would cost time and say no more. */
const wordsRead = 64;

/** The distinct words of a text, lower case, in order; `someName` and `some_name` are two words each. */
export function distinctWords(text: string): readonly string[] {
  const words = text.normalize('NFC').replace(boundary, '$1 ').toLowerCase().match(runs) ?? [];
  return [...new Set(words)];
}

/** A text with its vector, of unit length or zero. */
export interface SoftText {
  readonly text: string;
  readonly vector: Float32Array;
}

/** The vector of a single word, of unit length or zero; undefined where none was made. */
export type VectorOf = (word: string) => Float32Array | undefined;

/** For each document in order, in [0, 1]. */
export interface SoftScores {
  /** How much of the question the document answers. */
  readonly asked: Float64Array;
  /** How much of the document the question says. */
  readonly told: Float64Array;
}

/** A word of a document: its place in the vocabulary and its weight in the document. */
interface Entry {
  readonly place: number;
  readonly weight: number;
}

/**
 * Rule L1: documents that are matched word by word, each word with the nearest one of the other side (late interaction: Khattab, Zaharia 2020), by
 * cosines below 0 taken as 0. A mean vector forgets which word said what: a text that has everything of the question a little is as near as one
 * that has one part exactly.
 *
 * asked = sum over words q of the question of a(q) max over words w of the document of s(q, w), over the sum of a(q);
 * a(q) is the cosine of q to the whole question, which is greater the more the model gives to the word.
 * told = the same from the document's words, weighted by sqrt(cosine to the document) and by rarity, ln((N + 1) / (n + 1/2)), N documents, n with the word.
 */
export class SoftIndex {
  readonly #vocabulary: readonly Float32Array[];
  readonly #documents: readonly (readonly Entry[])[];

  /** `vectorOf` knows every word of every document; a word of which it does not know anything counts as never answered. */
  constructor(documents: readonly SoftText[], vectorOf: VectorOf) {
    const parted = documents.map(({ text }) => distinctWords(text));
    const counts = new Map<string, number>();
    for (const words of parted) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    const places = new Map([...counts.keys()].map((word, place) => [word, place] as const));
    this.#vocabulary = [...counts.keys()].map((word) => vectorOf(word) ?? new Float32Array());
    this.#documents = parted.map((words, index) =>
      words.map((word) => {
        const rarity = Math.log((documents.length + 1) / ((counts.get(word) ?? 0) + 0.5));
        const share = similarity(vectorOf(word), documents[index]?.vector);
        return { place: places.get(word) ?? 0, weight: rarity * Math.sqrt(share) };
      }),
    );
  }

  /** `vectorOf` knows the words of the question. The question's words beyond the first 64 are not looked at. */
  match(question: SoftText, vectorOf: VectorOf): SoftScores {
    const words = distinctWords(question.text).slice(0, wordsRead);
    const asked = words.map((word) => similarity(vectorOf(word), question.vector));
    const nearness = words.map((word) =>
      Float64Array.from(this.#vocabulary, (vector) => similarity(vectorOf(word), vector)),
    );
    const best = Float64Array.from(this.#vocabulary, (_, place) =>
      nearness.reduce((most, row) => Math.max(most, row[place] ?? 0), 0),
    );
    return {
      asked: Float64Array.from(this.#documents, (entries) =>
        weightedMean(asked, (index) => entries.reduce((most, { place }) => max(most, nearness[index], place), 0)),
      ),
      told: Float64Array.from(this.#documents, (entries) =>
        weightedMean(
          entries.map(({ weight }) => weight),
          (index) => best[entries[index]?.place ?? 0] ?? 0,
        ),
      ),
    };
  }
}

/** The two scores of a single pair; every word is as rare as any other. */
export function softMatch(question: SoftText, document: SoftText, vectorOf: VectorOf): { asked: number; told: number } {
  const { asked, told } = new SoftIndex([document], vectorOf).match(question, vectorOf);
  return { asked: asked[0] ?? 0, told: told[0] ?? 0 };
}

function max(most: number, row: Float64Array | undefined, place: number): number {
  const value = row?.[place] ?? 0;
  return value > most ? value : most;
}

function similarity(left: Float32Array | undefined, right: Float32Array | undefined): number {
  if (left === undefined || right === undefined || left.length !== right.length) return 0;
  return Math.min(1, Math.max(0, dot(left, right)));
}

function weightedMean(weights: readonly number[], valueAt: (index: number) => number): number {
  let [sum, total] = [0, 0];
  for (const [index, weight] of weights.entries()) {
    if (weight <= 0) continue;
    sum += weight * valueAt(index);
    total += weight;
  }
  return total > 0 ? sum / total : 0;
}
