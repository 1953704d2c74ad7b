import type { MemoryInfo } from '../../../shared/contract/index.ts';
import type { Turn } from './fold.ts';
import { aboutOf, labelOf } from './label.ts';
import { countsOf, findItem, revisionOf } from './state.ts';
import type { MemoryState } from './state.ts';

/** What is shown about the open memory everywhere. `model` is what the embedding door says about the chosen model. */
export function infoOf(uri: string, state: MemoryState, model: MemoryInfo['model']): MemoryInfo {
  const goalOf = (itemId: string): string => {
    const item = findItem(state.derived, itemId);
    // A skill of others has no item before it is approved.
    if (item === null) return state.derived.proposals.find(({ targetId }) => targetId === itemId)?.title ?? itemId;
    return 'body' in item ? item.body.goal : item.goal;
  };
  const label = (turn: Turn | null): MemoryInfo['undo'] =>
    turn === null ? null : { seq: turn.seq, label: labelOf(turn.change, goalOf), ...aboutOf(turn.change, goalOf) };
  return {
    uri,
    stateHash: state.stateHash,
    revision: revisionOf(state),
    counts: countsOf(state),
    settings: state.folded.settings,
    model,
    undo: label(state.folded.undo),
    redo: label(state.folded.redo),
  };
}
