import type { ProposalDetail } from '../../../shared/contract/index.ts';
import type { Engine } from '../engine.ts';
import {
  listQuarantine,
  planApproval,
  planDeferral,
  planRejection,
  planRelease,
  quarantineOf,
} from '../memory/index.ts';
import type { Memory } from '../memory/index.ts';
import { batchHandlers } from './batch.ts';
import { notFound } from './library.ts';
import { decide } from './memory.ts';
import { policyHandlers } from './policy.ts';
import { spansOf } from './spans.ts';
import { os } from './wire.ts';

export function reviewHandlers(engine: Engine) {
  return {
    list: os.review.list.handler(() => [...engine.memory.state.derived.proposals]),
    get: os.review.get.handler(({ input }) => proposalDetail(engine.memory, input.id)),
    approve: os.review.approve.handler(({ input }) =>
      decide(engine, (state) => planApproval(state, input.id, input.body)),
    ),
    defer: os.review.defer.handler(({ input }) => decide(engine, (state) => planDeferral(state, input.id))),
    ...batchHandlers(engine),
    ...policyHandlers(engine),
    reject: os.review.reject.handler(({ input }) =>
      decide(engine, (state) => planRejection(state, input.id, input.reason)),
    ),
    quarantine: os.review.quarantine.handler(() => [...listQuarantine(engine.memory.state)]),
    release: os.review.release.handler(({ input }) =>
      decide(engine, (state) => planRelease(state, input.id, input.reason)),
    ),
  };
}

/** A proposal with the spans that show its differences, each span once. */
export async function proposalDetail(memory: Memory, id: string): Promise<ProposalDetail> {
  const { derived } = memory.state;
  const proposal = derived.proposals.find((candidate) => candidate.id === id);
  if (proposal === undefined) throw notFound('proposal', id);
  const target = derived.procedures.find((item) => item.id === proposal.targetId);
  // What a model wrote rests on no difference: then the procedure's own runs are shown.
  const shown = (side: 'success' | 'failure'): readonly string[] =>
    proposal.written === undefined
      ? [...new Set(proposal.contrasts.flatMap((contrast) => contrast.spans[side]))]
      : (target?.contexts[side] ?? []);
  const [success, failure] = await Promise.all([spansOf(memory, shown('success')), spansOf(memory, shown('failure'))]);
  return {
    proposal,
    procedureGoal: target?.body.goal ?? '',
    success,
    failure,
    quarantine: quarantineOf(memory.state, id),
  };
}
