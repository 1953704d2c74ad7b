import type { Settings } from '../../../shared/model/index.ts';
import { scoreAll, type Contestant } from './score.ts';
import { valueAt } from './utility.ts';

/** A question whose answer is known, because it was taken from the corpus: its candidates, and which of them are right. */
export interface HeldOutQuestion {
  readonly candidates: readonly Contestant[];
  /** Ids of the candidates that did what was asked; none where the kind of the goal was taken out of the memory. */
  readonly right: ReadonlySet<string>;
  /** How often such a question is to be expected beside the others, > 0. */
  readonly weight: number;
}

/** With fewer questions a threshold would say more about the questions than about the memory. */
const leastQuestions = 20;

/** Expected utility of the best candidate of a question, and what choosing it would have been worth. */
interface Trial {
  readonly utility: number;
  readonly worth: number;
}

function tryQuestion({ candidates, right, weight }: HeldOutQuestion, settings: Settings): Trial | null {
  const scores = scoreAll(candidates, settings, { fallbackValue: 0, seed: 0, uses: 0 });
  let best: Contestant | undefined;
  let utility = -Infinity;
  for (const [place, candidate] of candidates.entries()) {
    const score = scores[place]?.expectedUtility ?? -Infinity;
    if (score > utility) [best, utility] = [candidate, score];
  }
  if (best === undefined) return null;
  const relevance = right.has(best.id) ? 1 : 0;
  const worth = valueAt(best.posterior.mean, { ...best, relevance }, { ...settings, utility: 'mixture' });
  return { utility, worth: weight * worth };
}

/** A threshold between two utilities, and what choosing all above it would have been worth: the sum, and the sum of squares. */
interface Gap {
  readonly threshold: number;
  readonly gained: number;
  readonly squares: number;
}

/**
 * Rule S12: theta_conf of a corpus. Choosing what is right is worth its value at relevance one, choosing what is wrong its value at zero, falling back
 * nothing. A threshold stands in the middle of a gap between two utilities. The best is that with which held-out questions would have been worth most; of
 * those that are worth less by under one standard error of the questions between the two (the root of their squares, after Breiman et al. 1984), the
 * threshold is the one nearest to zero, where falling back is worth as much as choosing. It is never below zero: what is expected to do harm is not done.
 *
 * @returns in [0, 1]; null where there are too few questions
 */
export function fitThreshold(questions: readonly HeldOutQuestion[], settings: Settings): number | null {
  const trials = questions.flatMap((question) => tryQuestion(question, settings) ?? []);
  if (trials.length < leastQuestions) return null;
  const gaps = findGaps(trials);
  const best = gaps.reduce((most, gap) => (gap.gained > most.gained ? gap : most));
  // One question between two gaps is its own standard error: it counts, also where the sums are rounded.
  const asGood = gaps.filter(
    ({ gained, squares }) => best.gained - gained <= (1 - 1e-9) * Math.sqrt(Math.abs(squares - best.squares)),
  );
  return Math.max(0, asGood.reduce((nearest, gap) => (distance(gap) < distance(nearest) ? gap : nearest)).threshold);
}

const distance = ({ threshold }: Gap): number => Math.abs(threshold);

/** The places where a threshold can stand, from the highest. */
function findGaps(trials: readonly Trial[]): readonly [Gap, ...Gap[]] {
  const ordered = trials.toSorted((left, right) => right.utility - left.utility);
  const gapBelow = (chosen: number, gained: number, squares: number): Gap | null => {
    const above = ordered[chosen - 1]?.utility ?? 1;
    const below = ordered[chosen]?.utility ?? -1;
    return above > below ? { threshold: Math.max(-1, Math.min(1, (above + below) / 2)), gained, squares } : null;
  };
  const gaps: Gap[] = [];
  let [gained, squares] = [0, 0];
  for (const [place, { worth }] of ordered.entries()) {
    const gap = gapBelow(place, gained, squares);
    if (gap !== null) gaps.push(gap);
    gained += worth;
    squares += worth ** 2;
  }
  return [gapBelow(ordered.length, gained, squares) ?? { threshold: -1, gained, squares }, ...gaps];
}
