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

/**
 * Rule S12: theta_conf of a corpus: the threshold with which held-out questions would have been worth most. Choosing what is right is worth its value at
 * relevance one, choosing what is wrong its value at zero, falling back nothing. It stands in the middle of the best gap between two utilities, of
 * equally good gaps in the one nearest to zero, and never below zero: what is expected to do harm is not done.
 *
 * @returns in [0, 1]; null where there are too few questions
 */
export function fitThreshold(questions: readonly HeldOutQuestion[], settings: Settings): number | null {
  const trials = questions.flatMap((question) => tryQuestion(question, settings) ?? []);
  if (trials.length < leastQuestions) return null;
  const ordered = trials.toSorted((left, right) => right.utility - left.utility);
  let [gained, most, threshold] = [0, -Infinity, 0];
  for (let chosen = 0; chosen <= ordered.length; chosen += 1) {
    const above = ordered[chosen - 1]?.utility ?? 1;
    const below = ordered[chosen]?.utility ?? -1;
    const middle = Math.max(-1, Math.min(1, (above + below) / 2));
    const isBetter = gained > most + 1e-9 || (gained > most - 1e-9 && Math.abs(middle) < Math.abs(threshold));
    if (above > below && isBetter) [most, threshold] = [gained, middle];
    gained += ordered[chosen]?.worth ?? 0;
  }
  return Math.max(0, threshold);
}
