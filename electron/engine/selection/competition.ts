import type { Calibration } from '../../../shared/model/index.ts';
import { calibrate } from './calibration.ts';

/** A probability of one would have infinite odds. */
const surest = 1 - 1e-6;
/** Lower odds take nothing from anybody, alike or not. */
const leastOdds = 1e-3;

/**
 * Rule S11: the chance that each candidate is what is asked for, when at most one kind is: with odds o = p/(1-p) of the calibrated
 * likeness, Rel_k = o_k / (1 + o_k + sum over the others of o_j (1 - alike(k, j))). The 1 stands for none of them. Candidates that do the same
 * do not compete. Without a calibration the odds mean nothing, and the likeness itself is the relevance.
 *
 * @param likeness raw, in any unit that the calibration was fitted on
 * @param alike in [0, 1], symmetric, by the places of two candidates
 * @returns in [0, 1], in the order given; rises with the own likeness and falls with that of the others
 */
export function compete(
  likeness: readonly number[],
  calibration: Calibration,
  alike: (one: number, other: number) => number,
): readonly number[] {
  const chances = likeness.map((value) => calibrate(calibration, value));
  if (calibration.kind === 'identity') return chances;
  const odds = chances.map((chance) => Math.min(chance, surest) / (1 - Math.min(chance, surest)));
  const total = odds.reduce((sum, value) => sum + value, 0);
  const strong = [...odds.entries()].filter(([, value]) => value >= leastOdds);
  return odds.map((own, place) => {
    const friends = strong.reduce(
      (sum, [other, value]) => sum + (other === place ? 0 : value * alike(place, other)),
      0,
    );
    return own / Math.max(own, 1 + total - friends);
  });
}
