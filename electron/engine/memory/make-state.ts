import type { JournalEvent } from '../../../shared/model/index.ts';
import { foldJournal } from './fold.ts';
import { standingSummaries } from './state.ts';
import type { MemoryState } from './state.ts';
import { stateHashOf } from './state-hash.ts';
import { toTables } from './tables.ts';
import type { Tables } from './tables.ts';

/** A state from its parts, with its rows and its digest. `before`: the rows of the state that it follows, where there is one. */
export function makeState(parts: Omit<MemoryState, 'tables' | 'stateHash'>, before: Tables | null = null): MemoryState {
  const tables = toTables(parts, before);
  let stateHash = '';
  return {
    ...parts,
    tables,
    // Worked out when it is first asked for: until then its rows are digested while the store writes.
    get stateHash() {
      stateHash ||= stateHashOf({
        trajectoryIds: standingSummaries(parts.folded, parts.summaries).map((summary) => summary.id),
        settings: parts.folded.settings,
        tables,
      });
      return stateHash;
    },
  };
}

/** A state without anything but its journal. */
export function emptyState(events: readonly JournalEvent[]): MemoryState {
  const folded = foldJournal(events);
  const derived = {
    procedures: [],
    metaProcedures: [],
    segments: [],
    evidence: [],
    proposals: [],
    revisions: {},
    goals: [],
    ontology: [],
    texts: [],
  };
  return makeState({ events, folded, derived, summaries: new Map() });
}
