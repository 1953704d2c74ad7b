import type { Lexicon } from './lexicon.ts';
import type { Morphology } from './morphology.ts';

/** The `a` of a / (a + p(word)) (Arora, Liang, Ma 2017). */
const RARITY = 1e-3;
/** Letters and endings. */
const FALLBACK_WEIGHT = 0.02;
/** How much an inflected form takes over from its base. */
const BASE_SHARE = 0.5;
const LEAST_FORM_LENGTH = 5;

/** The weight of each row's word in a text, in (0, 1]: the rarer, the more. */
export function weighByRarity(lexicon: Lexicon): Float64Array {
  let total = 0;
  for (const count of lexicon.counts) total += count;
  return lexicon.counts.map((count) => (count === 0 ? FALLBACK_WEIGHT : RARITY / (RARITY + count / total)));
}

/** Letters and endings gather meaning in training that is none of theirs: back to next to nothing, in place. */
export function quietFallbacks(vectors: Float32Array, lexicon: Lexicon): void {
  const dimension = vectors.length / lexicon.rows.length;
  lexicon.counts.forEach((count, row) => {
    if (count > 0) return;
    setLengths(vectors.subarray(row * dimension, (row + 1) * dimension), Float64Array.of(FALLBACK_WEIGHT));
  });
}

/** Gives every row of `vectors` (rows x dimension) the length that `lengths` says, in place. */
export function setLengths(vectors: Float32Array, lengths: Float64Array): void {
  const dimension = vectors.length / lengths.length;
  lengths.forEach((length, row) => {
    const vector = vectors.subarray(row * dimension, (row + 1) * dimension);
    let square = 0;
    for (const value of vector) square += value * value;
    const factor = square > 0 ? length / Math.sqrt(square) : 0;
    for (let index = 0; index < dimension; index += 1) vector[index]! *= factor;
  });
}

/** Row of the base of a form with a row of its own. Endings of comparison are left out: a mater is not more mat. */
export function findBaseRow(row: number, lexicon: Lexicon, morphology: Morphology): number | undefined {
  const form = lexicon.rows[row] ?? '';
  if (/e(?:r|st)$/.test(form)) return undefined;
  return morphology
    .basesOf(form)
    .map((word) => lexicon.rowOf(word))
    .find((candidate) => candidate !== undefined && candidate !== row);
}

/** Draws forms with a row of their own (`fixed`, `cleaning`) towards their base: dictionaries hardly ever use them. Unit vectors in and out. */
export function drawTowardBases(vectors: Float32Array, lexicon: Lexicon, morphology: Morphology): void {
  const dimension = vectors.length / lexicon.rows.length;
  const before = vectors.slice();
  lexicon.rows.forEach((form, row) => {
    if (form.length < LEAST_FORM_LENGTH) return;
    const base = findBaseRow(row, lexicon, morphology);
    if (base === undefined) return;
    for (let index = 0; index < dimension; index += 1) {
      vectors[row * dimension + index]! += BASE_SHARE * before[base * dimension + index]!;
    }
  });
  setLengths(vectors, new Float64Array(lexicon.rows.length).fill(1));
}
