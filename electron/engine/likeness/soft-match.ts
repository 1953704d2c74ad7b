import { dot } from '../../../shared/numeric/index.ts';
import { countWords, distinctWords, readUnits } from './units.ts';

/** A likeness of words that is the best in a vocabulary counts in full from here on [K]. */
const leastBest = 0.25;
/** Numbers of nearness that are kept for the next question with the same word. */
const numbersKept = 4_000_000;

/** A text with its vector, of unit length or zero. */
export interface SoftText {
  readonly text: string;
  readonly vector: Float32Array;
}

/** The vector of a word, or of two that stand together with a space between them, of unit length or zero; undefined where none was made. */
export type VectorOf = (words: string) => Float32Array | undefined;

/** For each document in order, in [0, 1]. */
export interface SoftScores {
  /** How much of the question the document answers. */
  readonly asked: Float64Array;
  /** How much of the document the question says. */
  readonly told: Float64Array;
  /** How well the words of the documents, all together, say what the question says, in [0, 1]. */
  readonly known: number;
}

/**
 * Rule L1: documents that are matched word by word (late interaction: Khattab, Zaharia 2020). A mean vector forgets which word said what: a text that
 * has everything of the question a little is as near as one that has one part exactly.
 *
 * r(u, w) = s(u, w) over the greatest s(u, w') of any word w' of the documents (1/4 at least), s the cosine, at least 0: what somebody says means the
 * nearest of the words that there are, however near that is.
 * asked = sum over words q of the question of a(q) max over words w of the document of r(q, w), over the sum of a(q);
 * a(q) is the square root of the cosine of q to the whole question, which is greater the more the model gives to the word.
 * told = the same from the document's words, each with the nearest word, or two words that stand together, of the question, weighted by rarity,
 * ln((N + 1) / (n + 1/2)), N documents, n with the word.
 */
export class SoftIndex {
  readonly #vocabulary: Vocabulary;
  /** Places of each document's words in the vocabulary. */
  readonly #documents: readonly Int32Array[];
  readonly #rarity: Float64Array;

  /** `vectorOf` knows the words of the documents; those without a vector are not looked at. */
  constructor(documents: readonly string[], vectorOf: VectorOf) {
    const known = [...countWords(documents)].filter(([word]) => (vectorOf(word)?.length ?? 0) > 0);
    const places = new Map(known.map(([word], place) => [word, place] as const));
    this.#vocabulary = new Vocabulary(known.map(([word]) => vectorOf(word) ?? new Float32Array()));
    this.#rarity = Float64Array.from(known, ([, count]) => Math.log((documents.length + 1) / (count + 0.5)));
    this.#documents = documents.map((text) =>
      Int32Array.from(distinctWords(text).flatMap((word) => places.get(word) ?? [])),
    );
  }

  /** `vectorOf` knows the units of the question (`readUnits`). */
  match(question: SoftText, vectorOf: VectorOf): SoftScores {
    const { words, pairs } = readUnits(question.text);
    const rows = words.map((word) => this.#vocabulary.nearness(word, vectorOf));
    const all = [...rows, ...pairs.map((pair) => this.#vocabulary.nearness(pair, vectorOf))];
    const said = Float64Array.from(this.#rarity, (_, place) => greatest(all, place));
    const weights = words.map((word) => Math.sqrt(similarity(vectorOf(word), question.vector)));
    const known = weightedMean(
      weights,
      words.map((word) => this.#vocabulary.nearest(word, vectorOf)),
    );
    return {
      known,
      asked: Float64Array.from(this.#documents, (places) => answered(places, rows, weights)),
      told: Float64Array.from(this.#documents, (places) => {
        let [sum, total] = [0, 0];
        for (const place of places) {
          const rarity = this.#rarity[place] ?? 0;
          sum += rarity * (said[place] ?? 0);
          total += rarity;
        }
        return total > 0 ? sum / total : 0;
      }),
    };
  }
}

interface Nearness {
  readonly vector: Float32Array;
  readonly row: Float32Array;
  readonly best: number;
}

const none = new Float32Array();

/** Words by their vectors, and how near they are to what was asked before. */
class Vocabulary {
  readonly #vectors: readonly Float32Array[];
  readonly #known = new Map<string, Nearness>();

  constructor(vectors: readonly Float32Array[]) {
    this.#vectors = vectors;
  }

  /** r(u, w) of `unit` to every word, in [0, 1]. */
  nearness(unit: string, vectorOf: VectorOf): Float32Array {
    return this.#measure(unit, vectorOf).row;
  }

  /** s(u, w) of the nearest word, in [0, 1]. */
  nearest(unit: string, vectorOf: VectorOf): number {
    return this.#measure(unit, vectorOf).best;
  }

  #measure(unit: string, vectorOf: VectorOf): Nearness {
    const vector = vectorOf(unit);
    if (vector === undefined) return { vector: none, row: new Float32Array(this.#vectors.length), best: 0 };
    const before = this.#known.get(unit);
    if (before?.vector === vector) return before;
    const row = Float32Array.from(this.#vectors, (word) => similarity(vector, word));
    const best = row.reduce((most, value) => Math.max(most, value), 0);
    for (const [place, value] of row.entries()) row[place] = value / Math.max(best, leastBest);
    if (this.#known.size * this.#vectors.length >= numbersKept) this.#known.clear();
    const measured = { vector, row, best };
    this.#known.set(unit, measured);
    return measured;
  }
}

/** asked of one document, by the places of its words. */
function answered(places: Int32Array, rows: readonly Float32Array[], weights: readonly number[]): number {
  let [sum, total] = [0, 0];
  for (const [index, row] of rows.entries()) {
    const weight = weights[index] ?? 0;
    if (weight <= 0) continue;
    let most = 0;
    for (const place of places) {
      const value = row[place] ?? 0;
      if (value > most) most = value;
    }
    sum += weight * most;
    total += weight;
  }
  return total > 0 ? sum / total : 0;
}

function weightedMean(weights: readonly number[], values: readonly number[]): number {
  let [sum, total] = [0, 0];
  for (const [index, weight] of weights.entries()) {
    sum += weight * (values[index] ?? 0);
    total += weight;
  }
  return total > 0 ? sum / total : 0;
}

function greatest(rows: readonly Float32Array[], place: number): number {
  let most = 0;
  for (const row of rows) {
    const value = row[place] ?? 0;
    if (value > most) most = value;
  }
  return most;
}

function similarity(left: Float32Array | undefined, right: Float32Array | undefined): number {
  if (left === undefined || right === undefined || left.length !== right.length) return 0;
  return Math.min(1, Math.max(0, dot(left, right)));
}
