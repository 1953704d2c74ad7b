import { KnackError } from '../../../shared/errors.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Change, ProcedureBody, Written } from '../../../shared/model/index.ts';
import { canonicalJson, contentId } from '../identity/index.ts';
import { findItem } from './state.ts';
import type { MemoryState } from './state.ts';

function refuse(code: ErrorCode, happened: string, todo: string): KnackError {
  return new KnackError({ code, happened, kept: 'The memory is as it was.', todo });
}

/** What a model wrote for a procedure as it was when the model was asked. */
export interface Writing {
  readonly itemId: string;
  readonly baseRevision: string;
  readonly title: string;
  readonly body: ProcedureBody;
  readonly written: Written;
}

/**
 * Puts what a model wrote into the queue of review: a proposal, and nothing else changes [Y6].
 * @throws KnackError NOT_FOUND, STALE when the procedure changed meanwhile, WRONG_USE when it is locked or says nothing new
 */
export function planWriting(state: MemoryState, writing: Writing): Change {
  const { itemId, baseRevision, body } = writing;
  const item = findItem(state.derived, itemId);
  if (item === null || !('body' in item))
    throw refuse('NOT_FOUND', `There is no procedure ${itemId} in this memory.`, 'List the procedures for their ids.');
  if (item.status !== 'live' || item.revision !== baseRevision) {
    throw refuse('STALE', `${itemId} was changed while the model wrote.`, 'Ask again for what it is now.');
  }
  if (item.locked === true)
    throw refuse('WRONG_USE', `${itemId} is locked: it is proposed nothing.`, 'Unlock it first.');
  if (canonicalJson(item.body) === canonicalJson(body))
    throw refuse('WRONG_USE', 'The model proposes what is there already.', 'Nothing needs to be done.');
  const content = contentId({ itemId, body }).slice(0, 20);
  const proposalId = `w-${content}-${baseRevision.slice(0, 12)}`;
  const known = state.derived.proposals.find(({ id }) => id === proposalId);
  if (known !== undefined && known.status !== 'stale') {
    throw refuse('WRONG_USE', `The same was proposed before, and is ${known.status}.`, `Look at ${proposalId}.`);
  }
  const { title, written } = writing;
  return { kind: 'proposal-written', proposalId, itemId, baseRevision, title, body, written };
}
