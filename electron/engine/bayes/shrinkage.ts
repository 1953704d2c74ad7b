import type { Beta } from '../../../shared/model/index.ts';
import { logBeta } from '../../../shared/numeric/index.ts';
import type { Counts } from './posterior.ts';

/** Bounds of a + b of a fitted prior, in pseudo-executions: it may neither vanish nor drown the evidence. */
export const priorWeightBounds = { least: 2, most: 50 } as const;

/** With fewer groups than this there is nothing to learn a spread from. */
const leastGroups = 3;
const goldenRatio = (Math.sqrt(5) - 1) / 2;
const goldenSteps = 40;
const startingPoints = 12;

/** The x in [low, high] at which a function with one peak is greatest, by golden section. */
function peakWithin(value: (x: number) => number, low: number, high: number): number {
  let [from, to] = [low, high];
  let left = to - goldenRatio * (to - from);
  let right = from + goldenRatio * (to - from);
  let [atLeft, atRight] = [value(left), value(right)];
  for (let step = 0; step < goldenSteps; step += 1) {
    if (atLeft >= atRight) {
      [to, right, atRight] = [right, left, atLeft];
      left = to - goldenRatio * (to - from);
      atLeft = value(left);
    } else {
      [from, left, atLeft] = [left, right, atRight];
      right = from + goldenRatio * (to - from);
      atRight = value(right);
    }
  }
  return (from + to) / 2;
}

/** The same for a function that may have several peaks: the best of an even grid first, then its neighbourhood. */
function highest(value: (x: number) => number, low: number, high: number): number {
  const step = (high - low) / startingPoints;
  let best = low;
  let bestValue = -Infinity;
  for (let index = 0; index <= startingPoints; index += 1) {
    const here = value(low + index * step);
    if (here > bestValue) [best, bestValue] = [low + index * step, here];
  }
  return peakWithin(value, Math.max(low, best - step), Math.min(high, best + step));
}

/** ln of the Beta-Binomial likelihood of the groups, without the binomial coefficients, which do not depend on the prior. */
export function logLikelihood(prior: Beta, groups: readonly Counts[]): number {
  const base = logBeta(prior.alpha, prior.beta);
  return groups.reduce(
    (sum, { successes, failures }) => sum + logBeta(prior.alpha + successes, prior.beta + failures) - base,
    0,
  );
}

/**
 * Rule B4: the prior Beta(a, b) of greatest Beta-Binomial likelihood over groups (one a procedure), a + b within
 * [2, 50] and the mean within [0.01, 0.99]; null with fewer than three groups that have evidence.
 */
export function fitPrior(groups: readonly Counts[]): Beta | null {
  const told = groups.filter(({ successes, failures }) => successes + failures > 0);
  if (told.length < leastGroups) return null;
  const at = (mean: number, logWeight: number): Beta => {
    const weight = Math.exp(logWeight);
    return { alpha: mean * weight, beta: (1 - mean) * weight };
  };
  const meanFor = (logWeight: number): number =>
    highest((mean) => logLikelihood(at(mean, logWeight), told), 0.01, 0.99);
  const logWeight = highest(
    (candidate) => logLikelihood(at(meanFor(candidate), candidate), told),
    Math.log(priorWeightBounds.least),
    Math.log(priorWeightBounds.most),
  );
  return at(meanFor(logWeight), logWeight);
}

/**
 * Rule B4: the prior of a procedure by shrinkage, from the finest level that can be fitted: `levels` are the groups
 * of its template, of its category, and of the memory, finest first; `fallback` where none can.
 */
export function shrunkPrior(levels: readonly (readonly Counts[])[], fallback: Beta): Beta {
  for (const groups of levels) {
    const prior = fitPrior(groups);
    if (prior !== null) return prior;
  }
  return fallback;
}
