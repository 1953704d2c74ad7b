import { KnackError } from '../../../shared/errors.ts';
import type { JournalEvent } from '../../../shared/model/index.ts';
import type { Store } from '../ports.ts';
import { foldJournal } from './fold.ts';
import { makerOf } from './learner.ts';
import type { Learning } from './learner.ts';
import type { MemoryState } from './state.ts';
import { fromTables } from './tables.ts';
import type { Vectors } from './vectors.ts';

/** A state as its tables hold it, with the maker of its vectors: see `makerOf`; '' where there are none. */
export interface StoredState {
  readonly state: MemoryState;
  readonly model: string;
}

/** The stored state, when it was made at the last event and can be read; otherwise null. */
export async function readState(store: Store, events: readonly JournalEvent[]): Promise<StoredState | null> {
  const stored = await store.readDerived().catch((error: unknown) => {
    // What is derived is made again, whatever a full disk has left of it; what it is made of is not.
    if (error instanceof KnackError && error.code === 'MEMORY_DAMAGED') return null;
    throw error;
  });
  if (stored === null || stored.mark.seq !== events.at(-1)?.seq) return null;
  const content = fromTables(stored.tables);
  const folded = foldJournal(events);
  const state: MemoryState = {
    events,
    folded,
    derived: content.derived,
    get summaries() {
      return content.summaries;
    },
    tables: stored.tables,
    stateHash: stored.mark.stateHash,
  };
  return { state, model: stored.mark.model };
}

/** Whether nothing is left to remove of what the journal says is forgotten. */
export async function isPurgedThrough(store: Store, events: readonly JournalEvent[]): Promise<boolean> {
  const last = events.findLast(({ change }) => change.kind === 'source-unlearned')?.seq ?? 0;
  return last === 0 || (await store.purgedThrough()) >= last;
}

/** Whether the vectors were made by another model than the one that is there now; one that is missing is no other. */
export async function isOtherMaker(stored: StoredState, vectors: Vectors, learning: Learning): Promise<boolean> {
  if (stored.model === '') return false;
  try {
    const { info } = await vectors.embedder(stored.state.folded.settings.embeddingModel);
    return makerOf(info, learning) !== stored.model;
  } catch {
    return false;
  }
}
