import { createMatrixProduct, transpose } from './matrix.ts';
import type { MatrixProduct } from './matrix.ts';
import type { Batch } from './sampling.ts';

export interface ContrastOptions {
  /** Word vectors (rows x dimension) with their weights folded in; changed in place. */
  readonly vectors: Float32Array;
  readonly dimension: number;
  readonly nextBatch: () => Batch;
  /** Texts of a batch on each side, a multiple of 16. */
  readonly batchSize: number;
  readonly steps: number;
  /** Length of the first steps, relative to the usual gradient; falls to 0. */
  readonly rate: number;
  /** Temperature of the softmax over cosines. */
  readonly temperature: number;
  /** Called after each step with its loss in nats. */
  readonly onStep?: (step: number, loss: number) => void;
}

const WARM_UP_STEPS = 200;
const DECAY = 0.999;

/** One side of a batch: the sums of the words' vectors, made unit vectors. */
interface Side {
  readonly texts: Batch['ones'];
  readonly units: Float32Array;
  readonly lengths: Float32Array;
}

/**
 * Trains sums of word vectors so that each text finds its partner among all texts of the batch, both ways (InfoNCE; van den Oord 2018).
 * A word's gradient is divided by its own running size, so that rare words move as much as common ones.
 */
export function trainByContrast(options: ContrastOptions): void {
  const { vectors, dimension, nextBatch, batchSize, steps, rate, temperature } = options;
  const compare = createMatrixProduct({ rows: batchSize, inner: dimension, columns: batchSize });
  const combine = createMatrixProduct({ rows: batchSize, inner: batchSize, columns: dimension });
  const sizes = new Float64Array(vectors.length / dimension);
  for (let step = 0; step < steps; step += 1) {
    const batch = nextBatch();
    const one = sumWords(batch.ones, vectors, dimension);
    const other = sumWords(batch.others, vectors, dimension);
    const { blame, loss } = judge(one, other, { compare, temperature });
    const gradients = new Map<number, Float64Array>();
    const towardOne = new Float32Array(one.units.length);
    combine.multiply(blame, other.units, towardOne);
    spreadGradient(one, towardOne, gradients);
    const towardOther = new Float32Array(one.units.length);
    combine.multiply(transpose(blame, batchSize), one.units, towardOther);
    spreadGradient(other, towardOther, gradients);
    const length = rate * Math.min(1, (step + 1) / WARM_UP_STEPS) * (1 - step / steps);
    descend({ vectors, sizes, gradients, length });
    options.onStep?.(step, loss);
  }
}

function sumWords(texts: Batch['ones'], vectors: Float32Array, dimension: number): Side {
  const units = new Float32Array(texts.length * dimension);
  const lengths = new Float32Array(texts.length);
  texts.forEach((text, index) => {
    const at = index * dimension;
    for (const row of text) for (let k = 0; k < dimension; k += 1) units[at + k]! += vectors[row * dimension + k]!;
    let square = 1e-8;
    for (let k = 0; k < dimension; k += 1) square += units[at + k]! ** 2;
    const length = Math.sqrt(square);
    lengths[index] = length;
    for (let k = 0; k < dimension; k += 1) units[at + k]! /= length;
  });
  return { texts, units, lengths };
}

interface JudgeOptions {
  readonly compare: MatrixProduct;
  readonly temperature: number;
}

/** The gradient of the loss by each cosine, and the mean loss of both directions. */
function judge(one: Side, other: Side, { compare, temperature }: JudgeOptions): { blame: Float32Array; loss: number } {
  const size = one.texts.length;
  const cosines = new Float32Array(size * size);
  compare.multiply(one.units, transpose(other.units, size), cosines);
  // Cosines are at most 1, so that the exponentials stay in range without a search for the greatest.
  const powers = cosines.map((cosine) => Math.exp((cosine - 1) / temperature));
  const rowSums = new Float64Array(size);
  const columnSums = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      rowSums[i]! += powers[i * size + j]!;
      columnSums[j]! += powers[i * size + j]!;
    }
  }
  const scale = 1 / (2 * size * temperature);
  const blame = new Float32Array(size * size);
  let loss = 0;
  for (let i = 0; i < size; i += 1) {
    loss -= Math.log(powers[i * size + i]! / rowSums[i]!) + Math.log(powers[i * size + i]! / columnSums[i]!);
    for (let j = 0; j < size; j += 1) {
      const power = powers[i * size + j]!;
      blame[i * size + j] = scale * (power / rowSums[i]! + power / columnSums[j]! - (i === j ? 2 : 0));
    }
  }
  return { blame, loss: loss / (2 * size) };
}

/** From unit vectors back to the words that were summed. */
function spreadGradient(side: Side, gradient: Float32Array, gradients: Map<number, Float64Array>): void {
  const dimension = gradient.length / side.texts.length;
  side.texts.forEach((text, index) => {
    const at = index * dimension;
    let along = 0;
    for (let k = 0; k < dimension; k += 1) along += side.units[at + k]! * gradient[at + k]!;
    const length = side.lengths[index]!;
    for (let k = 0; k < dimension; k += 1)
      gradient[at + k] = (gradient[at + k]! - along * side.units[at + k]!) / length;
    for (const row of text) {
      let sum = gradients.get(row);
      if (sum === undefined) gradients.set(row, (sum = new Float64Array(dimension)));
      for (let k = 0; k < dimension; k += 1) sum[k]! += gradient[at + k]!;
    }
  });
}

interface Descent {
  readonly vectors: Float32Array;
  /** Running mean square of each row's gradient. */
  readonly sizes: Float64Array;
  readonly gradients: ReadonlyMap<number, Float64Array>;
  readonly length: number;
}

function descend({ vectors, sizes, gradients, length }: Descent): void {
  for (const [row, gradient] of gradients) {
    const dimension = gradient.length;
    let square = 0;
    for (const value of gradient) square += value * value;
    square /= dimension;
    const before = sizes[row]!;
    const running = before === 0 ? square : DECAY * before + (1 - DECAY) * square;
    sizes[row] = running;
    const step = length / (Math.sqrt(Math.max(running, square / 4)) + 1e-7);
    for (let k = 0; k < dimension; k += 1) vectors[row * dimension + k]! -= step * gradient[k]!;
  }
}
