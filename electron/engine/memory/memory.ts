import { KnackError, reportOf } from '../../../shared/errors.ts';
import { defaultSettings } from '../../../shared/model/index.ts';
import type { Change, JournalEvent, Settings } from '../../../shared/model/index.ts';
import type { Decision } from '../../../shared/contract/index.ts';
import { chainEvent, findChainFault } from '../identity/index.ts';
import type { AnalysisRow, Clock, Store } from '../ports.ts';
import { foldJournal } from './fold.ts';
import type { Folded } from './fold.ts';
import { namedSources } from './journal-sources.ts';
import { Learner } from './learner.ts';
import type { LearnOptions, Learning } from './learner.ts';
import { revisionOf, standingSummaries } from './state.ts';
import type { MemoryState } from './state.ts';
import { stateHashOf } from './state-hash.ts';
import { summarise } from './summary.ts';
import type { Summary } from './summary.ts';
import { fromTables, toTables } from './tables.ts';
import { Vectors } from './vectors.ts';
import type { OpenEmbedder } from './vectors.ts';

/** What one open memory is made of; the caller opens the store and closes it through the memory. */
export interface MemoryParts {
  readonly store: Store;
  readonly learning: Learning;
  readonly openEmbedder: OpenEmbedder;
  readonly clock: Clock;
  /** Who decides here: it is written into every event. */
  readonly cause: JournalEvent['cause'];
}

/** What a change brings beside its event: trajectories that were stored just before it. */
export interface Arrival {
  readonly summaries: readonly Summary[];
  readonly analyses: readonly AnalysisRow[];
}

/** What a snapshot says about the state that its journal leads to. */
export interface Expected {
  readonly stateHash: string;
  readonly model: string;
}

const nothingNew: Arrival = { summaries: [], analyses: [] };

/** One open memory: its state, and the one way in which it changes (an event, then what follows from it). */
export class Memory {
  readonly store: Store;
  readonly vectors: Vectors;
  readonly learner: Learner;
  readonly #clock: Clock;
  readonly #cause: JournalEvent['cause'];
  #state: MemoryState;
  #model = '';
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(parts: MemoryParts, state: MemoryState, tools: { vectors: Vectors; learner: Learner }) {
    this.store = parts.store;
    this.vectors = tools.vectors;
    this.learner = tools.learner;
    this.#clock = parts.clock;
    this.#cause = parts.cause;
    this.#state = state;
  }

  /**
   * Opens what the store holds. What was written without its event is removed; derived tables that do not fit the
   * last event are made again [J7]. An empty store becomes a new memory when `create` gives its settings.
   *
   * @throws KnackError MEMORY_MISSING, MEMORY_DAMAGED
   */
  static async open(parts: MemoryParts, create: Settings | null = null): Promise<Memory> {
    const vectors = new Vectors(parts.store, parts.openEmbedder);
    const learner = new Learner({ learning: parts.learning, store: parts.store, vectors });
    const events = await parts.store.events();
    if (events.length === 0 && create === null) throw missing(parts.store.uri);
    const fault = findChainFault(events);
    if (fault !== null) throw damaged(fault);
    await parts.store.dropOrphans(namedSources(events));
    const stored = events.length === 0 ? null : await readState(parts.store, events);
    const memory = new Memory(parts, stored?.state ?? emptyState(events), { vectors, learner });
    if (stored !== null && !(await isOtherModel(stored, vectors))) {
      memory.#model = stored.model;
      return memory;
    }
    if (events.length === 0) {
      const settings = create ?? defaultSettings;
      await memory.commit({ kind: 'memory-created', strategy: settings.strategy, settings });
    } else await memory.rebuild();
    return memory;
  }

  /**
   * Makes the memory of a journal whose trajectories were just stored. The events are kept as they are, and appended
   * only when the state that follows from them has the digest that is expected.
   *
   * @throws KnackError SNAPSHOT_DAMAGED
   */
  static async restore(
    parts: MemoryParts,
    journal: { readonly events: readonly JournalEvent[]; readonly arrival: Arrival; readonly expected: Expected },
  ): Promise<Memory> {
    const vectors = new Vectors(parts.store, parts.openEmbedder);
    const learner = new Learner({ learning: parts.learning, store: parts.store, vectors });
    const memory = new Memory(parts, emptyState([]), { vectors, learner });
    const { events, arrival, expected } = journal;
    const summaries = new Map(arrival.summaries.map((summary) => [summary.id, summary]));
    const state = await memory.#derive(events, { summaries, fresh: arrival.analyses }, {});
    if (state.stateHash !== expected.stateHash) {
      const { info } = await vectors.embedder(state.folded.settings.embeddingModel);
      // Another model makes other vectors and may find other duplicates: then there is nothing to compare with.
      if (expected.model === '' || expected.model === info.digest) throw otherState(expected.stateHash, state);
    }
    await parts.store.append(events);
    memory.#state = state;
    await memory.#writeTables({});
    return memory;
  }

  get state(): MemoryState {
    return this.#state;
  }

  /** Digest of the model that made the vectors; '' while there are none. */
  get model(): string {
    return this.#model;
  }

  /** Runs work that reads and changes the memory alone, after what was asked before it. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#queue.then(work);
    this.#queue = run.catch(() => undefined);
    return run;
  }

  /** Plans a change on the state as it is when its turn comes, and makes it. */
  decide(plan: (state: MemoryState) => Change): Promise<Decision> {
    return this.exclusive(() => this.commit(plan(this.#state)));
  }

  /**
   * Works out what follows from the change, appends its event, and writes the tables. Until the event is in the
   * journal nothing has happened; from then on it has, whatever becomes of the tables. Call it inside `exclusive`.
   *
   * @throws KnackError DISK_FULL, CANCELLED
   */
  async commit(change: Change, arrival: Arrival = nothingNew, options: LearnOptions = {}): Promise<Decision> {
    const head = this.#state.events.at(-1) ?? null;
    const event = chainEvent(head, { at: this.#clock.now(), cause: this.#cause, change });
    const summaries =
      arrival.summaries.length === 0
        ? this.#state.summaries
        : new Map([...this.#state.summaries, ...arrival.summaries.map((summary) => [summary.id, summary] as const)]);
    const next = await this.#derive([...this.#state.events, event], { summaries, fresh: arrival.analyses }, options);
    await this.#append(event);
    this.#state = next;
    this.learner.remember(arrival.analyses);
    await this.#writeTables(options).catch((error: unknown) => {
      throw tablesNotWritten(error, event);
    });
    return { event, stateHash: next.stateHash, revision: event.seq };
  }

  /** Makes the derived state again from what is stored, and writes it. */
  async rebuild(): Promise<void> {
    const summaries = new Map<string, Summary>();
    for await (const batch of this.store.trajectories()) {
      for (const trajectory of batch) summaries.set(trajectory.id, summarise(trajectory));
    }
    this.#state = await this.#derive(this.#state.events, { summaries, fresh: [] }, {});
    await this.#writeTables({});
  }

  async close(): Promise<void> {
    await this.exclusive(async () => {
      await this.vectors.close();
      await this.store.close();
    });
  }

  async #derive(
    events: readonly JournalEvent[],
    known: { readonly summaries: ReadonlyMap<string, Summary>; readonly fresh: readonly AnalysisRow[] },
    options: LearnOptions,
  ): Promise<MemoryState> {
    const folded = foldJournal(events);
    const derived = await this.learner.derive(folded, known, options);
    return makeState({ events, folded, derived, summaries: known.summaries });
  }

  /** Appends, and when the store reports a failure looks whether the event is there all the same. */
  async #append(event: JournalEvent): Promise<void> {
    try {
      await this.store.append([event]);
    } catch (error) {
      const events = await this.store.events().catch(() => []);
      if (events.at(-1)?.hash !== event.hash) throw error;
    }
  }

  async #modelOf(state: MemoryState): Promise<string> {
    if (state.derived.texts.length === 0) return '';
    return (await this.vectors.embedder(state.folded.settings.embeddingModel)).info.digest;
  }

  async #writeTables(options: LearnOptions): Promise<void> {
    const { derived, tables, folded, stateHash } = this.#state;
    const live = new Map<string, 'procedure' | 'meta'>();
    for (const item of derived.procedures) if (item.status === 'live') live.set(item.id, 'procedure');
    for (const item of derived.metaProcedures) if (item.status === 'live') live.set(item.id, 'meta');
    const texts = derived.texts.filter(({ itemId }) => live.has(itemId));
    const model = folded.settings.embeddingModel;
    options.onStage?.('embedding');
    const vectors = await this.vectors.embed(
      model,
      texts.map(({ text }) => text),
    );
    this.#model = await this.#modelOf(this.#state);
    const search = texts.map(({ itemId, text }, index) => ({
      id: itemId,
      kind: live.get(itemId) ?? 'procedure',
      text,
      vector: vectors[index] ?? null,
    }));
    options.onStage?.('store');
    await this.store.writeDerived(tables, search, {
      seq: revisionOf(this.#state),
      stateHash,
      model: this.#model,
    });
  }
}

/** A state from its parts, with its rows and its digest. */
export function makeState(parts: Omit<MemoryState, 'tables' | 'stateHash'>): MemoryState {
  const tables = toTables(parts);
  const stateHash = stateHashOf({
    trajectoryIds: standingSummaries(parts.folded, parts.summaries).map((summary) => summary.id),
    settings: parts.folded.settings,
    tables,
  });
  return { ...parts, tables, stateHash };
}

/** The stored state, when it was made at the last event; otherwise null. */
async function readState(
  store: Store,
  events: readonly JournalEvent[],
): Promise<{ readonly state: MemoryState; readonly model: string } | null> {
  const stored = await store.readDerived();
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

/** Whether the vectors were made by another model than the one that is there now; one that is missing is no other. */
async function isOtherModel(
  stored: { readonly state: MemoryState; readonly model: string },
  vectors: Vectors,
): Promise<boolean> {
  if (stored.model === '') return false;
  try {
    const { info } = await vectors.embedder(stored.state.folded.settings.embeddingModel);
    return info.digest !== stored.model;
  } catch {
    return false;
  }
}

function emptyState(events: readonly JournalEvent[]): MemoryState {
  const folded: Folded = foldJournal(events);
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

/** The event stands whatever becomes of the tables: whoever asked must know both. */
function tablesNotWritten(cause: unknown, { seq }: JournalEvent): KnackError {
  const { code, happened, todo } = reportOf(cause);
  const kept = `The change itself is kept, as event ${seq}; the tables are made again when the memory is opened.`;
  return new KnackError({ code, happened, kept, todo }, { cause });
}

function missing(uri: string): KnackError {
  return new KnackError({
    code: 'MEMORY_MISSING',
    happened: `There is no memory at ${uri}.`,
    kept: 'Nothing was made.',
    todo: 'Check the place, or build a memory there.',
  });
}

function otherState(expected: string, state: MemoryState): KnackError {
  return new KnackError({
    code: 'SNAPSHOT_DAMAGED',
    happened: `The journal of this snapshot leads to state ${state.stateHash}, but it says ${expected}.`,
    kept: 'Nothing was imported.',
    todo: 'Export the snapshot again from the memory that it came from.',
  });
}

function damaged(fault: string): KnackError {
  return new KnackError({
    code: 'MEMORY_DAMAGED',
    happened: `The journal of this memory is damaged. ${fault}`,
    kept: 'Nothing was changed in it.',
    todo: 'Run verify for the whole list of faults, and open the last good snapshot.',
  });
}
