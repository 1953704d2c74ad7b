import type { JournalEvent, Proposal, Revision } from '../../../shared/model/index.ts';
import { proposalContent, proposeRefinement, type WeighedFeature } from '../refinement/index.ts';

interface Input {
  readonly itemId: string;
  readonly chain: readonly Revision[];
  readonly events: readonly JournalEvent[];
  readonly weighed: readonly WeighedFeature[];
}

/**
 * The proposals of one procedure: one for each of its revisions. That of the live revision is pending; an earlier one
 * was approved, or went stale when an edit moved the procedure. A rejection holds for the same content on later revisions.
 */
export function listProposals({ itemId, chain, events, weighed }: Input): readonly Proposal[] {
  const rejected = new Map<string, { seq: number; reason: string }>();
  const approved = new Map<string, { seq: number; isEdited: boolean }>();
  const deferred = new Map<string, number>();
  for (const { seq, change } of events) {
    if (change.kind === 'proposal-rejected')
      rejected.set(proposalContent(change.proposalId), { seq, reason: change.reason });
    if (change.kind === 'proposal-approved') approved.set(change.proposalId, { seq, isEdited: change.edited === true });
    if (change.kind === 'proposal-deferred') deferred.set(change.proposalId, seq);
  }
  const proposals = new Map<string, Proposal>();
  const [mined] = chain;
  chain.forEach((revision, index) => {
    const proposal = proposeRefinement(itemId, revision, { weighed, mined: (mined ?? revision).body });
    if (proposal === null || proposals.has(proposal.id)) return;
    const isLive = index === chain.length - 1;
    proposals.set(proposal.id, { ...proposal, ...statusOf(proposal, { isLive, rejected, approved, deferred }) });
  });
  return [...proposals.values()];
}

function statusOf(
  proposal: Proposal,
  context: {
    readonly isLive: boolean;
    readonly rejected: ReadonlyMap<string, { readonly seq: number; readonly reason: string }>;
    readonly approved: ReadonlyMap<string, { readonly seq: number; readonly isEdited: boolean }>;
    readonly deferred: ReadonlyMap<string, number>;
  },
): Pick<Proposal, 'status' | 'reason' | 'decidedBy'> {
  const approvedBy = context.approved.get(proposal.id);
  if (approvedBy !== undefined)
    return { status: approvedBy.isEdited ? 'edited' : 'approved', reason: null, decidedBy: approvedBy.seq };
  const rejection = context.rejected.get(proposalContent(proposal.id));
  if (rejection !== undefined) return { status: 'rejected', reason: rejection.reason, decidedBy: rejection.seq };
  const deferredBy = context.isLive ? context.deferred.get(proposal.id) : undefined;
  if (deferredBy !== undefined) return { status: 'deferred', reason: null, decidedBy: deferredBy };
  return { status: context.isLive ? 'pending' : 'stale', reason: null, decidedBy: null };
}
