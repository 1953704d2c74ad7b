import { KnackError } from '../../../shared/errors.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Change, MetaProcedure, Procedure, ProcedureBody, Settings } from '../../../shared/model/index.ts';
import { canonicalJson } from '../identity/index.ts';
import type { Turn } from './fold.ts';
import { findItem } from './state.ts';
import type { MemoryState } from './state.ts';

// Each function plans one change from the state, or says why it cannot be made. Nothing is written here.

function refuse(code: ErrorCode, happened: string, todo: string): KnackError {
  return new KnackError({ code, happened, kept: 'The memory is as it was.', todo });
}

function itemOf(state: MemoryState, id: string): Procedure | MetaProcedure {
  const item = findItem(state.derived, id);
  if (item !== null) return item;
  throw refuse('NOT_FOUND', `There is no procedure ${id} in this memory.`, 'List the procedures for their ids.');
}

function procedureOf(state: MemoryState, id: string): Procedure {
  const item = itemOf(state, id);
  if ('body' in item) return item;
  throw refuse('WRONG_USE', `${id} is a meta-procedure: it has no body of its own.`, 'Edit one of its procedures.');
}

/** @throws KnackError NOT_FOUND, STALE when the live revision is not `baseRevision`, WRONG_USE */
export function planEdit(
  state: MemoryState,
  edit: { readonly id: string; readonly baseRevision: string; readonly body: ProcedureBody },
): Change {
  const target = procedureOf(state, edit.id);
  if (target.status !== 'live') throw refuse('WRONG_USE', `${edit.id} is ${target.status}.`, 'Restore it first.');
  if (target.revision !== edit.baseRevision) {
    throw refuse(
      'STALE',
      `${edit.id} was changed since this edit began: its live revision is ${target.revision}.`,
      'Open it again and make the edit on what it is now.',
    );
  }
  if (canonicalJson(target.body) === canonicalJson(edit.body)) {
    throw refuse('WRONG_USE', 'The edit changes nothing.', 'Change a condition, a step or the goal.');
  }
  if (edit.body.goal.trim() === '' || edit.body.steps.length === 0) {
    throw refuse('WRONG_USE', 'A procedure needs a goal and at least one step.', 'Complete it, or delete it instead.');
  }
  return { kind: 'procedure-edited', itemId: edit.id, baseRevision: edit.baseRevision, body: edit.body };
}

/** @throws KnackError NOT_FOUND, WRONG_USE when it is so already */
export function planPin(state: MemoryState, id: string, pinned: boolean): Change {
  const item = itemOf(state, id);
  if (item.pinned === pinned) {
    throw refuse('WRONG_USE', `${id} is ${pinned ? 'pinned already' : 'not pinned'}.`, 'Nothing needs to be done.');
  }
  return { kind: 'item-pinned', itemId: id, pinned };
}

/** @throws KnackError NOT_FOUND, WRONG_USE when it is not live */
export function planDeletion(state: MemoryState, id: string): Change {
  const item = itemOf(state, id);
  if (item.status !== 'live')
    throw refuse('WRONG_USE', `${id} is ${item.status} already.`, 'Nothing needs to be done.');
  return { kind: 'item-deleted', itemId: id };
}

/** @throws KnackError NOT_FOUND, WRONG_USE when it is live */
export function planRestoring(state: MemoryState, id: string): Change {
  const item = itemOf(state, id);
  if (item.status === 'live') throw refuse('WRONG_USE', `${id} is not deleted.`, 'Nothing needs to be done.');
  return { kind: 'item-restored', itemId: id };
}

/** @throws KnackError WRONG_USE when they are the settings already */
export function planSettings(state: MemoryState, settings: Settings): Change {
  const before = state.folded.settings;
  if (canonicalJson(before) === canonicalJson(settings)) {
    throw refuse('WRONG_USE', 'These are the settings already.', 'Nothing needs to be done.');
  }
  return { kind: 'settings-changed', before, after: settings };
}

/**
 * Takes back the last change that stands. Who names it by `seq` wants that one alone [J11]: when another hand changed the
 * memory meanwhile, nothing is taken back. @throws KnackError NOTHING_TO_UNDO, STALE
 */
export function planUndo(state: MemoryState, seq?: number): Change {
  const { undo, barrier } = state.folded;
  if (undo === null && barrier !== null) {
    throw refuse(
      'NOTHING_TO_UNDO',
      `The last change un-learned ${barrier}. It cannot be taken back, because the text is gone, and nothing before it can.`,
      'Import the file again to learn from it again.',
    );
  }
  if (seq !== undefined && undo !== null && undo.seq !== seq) {
    throw refuse('STALE', `Event ${seq} is not the last change any more.`, 'Look at the journal, and undo again.');
  }
  return turn(undo, 'undo');
}

/**
 * Brings back what was taken back last; `seq` as for an undo [J11].
 * @throws KnackError NOTHING_TO_UNDO, STALE; NOT_FOUND when the rows of an undone import are gone
 */
export function planRedo(state: MemoryState, seq?: number): Change {
  const { redo } = state.folded;
  if (seq !== undefined && redo !== null && redo.seq !== seq) {
    throw refuse('STALE', `Event ${seq} is not the last undo any more.`, 'Look at the journal, and redo again.');
  }
  if (redo?.change.kind === 'sources-imported') {
    const counts = new Map<string, number>();
    for (const { sourceId } of state.summaries.values()) counts.set(sourceId, (counts.get(sourceId) ?? 0) + 1);
    const gone = redo.change.sources.find((source) => (counts.get(source.id) ?? 0) < source.trajectories);
    if (gone !== undefined) {
      throw refuse('NOT_FOUND', `The episodes of ${gone.name} are no longer stored.`, 'Import the file again.');
    }
  }
  return turn(redo, 'redo');
}

function turn(target: Turn | null, verb: 'undo' | 'redo'): Change {
  if (target !== null) return { kind: 'undone', seq: target.seq };
  throw refuse('NOTHING_TO_UNDO', `There is nothing to ${verb}.`, 'Nothing needs to be done.');
}
