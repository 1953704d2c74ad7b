import type { Candidate } from '../../../shared/contract/index.ts';

export interface ChoiceRule {
  /** theta_conf: the least expected utility with which anything is executed. */
  readonly threshold: number;
  /** Expected utility of falling back, null where nothing is known of it. */
  readonly fallbackUtility: number | null;
  /** The value that a candidate would have if it never failed. */
  readonly ceilingOf: (candidate: Candidate) => number;
}

export interface Choice {
  readonly choice: string | null;
  readonly reason: string;
}

const shown = (utility: number): string => utility.toFixed(3);

/** Why a candidate cannot be executed here, or null. */
function obstacle(candidate: Candidate, { threshold, ceilingOf }: ChoiceRule): string | null {
  const unmet = candidate.preconditions.find(({ truth }) => truth === 'false');
  if (unmet !== undefined) return `its precondition does not hold (${unmet.text})`;
  // However much were learned about it, its value could not reach the threshold: the information would be worth nothing.
  if (ceilingOf(candidate) < threshold) {
    return `its relevance is ${shown(candidate.relevance)}: even if it never failed it would stay below the threshold`;
  }
  return null;
}

/**
 * Rule S6: the first candidate of the ranking without an obstacle, when its expected utility reaches the threshold and the
 * fallback's; else none, which means falling back. Neither a fallback nor an unmet precondition is evidence about a
 * procedure that was not executed.
 */
export function choose(ranking: readonly Candidate[], rule: ChoiceRule): Choice {
  const first = ranking[0];
  if (first === undefined) return { choice: null, reason: 'Fall back: the memory has nothing to offer.' };
  const obstacles = ranking.map((candidate) => obstacle(candidate, rule));
  const place = obstacles.indexOf(null);
  const best = ranking[place];
  if (best === undefined)
    return { choice: null, reason: `Fall back: the best candidate cannot be used, ${obstacles[0]}.` };
  const utility = `expected utility ${shown(best.expectedUtility)}`;
  const passed = place === 0 ? '' : ` Passed over ${place === 1 ? 'one' : place} above it: ${obstacles[0]}.`;
  if (best.expectedUtility < rule.threshold) {
    return {
      choice: null,
      reason: `Fall back: the best ${utility} is below the threshold ${shown(rule.threshold)}.${passed}`,
    };
  }
  if (rule.fallbackUtility !== null && best.expectedUtility < rule.fallbackUtility) {
    return {
      choice: null,
      reason: `Fall back: the best ${utility} is below that of falling back, ${shown(rule.fallbackUtility)}.${passed}`,
    };
  }
  return { choice: best.id, reason: `The best ${utility} reaches the threshold ${shown(rule.threshold)}.${passed}` };
}
