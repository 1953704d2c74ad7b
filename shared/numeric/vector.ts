/** Sum of products; both vectors have the same length. Summed in double precision, in order. */
export function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index += 1) sum += (left[index] ?? 0) * (right[index] ?? 0);
  return sum;
}

/** Euclidean length, >= 0. */
export function norm(vector: Float32Array): number {
  return Math.sqrt(dot(vector, vector));
}

/** Cosine in [-1, 1]; 0 where one of the vectors is zero, because nothing is known about its direction. */
export function cosine(left: Float32Array, right: Float32Array): number {
  const lengths = norm(left) * norm(right);
  return lengths === 0 ? 0 : Math.min(1, Math.max(-1, dot(left, right) / lengths));
}

/** A copy of unit length; the zero vector stays zero. */
export function normalise(vector: Float32Array): Float32Array {
  const length = norm(vector);
  return length === 0 ? vector.slice() : vector.map((value) => value / length);
}

/** Mean of vectors of the same length, weighted where weights (>= 0, same order) are given; null for none. */
export function meanVector(vectors: readonly Float32Array[], weights?: readonly number[]): Float32Array | null {
  const first = vectors[0];
  if (first === undefined) return null;
  const sums = new Float64Array(first.length);
  let total = 0;
  vectors.forEach((vector, place) => {
    const weight = weights?.[place] ?? 1;
    total += weight;
    for (let index = 0; index < sums.length; index += 1)
      sums[index] = (sums[index] ?? 0) + weight * (vector[index] ?? 0);
  });
  return total === 0 ? new Float32Array(first.length) : Float32Array.from(sums, (sum) => sum / total);
}
