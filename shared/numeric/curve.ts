import type { Beta } from '../model/index.ts';
import { betaDensity, betaMode, betaQuantile } from './beta.ts';

/** The quantiles of a grid run from logistic(-9) to logistic(9): 1.2e-4 to 1 - 1.2e-4. */
const logitReach = 9;
/** Next to an infinite density a grid point stays this far from the end, so that a plot has a scale. */
const endMargin = 1e-6;

function quantileGrid(parameters: Beta, count: number): readonly number[] {
  const open = parameters.alpha < 1 || parameters.beta < 1;
  const xs: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const logit = count === 1 ? 0 : logitReach * ((2 * index) / (count - 1) - 1);
    const x = betaQuantile(parameters, 1 / (1 + Math.exp(-logit)));
    xs.push(open ? Math.min(1 - endMargin, Math.max(endMargin, x)) : x);
  }
  const mode = betaMode(parameters);
  if (mode !== null && count > 0) xs[count >> 1] = mode;
  return xs;
}

function sortedDistinct(xs: readonly number[]): number[] {
  return [...new Set(xs)].sort((left, right) => left - right);
}

/** Splits the widest gap until there are `count` points; the first of equal gaps goes first. */
function fillGaps(xs: number[], count: number): number[] {
  while (xs.length < count) {
    let widest = 1;
    for (let index = 2; index < xs.length; index += 1) {
      const gap = (xs[index] ?? 0) - (xs[index - 1] ?? 0);
      if (gap > (xs[widest] ?? 0) - (xs[widest - 1] ?? 0)) widest = index;
    }
    xs.splice(widest, 0, ((xs[widest - 1] ?? 0) + (xs[widest] ?? 1)) / 2);
  }
  return xs;
}

/**
 * `count` (at least 8) ascending, distinct places on [0, 1], both ends among them, at which the curves of these
 * distributions keep their peaks: half evenly spaced, half at even logits of each distribution's quantiles.
 */
export function curveGrid(curves: readonly Beta[], count: number): readonly number[] {
  const sharp = curves.filter(({ alpha, beta }) => alpha !== 1 || beta !== 1);
  const even = sharp.length === 0 ? count : Math.ceil(count / 2);
  const each = sharp.length === 0 ? 0 : Math.floor((count - even) / sharp.length);
  const xs = Array.from({ length: even }, (_, index) => index / (even - 1));
  for (const parameters of sharp) xs.push(...quantileGrid(parameters, each));
  return fillGaps(sortedDistinct(xs), count);
}

/**
 * The density at each place of an ascending grid on [0, 1], always finite: an end at which it is infinite has the value of
 * its neighbour in the grid.
 */
export function curveValues(parameters: Beta, grid: readonly number[]): readonly number[] {
  const values = grid.map((x) => betaDensity(parameters, x));
  const last = values.length - 1;
  if (last < 1) return values;
  if (values[0] === Infinity) values[0] = values[1] ?? 0;
  if (values[last] === Infinity) values[last] = values[last - 1] ?? 0;
  return values;
}
