import { normalise } from '../../../shared/numeric/index.ts';

/** With fewer texts the direction that they share is as much what they say as how. */
const leastTexts = 10;
const iterations = 40;

/** Takes from a vector what all texts of a kind share; unit length, or zero. */
export type Uncommon = (vector: Float32Array) => Float32Array;

/**
 * Rule S10: the common component of texts, their first principal direction without centring (Arora, Liang and Ma 2017), is how they are put: greetings,
 * signatures, the frame of a sentence. Taken out, what is left is what they differ in.
 */
export function findCommon(vectors: readonly Float32Array[]): Uncommon {
  const component = vectors.length < leastTexts ? null : firstDirection(vectors);
  if (component === null) return (vector) => vector;
  return (vector) => {
    const share = dot(vector, component);
    return normalise(vector.map((value, place) => value - share * (component[place] ?? 0)));
  };
}

/** By power iteration from their sum; null where they cancel out. */
function firstDirection(vectors: readonly Float32Array[]): Float64Array | null {
  const dimension = vectors[0]?.length ?? 0;
  let direction = new Float64Array(dimension);
  for (const vector of vectors) add(direction, vector, 1);
  for (let step = 0; step < iterations; step += 1) {
    const length = Math.sqrt(dot(direction, direction));
    if (!(length > 1e-9)) return null;
    const unit = direction.map((value) => value / length);
    direction = new Float64Array(dimension);
    for (const vector of vectors) add(direction, vector, dot(vector, unit));
  }
  const length = Math.sqrt(dot(direction, direction));
  return length > 1e-9 ? direction.map((value) => value / length) : null;
}

function add(sum: Float64Array, vector: Float32Array, weight: number): void {
  // The innermost loop of a large index: by place, without an entry made for each value.
  for (let place = 0; place < vector.length; place += 1) sum[place] = (sum[place] ?? 0) + weight * (vector[place] ?? 0);
}

function dot(one: Float32Array | Float64Array, other: Float32Array | Float64Array): number {
  let sum = 0;
  for (let place = 0; place < one.length; place += 1) sum += (one[place] ?? 0) * (other[place] ?? 0);
  return sum;
}
