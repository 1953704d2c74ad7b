import type { Proposal, ReviewPolicy } from '../../../shared/model/index.ts';
import type { Memory } from './memory.ts';
import { planApproval, planRejection } from './review-plans.ts';
import type { MemoryState } from './state.ts';

/** What a policy would do with a proposal, and the rule that says so. */
export type Judgement =
  | { readonly decision: 'approve' }
  | { readonly decision: 'reject'; readonly because: 'e-value' }
  | { readonly decision: 'leave'; readonly because: 'weak' | 'probability' | 'episodes' | 'unseen' | 'written' };

/** What the policy says about one proposal, whether it is switched on or not. Pure [I1]. */
export function judge(policy: ReviewPolicy, { strong, probability, contrasts, written }: Proposal): Judgement {
  // What a model wrote is for persons alone [Y6].
  if (written !== undefined) return { decision: 'leave', because: 'written' };
  // What no run of this memory showed is a person's to decide.
  if (contrasts.length === 0) return { decision: 'leave', because: 'unseen' };
  const { rejectBelow } = policy;
  if (rejectBelow !== null && !strong && contrasts.every(({ eValue }) => eValue < rejectBelow))
    return { decision: 'reject', because: 'e-value' };
  if (policy.strongOnly && !strong) return { decision: 'leave', because: 'weak' };
  if (probability < policy.approveFrom) return { decision: 'leave', because: 'probability' };
  const rests = contrasts.map(
    ({ table }) => table.presentSuccess + table.presentFailure + table.absentSuccess + table.absentFailure,
  );
  if (Math.min(...rests) < policy.leastEpisodes) return { decision: 'leave', because: 'episodes' };
  return { decision: 'approve' };
}

/** In words of the journal: why a policy rejected. */
const rejectedByPolicy = 'By policy: its evidence is below the limit.';

/**
 * Decides what the policy decides, one event each, until it has nothing more to say. A proposal that was ever decided is left
 * to persons, also when that decision was taken back [I2]. Call it inside `exclusive`.
 *
 * @returns how many were decided
 */
export async function applyPolicy(memory: Memory): Promise<number> {
  let decided = 0;
  for (;;) {
    const { state } = memory;
    const { policy } = state.folded;
    if (!policy.enabled) return decided;
    const next = undecided(state)
      .map((proposal) => ({ proposal, judgement: judge(policy, proposal) }))
      .find(({ judgement }) => judgement.decision !== 'leave');
    if (next === undefined) return decided;
    const { id } = next.proposal;
    const change =
      next.judgement.decision === 'approve' ? planApproval(state, id) : planRejection(state, id, rejectedByPolicy);
    await memory.commit(change, undefined, { cause: 'policy' });
    decided += 1;
  }
}

function undecided({ events, derived }: MemoryState): readonly Proposal[] {
  const touched = new Set(events.map(({ change }) => ('proposalId' in change ? change.proposalId : '')));
  return derived.proposals.filter(({ id, status }) => status === 'pending' && !touched.has(id));
}
