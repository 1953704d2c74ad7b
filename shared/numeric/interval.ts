import type { Beta, Interval } from '../model/index.ts';
import { betaLogDensity, betaQuantile } from './beta.ts';

/** The interval that leaves (1 - mass)/2 on each side; mass in (0, 1). */
export function equalTailedInterval(parameters: Beta, mass: number): Interval {
  const tail = (1 - mass) / 2;
  return { kind: 'eti', mass, low: betaQuantile(parameters, tail), high: betaQuantile(parameters, 1 - tail) };
}

/**
 * How the narrowest interval stands to the distribution: `unique`; `not-unique` for Beta(1,1), where every
 * interval of that length has the mass; `split` where both parameters are below 1, so that the region of
 * highest density is two pieces and an interval cannot be it.
 */
export type HighestDensityShape = 'unique' | 'not-unique' | 'split';

export interface HighestDensity {
  readonly interval: Interval;
  readonly shape: HighestDensityShape;
}

const bisections = 50;

/** For a density with one inner peak: the tail below `low` at which both ends are equally dense. */
function lowerTail(parameters: Beta, mass: number): number {
  let below = 0;
  let above = 1 - mass;
  for (let round = 0; round < bisections; round += 1) {
    const middle = (below + above) / 2;
    const low = betaLogDensity(parameters, betaQuantile(parameters, middle));
    const high = betaLogDensity(parameters, betaQuantile(parameters, middle + mass));
    if (low < high) below = middle;
    else above = middle;
  }
  return (below + above) / 2;
}

/**
 * The narrowest interval that holds `mass`, in (0, 1). A monotone density has it at its boundary; for Beta(1,1)
 * the central one is given, and where the region is split the narrower of the two that touch an end.
 */
export function highestDensityInterval(parameters: Beta, mass: number): HighestDensity {
  const { alpha, beta } = parameters;
  const from = (tail: number): Interval => ({
    kind: 'hdi',
    mass,
    low: betaQuantile(parameters, tail),
    high: betaQuantile(parameters, tail + mass),
  });
  const first: Interval = { kind: 'hdi', mass, low: 0, high: betaQuantile(parameters, mass) };
  const last: Interval = { kind: 'hdi', mass, low: betaQuantile(parameters, 1 - mass), high: 1 };
  if (alpha === 1 && beta === 1) return { interval: from((1 - mass) / 2), shape: 'not-unique' };
  if (alpha < 1 && beta < 1) return { interval: first.high <= 1 - last.low ? first : last, shape: 'split' };
  if (alpha <= 1) return { interval: first, shape: 'unique' };
  if (beta <= 1) return { interval: last, shape: 'unique' };
  return { interval: from(lowerTail(parameters, mass)), shape: 'unique' };
}
