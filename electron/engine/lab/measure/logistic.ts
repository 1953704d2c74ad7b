const ROUNDS = 50;
const CLOSE = 1e-10;
/** Beyond this the classes are apart, and there is no finite fit. */
const STEEPEST = 1e3;

/**
 * Maximum likelihood of P(y = 1) = 1 / (1 + exp(-(intercept + slope x))), by Newton's method with halved steps; y is 0 or 1.
 * Null where there is none: one class only, one x only, or classes that x parts.
 */
export function fitLogistic(
  x: readonly number[],
  y: readonly number[],
): { readonly intercept: number; readonly slope: number } | null {
  const ones = y.filter((value) => value === 1).length;
  if (ones === 0 || ones === y.length || new Set(x).size < 2 || areApart(x, y)) return null;
  let [intercept, slope] = [0, 0];
  let best = logLikelihood(x, y, { intercept, slope });
  for (let round = 0; round < ROUNDS; round += 1) {
    const step = newtonStep(x, y, { intercept, slope });
    if (step === null) return null;
    let part = 1;
    let next = { intercept: intercept + step.intercept, slope: slope + step.slope };
    let likelihood = logLikelihood(x, y, next);
    while (likelihood < best && part > CLOSE) {
      part /= 2;
      next = { intercept: intercept + part * step.intercept, slope: slope + part * step.slope };
      likelihood = logLikelihood(x, y, next);
    }
    ({ intercept, slope } = next);
    if (likelihood - best < CLOSE) return Math.abs(slope) > STEEPEST ? null : { intercept, slope };
    best = likelihood;
  }
  return null;
}

interface Line {
  readonly intercept: number;
  readonly slope: number;
}

/** All x of one class are on one side of all x of the other. */
function areApart(x: readonly number[], y: readonly number[]): boolean {
  const range = (wanted: number): readonly [number, number] => {
    let [low, high] = [Infinity, -Infinity];
    for (const [at, value] of x.entries()) {
      if (y[at] !== wanted) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return [low, high];
  };
  const [zeros, ones] = [range(0), range(1)];
  return zeros[1] <= ones[0] || ones[1] <= zeros[0];
}

function probability(x: number, { intercept, slope }: Line): number {
  return 1 / (1 + Math.exp(-(intercept + slope * x)));
}

function logLikelihood(x: readonly number[], y: readonly number[], line: Line): number {
  return x.reduce((total, value, at) => {
    const score = line.intercept + line.slope * value;
    const signed = y[at] === 1 ? score : -score;
    // ln(1 / (1 + exp(-s))) without overflow.
    return total + Math.min(0, signed) - Math.log1p(Math.exp(-Math.abs(signed)));
  }, 0);
}

function newtonStep(x: readonly number[], y: readonly number[], line: Line): Line | null {
  let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
  for (const [at, value] of x.entries()) {
    const p = probability(value, line);
    const rest = (y[at] ?? 0) - p;
    const weight = p * (1 - p);
    g0 += rest;
    g1 += rest * value;
    h00 += weight;
    h01 += weight * value;
    h11 += weight * value * value;
  }
  const determinant = h00 * h11 - h01 * h01;
  if (!(determinant > 1e-12)) return null;
  return { intercept: (h11 * g0 - h01 * g1) / determinant, slope: (h00 * g1 - h01 * g0) / determinant };
}
