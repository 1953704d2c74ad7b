import { KnackError } from '../../../shared/errors.ts';
import type { Trajectory } from '../../../shared/model/index.ts';
import type { ComparableState } from '../compare/index.ts';
import type { Store } from '../ports.ts';
import { foldJournal } from './fold.ts';
import { namedSources } from './journal-sources.ts';
import { Learner } from './learner.ts';
import { makeState } from './make-state.ts';
import type { Memory } from './memory.ts';
import type { MemoryState } from './state.ts';
import { fromTables } from './tables.ts';
import { Vectors } from './vectors.ts';
import { replay, reread } from './verify.ts';
import type { ReplayParts } from './verify.ts';

/** A memory at an event, and the files that it had then and that were un-learned since: of them nothing is left to show. */
export interface PastState {
  readonly state: MemoryState;
  readonly missing: readonly string[];
}

/** One learner a memory for looking back, so that neither looking nor deciding costs the other its corpus. */
const lookingBack = new WeakMap<Memory, Learner>();

/**
 * The memory as it was after event `seq` [W2]: the replay of the journal to there. Call it inside `exclusive`.
 * @throws KnackError NOT_FOUND for an event that is not in the journal
 */
export async function stateAt(memory: Memory, seq: number): Promise<PastState> {
  const { state } = memory;
  if (seq === state.events.at(-1)?.seq) return { state, missing: [] };
  const learner = lookingBack.get(memory) ?? memory.learner.sibling();
  lookingBack.set(memory, learner);
  return goBack(state, seq, learner);
}

async function goBack(state: MemoryState, seq: number, learner: Learner): Promise<PastState> {
  const events = state.events.slice(0, seq);
  if (seq < 1 || events.length < seq) {
    throw new KnackError({
      code: 'NOT_FOUND',
      happened: `There is no event ${seq} in this memory; it has ${state.events.length}.`,
      kept: 'Nothing was changed.',
      todo: 'List the events for their numbers.',
    });
  }
  const left = new Set(namedSources(state.events).map(({ id }) => id));
  const folded = foldJournal(events);
  const sources = folded.sources.filter(({ source }) => left.has(source.id));
  const missing = folded.sources.filter(({ source }) => !left.has(source.id)).map(({ source }) => source.name);
  const past = { ...folded, sources };
  const derived = await learner.derive(past, { summaries: state.summaries, fresh: [] });
  return { state: makeState({ events, folded: past, derived, summaries: state.summaries }), missing };
}

/** The state of a memory that is only looked at, now or at an event. Nothing of it is changed. @throws KnackError NOT_FOUND, MEMORY_DAMAGED */
export async function readStateOf(store: Store, parts: ReplayParts, seq: number | null): Promise<PastState> {
  const events = await store.events();
  const vectors = new Vectors(
    { vectors: (model, hashes) => store.vectors(model, hashes), addVectors: async () => undefined },
    parts.openEmbedder,
  );
  try {
    const state = await currentState(store, { ...parts, vectors, events });
    if (seq === null || seq === events.length) return { state, missing: [] };
    return await goBack(state, seq, new Learner({ learning: parts.learning, store, vectors }));
  } finally {
    await vectors.close();
  }
}

async function currentState(
  store: Store,
  parts: ReplayParts & { readonly vectors: Vectors; readonly events: MemoryState['events'] },
): Promise<MemoryState> {
  const { events } = parts;
  const stored = await store.readDerived();
  if (stored !== null && stored.mark.seq === events.at(-1)?.seq) {
    const { derived, summaries } = fromTables(stored.tables);
    return {
      events,
      folded: foldJournal(events),
      derived,
      summaries,
      tables: stored.tables,
      stateHash: stored.mark.stateHash,
    };
  }
  return replay(events, await reread(store.trajectories(), events, parts.learning), parts);
}

/** The state of a journal and its trajectories that stand in no store. */
export async function readStateFrom(
  journal: { readonly events: MemoryState['events']; readonly trajectories: AsyncIterable<readonly Trajectory[]> },
  parts: ReplayParts,
): Promise<MemoryState> {
  const vectors = new Vectors(
    { vectors: async () => new Map(), addVectors: async () => undefined },
    parts.openEmbedder,
  );
  try {
    const read = await reread(journal.trajectories, journal.events, parts.learning);
    return await replay(journal.events, read, { ...parts, vectors });
  } finally {
    await vectors.close();
  }
}

/** What of a state is compared with another. */
export function comparable({ derived, folded, stateHash }: MemoryState): ComparableState {
  const { procedures, metaProcedures, proposals } = derived;
  const { settings } = folded;
  return {
    stateHash,
    procedures,
    metaProcedures,
    proposals,
    settings,
    sources: folded.sources.map(({ source }) => source),
  };
}
