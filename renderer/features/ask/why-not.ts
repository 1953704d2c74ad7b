import type { Candidate } from '../../../shared/contract/index.ts';
import { termNames, type TermName } from './terms.ts';

/** How far a candidate stands behind the choice, and the term that most of it comes from. */
export interface Gap {
  /** Expected utility that is missing, >= 0. */
  readonly total: number;
  readonly term: TermName;
  /** What of that term is missing; more than `total` where other terms speak for the candidate. */
  readonly share: number;
}

/** What a candidate lacks beside the choice; the sums of the terms are the expected utilities, so the gaps add up. */
export function gapOf(candidate: Candidate, choice: Candidate): Gap {
  const missing = termNames.map((term) => ({ term, share: choice.terms[term] - candidate.terms[term] }));
  let most: (typeof missing)[number] = { term: 'reward', share: Number.NEGATIVE_INFINITY };
  for (const one of missing) if (one.share > most.share) most = one;
  return { total: Math.max(0, choice.expectedUtility - candidate.expectedUtility), ...most };
}
