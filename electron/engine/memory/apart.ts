import type { Change, Settings } from '../../../shared/model/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import { planSettings } from './decisions.ts';
import { findItem, type MemoryState } from './state.ts';

/** Ids of the patterns that are not merged, however alike they are. */
export function keptApart({ keptApart: ids }: Settings): ReadonlySet<string> {
  return new Set((ids ?? '').split(' ').filter((id) => id !== ''));
}

/**
 * Takes the merge of a pattern back, or allows it again [P8]. It is a change of the settings, so that the corpus is learned from anew,
 * and undo brings back what was.
 * @throws KnackError NOT_FOUND for what is no merged pattern; WRONG_USE where nothing would change
 */
export function planApart(state: MemoryState, { id, apart }: { readonly id: string; readonly apart: boolean }): Change {
  const { derived, folded } = state;
  const ids = new Set(keptApart(folded.settings));
  const isMerged = (derived.merges ?? []).some((merge) => merge.id === id);
  if (apart && !isMerged && findItem(derived, id) === null) {
    throw new KnackError({
      code: 'NOT_FOUND',
      happened: `Nothing that is called ${id} was merged.`,
      kept: 'Nothing was changed.',
      todo: 'Look at the merges of a procedure for what can be taken apart.',
    });
  }
  if (apart) ids.add(id);
  else ids.delete(id);
  const { keptApart: _before, ...settings } = folded.settings;
  return planSettings(state, ids.size === 0 ? settings : { ...settings, keptApart: [...ids].sort().join(' ') });
}
