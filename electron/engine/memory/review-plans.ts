import { KnackError } from '../../../shared/errors.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { importedKind } from '../../../shared/model/index.ts';
import type {
  Change,
  MetaProcedure,
  Procedure,
  Proposal,
  ProcedureBody,
  ReviewPolicy,
} from '../../../shared/model/index.ts';
import { canonicalJson } from '../identity/index.ts';
import { refuseQuarantined } from './quarantine.ts';
import { findItem } from './state.ts';
import type { MemoryState } from './state.ts';

// Decisions on proposals, planned as one change each. Nothing is written here.

function refuse(code: ErrorCode, happened: string, todo: string): KnackError {
  return new KnackError({ code, happened, kept: 'The memory is as it was.', todo });
}

/** A proposal that waits for a decision, also one that was put off. @throws KnackError NOT_FOUND, STALE, WRONG_USE */
function openProposal(state: MemoryState, id: string): Proposal {
  const proposal = state.derived.proposals.find((candidate) => candidate.id === id);
  if (proposal === undefined) {
    throw refuse('NOT_FOUND', `There is no proposal ${id} in this memory.`, 'List the proposals for their ids.');
  }
  if (proposal.status === 'stale') throw staleProposal(id);
  if (proposal.status !== 'pending' && proposal.status !== 'deferred') {
    throw refuse('WRONG_USE', `Proposal ${id} is already ${proposal.status}.`, 'Undo that decision first.');
  }
  return proposal;
}

function isBaseOf(proposal: Proposal, target: Procedure | MetaProcedure | null): boolean {
  return target !== null && 'body' in target && target.revision === proposal.baseRevision && target.status === 'live';
}

function staleProposal(id: string): KnackError {
  return refuse(
    'STALE',
    `Proposal ${id} was made for a revision that is no longer the live one.`,
    'Look at the proposals again: what still holds is proposed anew.',
  );
}

/**
 * An open proposal becomes the live revision of its procedure, as it was proposed or with a body that a person made of it.
 * What the scanner holds back is released first [Q2]. @throws KnackError NOT_FOUND, QUARANTINED, STALE, WRONG_USE
 */
export function planApproval(state: MemoryState, id: string, body?: ProcedureBody): Change {
  const proposal = openProposal(state, id);
  const target = findItem(state.derived, proposal.targetId);
  // A skill of others is approved where no procedure is yet.
  const isNew = proposal.kind === importedKind && target === null;
  if (!isNew && !isBaseOf(proposal, target)) throw staleProposal(id);
  refuseQuarantined(state, { id, after: body ?? proposal.after });
  const decided = { proposalId: id, itemId: proposal.targetId, baseRevision: proposal.baseRevision };
  if (body === undefined || canonicalJson(body) === canonicalJson(proposal.after))
    return { kind: 'proposal-approved', ...decided, body: proposal.after };
  if (body.goal.trim() === '' || body.steps.length === 0) {
    throw refuse(
      'WRONG_USE',
      'A procedure needs a goal and at least one step.',
      'Complete it, or reject the proposal.',
    );
  }
  if (canonicalJson(body) === canonicalJson(proposal.before)) {
    throw refuse('WRONG_USE', 'The edit leaves nothing of the proposal.', 'Reject the proposal instead.');
  }
  return { kind: 'proposal-approved', ...decided, body, edited: true };
}

/** @throws KnackError NOT_FOUND, STALE, WRONG_USE */
export function planRejection(state: MemoryState, id: string, reason: string): Change {
  const proposal = openProposal(state, id);
  if (reason.trim() === '') throw refuse('WRONG_USE', 'A rejection needs a reason.', 'Say why, in a few words.');
  return { kind: 'proposal-rejected', proposalId: id, itemId: proposal.targetId, reason };
}

/** Puts a proposal off: it waits in a queue of its own. @throws KnackError NOT_FOUND, STALE, WRONG_USE */
export function planDeferral(state: MemoryState, id: string): Change {
  const proposal = openProposal(state, id);
  if (proposal.status === 'deferred') {
    throw refuse('WRONG_USE', `Proposal ${id} is put off already.`, 'Approve it, reject it, or undo the deferral.');
  }
  return { kind: 'proposal-deferred', proposalId: id, itemId: proposal.targetId };
}

/** A locked procedure is proposed nothing. @throws KnackError NOT_FOUND, WRONG_USE when it is so already */
export function planLock(state: MemoryState, id: string, locked: boolean): Change {
  const item = findItem(state.derived, id);
  if (item === null || !('body' in item)) {
    throw refuse('NOT_FOUND', `There is no procedure ${id} in this memory.`, 'List the procedures for their ids.');
  }
  if ((item.locked ?? false) === locked) {
    throw refuse('WRONG_USE', `${id} is ${locked ? 'locked already' : 'not locked'}.`, 'Nothing needs to be done.');
  }
  return { kind: 'item-locked', itemId: id, locked };
}

/** An earlier revision becomes live again, as a new one. @throws KnackError NOT_FOUND, STALE, WRONG_USE */
export function planReversion(
  state: MemoryState,
  { id, baseRevision, to }: { readonly id: string; readonly baseRevision: string; readonly to: string },
): Change {
  const item = findItem(state.derived, id);
  const revision = state.derived.revisions[id]?.find(({ hash }) => hash === to);
  if (item === null || !('body' in item) || revision === undefined) {
    throw refuse('NOT_FOUND', `There is no revision ${to} of ${id}.`, 'Look at its revisions.');
  }
  if (item.revision !== baseRevision) {
    throw refuse('STALE', `${id} was changed meanwhile.`, 'Look at its revisions again.');
  }
  if (item.status !== 'live') throw refuse('WRONG_USE', `${id} is ${item.status}.`, 'Restore it first.');
  if (canonicalJson(item.body) === canonicalJson(revision.body)) {
    throw refuse('WRONG_USE', 'This is what the live revision says.', 'Choose another revision.');
  }
  return { kind: 'procedure-reverted', itemId: id, baseRevision, to, body: revision.body };
}

/** @throws KnackError WRONG_USE when it is the policy already */
export function planPolicy(state: MemoryState, policy: ReviewPolicy): Change {
  const before = state.folded.policy;
  if (canonicalJson(before) === canonicalJson(policy)) {
    throw refuse('WRONG_USE', 'This is the policy already.', 'Nothing needs to be done.');
  }
  return { kind: 'policy-changed', before, after: policy };
}
