import type { Simulation } from '../../../shared/contract/index.ts';
import type { Proposal, ReviewPolicy } from '../../../shared/model/index.ts';
import type { Engine } from '../engine.ts';
import { applyPolicy, judge, planPolicy } from '../memory/index.ts';
import type { MemoryState } from '../memory/index.ts';
import { decide } from './memory.ts';
import { os } from './wire.ts';

/** Automatic decisions: the policy, and what it would have decided. */
export function policyHandlers(engine: Engine) {
  return {
    policy: os.review.policy.handler(() => engine.memory.state.folded.policy),
    setPolicy: os.review.setPolicy.handler(async ({ input }) => {
      const decision = await decide(engine, (state) => planPolicy(state, input.policy));
      await engine.memory.exclusive(() => applyPolicy(engine.memory));
      return decision;
    }),
    simulate: os.review.simulate.handler(({ input }) => simulate(engine.memory.state, input.policy)),
    waiting: os.review.waiting.handler(() => waitingSince(engine.memory.state)),
  };
}

function simulate({ events, derived }: MemoryState, policy: ReviewPolicy): Simulation {
  const causes = new Map(events.map(({ seq, cause }) => [seq, cause]));
  const items = derived.proposals.map((proposal) => {
    const judgement = judge(policy, proposal);
    const byPolicy = causes.get(proposal.decidedBy ?? 0) === 'policy';
    return {
      id: proposal.id,
      title: proposal.title,
      status: proposal.status,
      decision: judgement.decision,
      because: 'because' in judgement ? judgement.because : null,
      agrees: byPolicy ? null : agreement(proposal, judgement.decision),
    };
  });
  return { items };
}

function agreement({ status }: Proposal, decision: 'approve' | 'reject' | 'leave'): boolean | null {
  if (decision === 'leave') return null;
  if (status === 'approved' || status === 'edited') return decision === 'approve';
  return status === 'rejected' ? decision === 'reject' : null;
}

/** See the contract: an event before which a proposal cannot have stood as it stands now. */
function waitingSince({ events, derived, folded }: MemoryState): Record<string, string> {
  const atOf = new Map(events.map(({ seq, at }) => [seq, at]));
  const standing = new Set(folded.sources.map(({ seq }) => seq));
  const general = events.findLast(({ seq, change }) => standing.has(seq) || change.kind === 'settings-changed');
  const own = new Map<string, number>();
  const proposedBy = new Map<string, number>();
  for (const { seq, change } of folded.decisions) {
    if ('body' in change) own.set(change.itemId, seq);
    // A skill of others came with its own event, whatever was imported since.
    if (change.kind === 'skills-proposed') for (const { id } of change.skills) proposedBy.set(id, seq);
  }
  const open = derived.proposals.filter(({ status }) => status === 'pending' || status === 'deferred');
  return Object.fromEntries(
    open.map(({ id, targetId }) => [
      id,
      atOf.get(proposedBy.get(targetId) ?? Math.max(general?.seq ?? 1, own.get(targetId) ?? 0)) ?? '',
    ]),
  );
}
