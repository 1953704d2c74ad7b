import type { Bags } from './bags.ts';
import { createRandomStream, fillWithNormals } from './random.ts';

/** A symmetric sparse matrix by rows. */
export interface SparseMatrix {
  readonly size: number;
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

export interface PmiOptions {
  readonly bags: Bags;
  readonly size: number;
  /** Exponent that smooths the column frequencies (Levy, Goldberg, Dagan 2015). */
  readonly smoothing: number;
  /** Subtracted from every PMI value before negative ones are dropped. */
  readonly shift: number;
  /** At most this many values a row, the greatest. */
  readonly perRow: number;
}

/** Positive pointwise mutual information of rows that share bags. */
export function computePositivePmi(options: PmiOptions): SparseMatrix {
  const { size, smoothing, shift, perRow } = options;
  const neighbours = createNeighbourCounter(options.bags, size);
  const sums = new Float64Array(size);
  neighbours.forEachRow((row, touched, counts) => {
    for (const column of touched) sums[row] = (sums[row] ?? 0) + (counts[column] ?? 0);
  });
  let total = 0;
  let smoothedTotal = 0;
  for (const sum of sums) {
    total += sum;
    smoothedTotal += sum ** smoothing;
  }
  const logSmoothed = sums.map((sum) => Math.log(sum ** smoothing / smoothedTotal));
  const logShare = sums.map((sum) => Math.log(sum / total));
  const columns: number[] = [];
  const values: number[] = [];
  const starts = new Int32Array(size + 1);
  neighbours.forEachRow((row, touched, counts) => {
    const found: { column: number; value: number }[] = [];
    for (const column of touched) {
      const joint = Math.log((counts[column] ?? 0) / total);
      // The mean of both directions keeps the matrix symmetric under smoothing.
      const expected =
        (Number(logSmoothed[column]) + Number(logShare[row]) + Number(logSmoothed[row]) + Number(logShare[column])) / 2;
      const value = joint - expected - shift;
      if (value > 0) found.push({ column, value });
    }
    found.sort((one, other) => other.value - one.value || one.column - other.column);
    for (const { column, value } of found.slice(0, perRow)) {
      columns.push(column);
      values.push(value);
    }
    starts[row + 1] = columns.length;
  });
  return { size, starts, columns: Int32Array.from(columns), values: Float32Array.from(values) };
}

interface NeighbourCounter {
  forEachRow(visit: (row: number, touched: readonly number[], counts: Float64Array) => void): void;
}

function createNeighbourCounter(bags: Bags, size: number): NeighbourCounter {
  const bagCount = bags.starts.length - 1;
  const uses = new Int32Array(size + 1);
  for (const row of bags.rows) uses[row + 1] = (uses[row + 1] ?? 0) + 1;
  for (let row = 0; row < size; row += 1) uses[row + 1] = (uses[row + 1] ?? 0) + (uses[row] ?? 0);
  const cursor = uses.slice();
  const bagOfUse = new Int32Array(bags.rows.length);
  const weightOfUse = new Float32Array(bags.rows.length);
  for (let bag = 0; bag < bagCount; bag += 1) {
    for (let entry = bags.starts[bag] ?? 0; entry < (bags.starts[bag + 1] ?? 0); entry += 1) {
      const row = bags.rows[entry] ?? 0;
      const use = cursor[row] ?? 0;
      bagOfUse[use] = bag;
      weightOfUse[use] = bags.weights[entry] ?? 0;
      cursor[row] = use + 1;
    }
  }
  const counts = new Float64Array(size);
  return {
    forEachRow(visit) {
      for (let row = 0; row < size; row += 1) {
        const touched: number[] = [];
        for (let use = uses[row] ?? 0; use < (uses[row + 1] ?? 0); use += 1) {
          const bag = bagOfUse[use] ?? 0;
          const weight = weightOfUse[use] ?? 0;
          for (let entry = bags.starts[bag] ?? 0; entry < (bags.starts[bag + 1] ?? 0); entry += 1) {
            const column = bags.rows[entry] ?? 0;
            if (column === row) continue;
            if (counts[column] === 0) touched.push(column);
            counts[column] = (counts[column] ?? 0) + weight * (bags.weights[entry] ?? 0);
          }
        }
        touched.sort((one, other) => one - other);
        visit(row, touched, counts);
        for (const column of touched) counts[column] = 0;
      }
    },
  };
}

export interface FactorOptions {
  readonly matrix: SparseMatrix;
  readonly dimension: number;
  readonly seed: number;
  /** Exponent of the singular values in the vectors. */
  readonly power: number;
}

const OVERSAMPLING = 16;
const POWER_ITERATIONS = 3;

/**
 * Vectors (size x dimension, by rows) from a randomized factorization of the symmetric matrix
 * (Halko, Martinsson, Tropp 2011): the range by power iterations, then the eigenvectors of the small projection.
 */
export function factorize(options: FactorOptions): Float32Array {
  const { matrix, dimension, seed, power } = options;
  const width = dimension + OVERSAMPLING;
  let basis = new Float32Array(matrix.size * width);
  fillWithNormals(basis, createRandomStream(seed));
  for (let round = 0; round < POWER_ITERATIONS; round += 1) {
    basis = multiply(matrix, basis, width);
    orthonormalize(basis, matrix.size, width);
  }
  const image = multiply(matrix, basis, width);
  const small = new Float64Array(width * width);
  for (let row = 0; row < matrix.size; row += 1) {
    for (let one = 0; one < width; one += 1) {
      const left = basis[row * width + one] ?? 0;
      for (let other = 0; other < width; other += 1) {
        small[one * width + other] = (small[one * width + other] ?? 0) + left * (image[row * width + other] ?? 0);
      }
    }
  }
  for (let one = 0; one < width; one += 1) {
    for (let other = 0; other < one; other += 1) {
      const mean = ((small[one * width + other] ?? 0) + (small[other * width + one] ?? 0)) / 2;
      small[one * width + other] = mean;
      small[other * width + one] = mean;
    }
  }
  const { values, vectors } = diagonalize(small, width);
  const order = [...values.keys()]
    .toSorted((one, other) => Math.abs(values[other] ?? 0) - Math.abs(values[one] ?? 0))
    .slice(0, dimension);
  const result = new Float32Array(matrix.size * dimension);
  for (let row = 0; row < matrix.size; row += 1) {
    order.forEach((column, target) => {
      let sum = 0;
      for (let inner = 0; inner < width; inner += 1)
        sum += (basis[row * width + inner] ?? 0) * (vectors[inner * width + column] ?? 0);
      result[row * dimension + target] = sum * Math.abs(values[column] ?? 0) ** power;
    });
  }
  return result;
}

function multiply(matrix: SparseMatrix, block: Float32Array, width: number): Float32Array<ArrayBuffer> {
  const result = new Float32Array(matrix.size * width);
  for (let row = 0; row < matrix.size; row += 1) {
    const target = row * width;
    for (let entry = matrix.starts[row] ?? 0; entry < (matrix.starts[row + 1] ?? 0); entry += 1) {
      const value = matrix.values[entry] ?? 0;
      const source = (matrix.columns[entry] ?? 0) * width;
      for (let index = 0; index < width; index += 1) result[target + index]! += value * block[source + index]!;
    }
  }
  return result;
}

/** Cholesky QR, twice for accuracy: the block becomes block * inverse(R). */
function orthonormalize(block: Float32Array, size: number, width: number): void {
  for (let pass = 0; pass < 2; pass += 1) {
    const gram = new Float64Array(width * width);
    for (let row = 0; row < size; row += 1) {
      const base = row * width;
      for (let one = 0; one < width; one += 1) {
        const left = block[base + one]!;
        for (let other = 0; other <= one; other += 1) gram[one * width + other]! += left * block[base + other]!;
      }
    }
    for (let column = 0; column < width; column += 1) {
      for (let row = column; row < width; row += 1) {
        let sum = gram[row * width + column]!;
        for (let inner = 0; inner < column; inner += 1)
          sum -= gram[row * width + inner]! * gram[column * width + inner]!;
        gram[row * width + column] =
          row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / gram[column * width + column]!;
      }
    }
    for (let row = 0; row < size; row += 1) {
      const base = row * width;
      for (let column = 0; column < width; column += 1) {
        let sum = block[base + column]!;
        for (let inner = 0; inner < column; inner += 1) sum -= block[base + inner]! * gram[column * width + inner]!;
        block[base + column] = sum / gram[column * width + column]!;
      }
    }
  }
}

/** Eigenvalues and eigenvectors (columns) of a symmetric matrix by cyclic Jacobi rotations. */
function diagonalize(symmetric: Float64Array, width: number): { values: Float64Array; vectors: Float64Array } {
  const a = symmetric.slice();
  const vectors = new Float64Array(width * width);
  for (let index = 0; index < width; index += 1) vectors[index * width + index] = 1;
  for (let sweep = 0; sweep < 12; sweep += 1) {
    for (let p = 0; p < width; p += 1) {
      for (let q = p + 1; q < width; q += 1) rotate({ a, vectors, width, p, q });
    }
  }
  return { values: Float64Array.from({ length: width }, (_, index) => a[index * width + index] ?? 0), vectors };
}

interface Rotation {
  readonly a: Float64Array;
  readonly vectors: Float64Array;
  readonly width: number;
  readonly p: number;
  readonly q: number;
}

function rotate({ a, vectors, width, p, q }: Rotation): void {
  const apq = a[p * width + q]!;
  if (Math.abs(apq) < 1e-12) return;
  const theta = (a[q * width + q]! - a[p * width + p]!) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < width; k += 1) {
    const akp = a[k * width + p]!;
    const akq = a[k * width + q]!;
    a[k * width + p] = c * akp - s * akq;
    a[k * width + q] = s * akp + c * akq;
  }
  for (let k = 0; k < width; k += 1) {
    const apk = a[p * width + k]!;
    const aqk = a[q * width + k]!;
    a[p * width + k] = c * apk - s * aqk;
    a[q * width + k] = s * apk + c * aqk;
    const vkp = vectors[k * width + p]!;
    const vkq = vectors[k * width + q]!;
    vectors[k * width + p] = c * vkp - s * vkq;
    vectors[k * width + q] = s * vkp + c * vkq;
  }
}
