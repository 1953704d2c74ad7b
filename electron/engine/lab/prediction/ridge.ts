/** A linear rule on standardised features: P(success) = 1 / (1 + exp(-(intercept + weights x))). */
export interface Ridge {
  readonly intercept: number;
  readonly weights: readonly number[];
}

const ROUNDS = 30;
const CLOSE = 1e-9;

/**
 * Logistic regression with an L2 penalty `strength`/2 |weights|^2, the intercept free, by Newton's method (le Cessie and van
 * Houwelingen 1992). `x`: n rows of d numbers of about unit size; `y`: 0 or 1.
 */
export function fitRidge(x: readonly (readonly number[])[], y: readonly number[], strength: number): Ridge {
  const size = (x[0]?.length ?? 0) + 1;
  const ones = y.reduce((sum, value) => sum + value, 0);
  const start = Math.log((ones + 0.5) / (y.length - ones + 0.5));
  let beta = Array.from({ length: size }, (_, at) => (at === 0 ? start : 0));
  for (let round = 0; round < ROUNDS; round += 1) {
    const { gradient, hessian } = slopes(x, y, { beta, strength });
    const step = solve(hessian, gradient);
    beta = beta.map((value, at) => value + Math.max(-4, Math.min(4, step[at] ?? 0)));
    if (step.every((value) => Math.abs(value) < CLOSE)) break;
  }
  return { intercept: beta[0] ?? 0, weights: beta.slice(1) };
}

/** P(success) of a row. */
export function probabilityOf({ intercept, weights }: Ridge, row: readonly number[]): number {
  const score = weights.reduce((sum, weight, at) => sum + weight * (row[at] ?? 0), intercept);
  return 1 / (1 + Math.exp(-score));
}

function slopes(
  x: readonly (readonly number[])[],
  y: readonly number[],
  { beta, strength }: { readonly beta: readonly number[]; readonly strength: number },
): { readonly gradient: number[]; readonly hessian: number[][] } {
  const size = beta.length;
  const penalty = (at: number): number => (at === 0 ? 1e-9 : strength);
  const gradient = beta.map((value, at) => -penalty(at) * value);
  const hessian = beta.map((_, at) => beta.map((__, other) => (at === other ? penalty(at) : 0)));
  const line = { intercept: beta[0] ?? 0, weights: beta.slice(1) };
  x.forEach((row, index) => {
    const p = probabilityOf(line, row);
    const weight = Math.max(1e-9, p * (1 - p));
    const rest = (y[index] ?? 0) - p;
    for (let at = 0; at < size; at += 1) {
      const own = at === 0 ? 1 : (row[at - 1] ?? 0);
      gradient[at] = (gradient[at] ?? 0) + rest * own;
      const line_ = hessian[at] ?? [];
      for (let other = 0; other < size; other += 1)
        line_[other] = (line_[other] ?? 0) + weight * own * (other === 0 ? 1 : (row[other - 1] ?? 0));
    }
  });
  return { gradient, hessian };
}

/** Gaussian elimination with partial pivots; the matrix is positive definite by its penalty. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  const size = rows.length;
  for (let at = 0; at < size; at += 1) {
    const pivot = rows
      .slice(at)
      .reduce(
        (best, row, offset) => (Math.abs(row[at] ?? 0) > Math.abs(rows[best]?.[at] ?? 0) ? at + offset : best),
        at,
      );
    [rows[at], rows[pivot]] = [rows[pivot] ?? [], rows[at] ?? []];
    const own = rows[at] ?? [];
    for (let below = at + 1; below < size; below += 1) {
      const row = rows[below] ?? [];
      const factor = (row[at] ?? 0) / (own[at] ?? 1);
      for (let column = at; column <= size; column += 1) row[column] = (row[column] ?? 0) - factor * (own[column] ?? 0);
    }
  }
  const found = Array.from({ length: size }, () => 0);
  for (let at = size - 1; at >= 0; at -= 1) {
    const row = rows[at] ?? [];
    let sum = row[size] ?? 0;
    for (let column = at + 1; column < size; column += 1) sum -= (row[column] ?? 0) * (found[column] ?? 0);
    found[at] = sum / (row[at] ?? 1);
  }
  return found;
}
