import type { Counts, Derived, JournalEvent, MetaProcedure, Procedure } from '../../../shared/model/index.ts';
import type { Folded } from './fold.ts';
import type { Summary } from './summary.ts';
import type { Tables } from './tables.ts';

/** The memory at one event: an immutable value that is replaced as a whole. */
export interface MemoryState {
  readonly events: readonly JournalEvent[];
  readonly folded: Folded;
  readonly derived: Derived;
  /** The derived tables as rows, as they are stored. */
  readonly tables: Tables;
  /** Summaries of all stored trajectories, also of sources whose import was undone. */
  readonly summaries: ReadonlyMap<string, Summary>;
  readonly stateHash: string;
}

/** Sequence number of the last event. */
export function revisionOf(state: MemoryState): number {
  return state.events.at(-1)?.seq ?? 0;
}

/** Summaries of the trajectories that stand, in id order. */
export function standingSummaries(folded: Folded, summaries: ReadonlyMap<string, Summary>): readonly Summary[] {
  const standing = new Set(folded.sources.map(({ source }) => source.id));
  return [...summaries.values()]
    .filter((summary) => standing.has(summary.sourceId))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** An item of the library by its id, whatever its status. */
export function findItem(derived: Derived, id: string): Procedure | MetaProcedure | null {
  return (
    derived.procedures.find((item) => item.id === id) ?? derived.metaProcedures.find((item) => item.id === id) ?? null
  );
}

/** The counts that are shown everywhere. Procedures and meta-procedures: the live ones. */
export function countsOf(state: MemoryState): Counts {
  const summaries = standingSummaries(state.folded, state.summaries);
  const ended = (outcome: Summary['outcome']): number =>
    summaries.filter((summary) => summary.outcome === outcome).length;
  const { derived, tables } = state;
  return {
    sources: state.folded.sources.length,
    trajectories: { success: ended('success'), failure: ended('failure'), unknown: ended('unknown') },
    steps: summaries.reduce((sum, summary) => sum + summary.steps, 0),
    segments: tables.segments.length,
    evidence: tables.evidence.length,
    procedures: derived.procedures.filter((item) => item.status === 'live').length,
    metaProcedures: derived.metaProcedures.filter((item) => item.status === 'live').length,
    proposals: derived.proposals.length,
    pendingProposals: derived.proposals.filter((proposal) => proposal.status === 'pending').length,
    events: state.events.length,
  };
}
