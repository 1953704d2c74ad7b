import type { Batch, DryRun } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import type { Change, Contrast, Proposal } from '../../../shared/model/index.ts';
import type { Engine } from '../engine.ts';
import { planApproval, planDeferral, planRejection } from '../memory/index.ts';
import type { Memory, MemoryState } from '../memory/index.ts';
import { notFound } from './library.ts';
import { os } from './wire.ts';

/** Proposals that are alike, and what is decided on several of them together. */
export function batchHandlers(engine: Engine) {
  return {
    similar: os.review.similar.handler(({ input }) => similarTo(engine.memory.state, input.id)),
    dryRun: os.review.dryRun.handler(({ input }) => engine.memory.exclusive(() => dryRun(engine.memory, input))),
    decideAll: os.review.decideAll.handler(async ({ input }) => {
      const result = await engine.memory.exclusive(() => decideAll(engine.memory, input));
      engine.touched();
      return result;
    }),
  };
}

const isOpen = ({ status }: Proposal): boolean => status === 'pending' || status === 'deferred';

/** What a difference is about, whatever procedure it was found in. */
function topicOf({ part, side, label, condition }: Contrast): string {
  return condition === undefined ? `${part} ${side} ${label}` : `${part} ${condition.polarity} ${condition.predicate}`;
}

function similarTo({ derived }: MemoryState, id: string) {
  const proposal = derived.proposals.find((candidate) => candidate.id === id);
  if (proposal === undefined) throw notFound('proposal', id);
  const topics = new Map(proposal.contrasts.map((contrast) => [topicOf(contrast), contrast.label]));
  return derived.proposals
    .filter((other) => other.id !== id && isOpen(other))
    .flatMap((other) => {
      const shared = other.contrasts.map((contrast) => topics.get(topicOf(contrast))).find((one) => one !== undefined);
      return shared === undefined ? [] : [{ id: other.id, title: other.title, shared }];
    });
}

function planOf({ decision, reason }: Batch, id: string): (state: MemoryState) => Change {
  switch (decision) {
    case 'approve':
      return (state) => planApproval(state, id);
    case 'reject':
      return (state) => planRejection(state, id, reason ?? '');
    case 'defer':
      return (state) => planDeferral(state, id);
  }
}

async function dryRun(memory: Memory, batch: Batch): Promise<DryRun> {
  const { proposals } = memory.state.derived;
  const refusals = new Map<number, string>();
  const plans = batch.ids.map((id) => planOf(batch, id));
  const after = await memory.preview(plans, (index, error) => {
    if (!(error instanceof KnackError)) throw error;
    refusals.set(index, error.happened);
  });
  const items = batch.ids.map((id, index) => {
    const proposal = proposals.find((candidate) => candidate.id === id);
    const { title, targetId } = proposal ?? { title: id, targetId: '' };
    return { id, title, targetId, refusal: refusals.get(index) ?? null };
  });
  const open = new Set(proposals.filter(isOpen).map(({ id }) => id));
  const openAfter = new Set(after.derived.proposals.filter(isOpen).map(({ id }) => id));
  const decided = new Set(batch.ids);
  return {
    items,
    appearing: after.derived.proposals.filter((one) => isOpen(one) && !open.has(one.id)).map(({ title }) => title),
    leaving: proposals
      .filter(({ id }) => open.has(id) && !openAfter.has(id) && !decided.has(id))
      .map((one) => one.title),
    stateHash: after.stateHash,
  };
}

async function decideAll(memory: Memory, batch: Batch): Promise<{ decided: string[]; refused: string[] }> {
  const decided: string[] = [];
  const refused: string[] = [];
  for (const id of batch.ids) {
    try {
      await memory.commit(planOf(batch, id)(memory.state));
      decided.push(id);
    } catch (error) {
      if (!(error instanceof KnackError) || (error.code !== 'STALE' && error.code !== 'NOT_FOUND')) throw error;
      refused.push(id);
    }
  }
  return { decided, refused };
}
