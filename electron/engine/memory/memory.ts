import { setImmediate } from 'node:timers/promises';
import { defaultSettings } from '../../../shared/model/index.ts';
import type { Change, JournalEvent, Settings } from '../../../shared/model/index.ts';
import type { Decision } from '../../../shared/contract/index.ts';
import { chainEvent, findChainFault } from '../identity/index.ts';
import type { AnalysisRow, Clock, SearchRow, Store } from '../ports.ts';
import { damaged, missing, otherState, tablesNotWritten } from './faults.ts';
import { foldJournal } from './fold.ts';
import { namedSources } from './journal-sources.ts';
import { KeptMining } from './kept.ts';
import { Learner, makerOf } from './learner.ts';
import type { LearnOptions, Learning } from './learner.ts';
import { emptyState, makeState } from './make-state.ts';
import { readStaged } from './staged.ts';
import { revisionOf } from './state.ts';
import { digestAhead } from './state-hash.ts';
import { isOtherMaker, isPurgedThrough, readState } from './stored-state.ts';
import type { MemoryState } from './state.ts';
import { summarise } from './summary.ts';
import type { Summary } from './summary.ts';
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
  /** Settles when they are stored; until then the change is not written. Missing: they are. */
  readonly stored?: Promise<void>;
}

/** What a snapshot says about the state that its journal leads to. */
export interface Expected {
  readonly stateHash: string;
  readonly model: string;
}

/** A memory as it is when something is forgotten: what is written in its place. */
export interface Forgetting {
  /** The event that tells it. */
  readonly change: Change;
  /** The journal without what is forgotten; the event itself is not in it yet. */
  readonly events: readonly JournalEvent[];
  readonly state: MemoryState;
  /** The learner that made the state. */
  readonly learner: Learner;
  /** Hashes of all texts of which vectors are still wanted. */
  readonly textHashes: ReadonlySet<string>;
}

export interface CommitOptions extends Omit<LearnOptions, 'storing'> {
  /** Who decides, when it is not who the memory was opened for. */
  readonly cause?: JournalEvent['cause'];
}

const nothingNew: Arrival = { summaries: [], analyses: [] };

/** One open memory: its state, and the one way in which it changes (an event, then what follows from it). */
export class Memory {
  readonly store: Store;
  readonly vectors: Vectors;
  #learner: Learner;
  readonly #kept: KeptMining;
  readonly #clock: Clock;
  readonly #cause: JournalEvent['cause'];
  #state: MemoryState;
  #model = '';
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(
    parts: MemoryParts,
    state: MemoryState,
    tools: { vectors: Vectors; learner: Learner; kept: KeptMining },
  ) {
    this.store = parts.store;
    this.vectors = tools.vectors;
    this.#learner = tools.learner;
    this.#kept = tools.kept;
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
    const kept = new KeptMining(parts.store.uri);
    const learner = new Learner({ ...parts, vectors, kept });
    const events = await parts.store.events();
    if (events.length === 0 && create === null) throw missing(parts.store.uri);
    const fault = findChainFault(events);
    if (fault !== null) throw damaged(fault);
    // Whether it is still the model that made the vectors is asked below: its files are read while the store reads.
    if (events.length > 0) vectors.embedder(foldJournal(events).settings.embeddingModel).catch(() => undefined);
    // What an interrupted import has read waits for its next start; no state knows of it [J12].
    const waiting = (await readStaged(parts.store.uri))?.files.map(({ source }) => source) ?? [];
    await parts.store.dropOrphans([...namedSources(events), ...waiting]);
    const stored = events.length === 0 ? null : await readState(parts.store, events);
    const memory = new Memory(parts, stored?.state ?? emptyState(events), { vectors, learner, kept });
    const isPurged = await isPurgedThrough(parts.store, events);
    if (stored !== null && isPurged && !(await isOtherMaker(stored, vectors, parts.learning))) {
      memory.#model = stored.model;
      return memory;
    }
    if (events.length === 0) {
      const settings = create ?? defaultSettings;
      await memory.commit({ kind: 'memory-created', strategy: settings.strategy, settings });
    } else if (isPurged) await memory.rebuild();
    else await memory.#purge((await vectors.noting(() => memory.rebuild())).textHashes);
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
    const kept = new KeptMining(parts.store.uri);
    const learner = new Learner({ ...parts, vectors, kept });
    const memory = new Memory(parts, emptyState([]), { vectors, learner, kept });
    const { events, arrival, expected } = journal;
    const summaries = new Map(arrival.summaries.map((summary) => [summary.id, summary]));
    const state = await memory.#derive(events, { summaries, fresh: arrival.analyses }, {});
    if (state.stateHash !== expected.stateHash) {
      const { info } = await vectors.embedder(state.folded.settings.embeddingModel);
      // Another model or other rules may make another state: then there is nothing to compare with.
      if (expected.model === '' || expected.model === makerOf(info, parts.learning))
        throw otherState(expected.stateHash, state.stateHash);
    }
    const search = await memory.#prepareSearch(state, {});
    await parts.store.append(events);
    await memory.#become(state, search);
    return memory;
  }

  get learner(): Learner {
    return this.#learner;
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
  async commit(change: Change, arrival: Arrival = nothingNew, options: CommitOptions = {}): Promise<Decision> {
    const head = this.#state.events.at(-1) ?? null;
    const event = chainEvent(head, { at: this.#clock.now(), cause: options.cause ?? this.#cause, change });
    const summaries =
      arrival.summaries.length === 0
        ? this.#state.summaries
        : new Map([...this.#state.summaries, ...arrival.summaries.map((summary) => [summary.id, summary] as const)]);
    const storing: Promise<void>[] = [];
    const learning = { ...options, storing };
    const next = await this.#derive([...this.#state.events, event], { summaries, fresh: arrival.analyses }, learning);
    const search = await this.#prepareSearch(next, learning);
    await Promise.all([arrival.stored, ...storing]);
    await setImmediate();
    options.signal?.throwIfAborted();
    await this.#commit(() => this.store.append([event]), event);
    this.#learner.remember(arrival.analyses);
    const written = this.#become(next, search, options).catch((error: unknown) => {
      throw tablesNotWritten(error, event);
    });
    const kept = arrival.analyses.length === 0 ? undefined : this.#learner.keep(next.folded);
    // Neither outlives the call, whatever becomes of the other.
    const [outcome] = await Promise.allSettled([written, kept]);
    if (outcome.status === 'rejected') throw outcome.reason;
    return { event, stateHash: next.stateHash, revision: event.seq };
  }

  /**
   * Takes over a journal from which a source was forgotten, and removes all that was its own from every file [U3, U4]. The
   * rewritten journal is the commit: what is still to be removed then is removed at the next open. Call it inside `exclusive`.
   *
   * @throws KnackError DISK_FULL
   */
  async forget(forgetting: Forgetting): Promise<Decision> {
    const { change, learner, textHashes } = forgetting;
    const head = forgetting.events.at(-1) ?? null;
    const event = chainEvent(head, { at: this.#clock.now(), cause: this.#cause, change });
    const events = [...forgetting.events, event];
    const state: MemoryState = { ...forgetting.state, events, folded: foldJournal(events) };
    const searched = await this.vectors.noting(() => this.#prepareSearch(state, {}));
    const gone = [...this.#state.summaries.keys()].filter((id) => !state.summaries.has(id));
    await this.#commit(() => this.store.rewriteJournal(events), event);
    learner.forget(gone);
    this.#learner = learner;
    this.vectors.forget();
    try {
      await this.#become(state, searched.value);
      await this.store.dropOrphans(namedSources(events));
      await this.#purge(textHashes.union(searched.textHashes));
    } catch (error) {
      throw tablesNotWritten(error, event);
    }
    return { event, stateHash: state.stateHash, revision: event.seq };
  }

  async #purge(textHashes: ReadonlySet<string>): Promise<void> {
    await this.#kept.drop();
    await this.store.purge({ textHashes, through: revisionOf(this.#state) });
  }

  /**
   * The state after changes that are not made: each is planned on the state that the one before leads to. What cannot be planned
   * is handed to `onRefused` and left out. Nothing is written. Call it inside `exclusive`.
   */
  async preview(
    plans: readonly ((state: MemoryState) => Change)[],
    onRefused: (index: number, error: unknown) => void,
  ): Promise<MemoryState> {
    let state = this.#state;
    for (const [index, plan] of plans.entries()) {
      try {
        const at = this.#clock.now();
        const event = chainEvent(state.events.at(-1) ?? null, { at, cause: this.#cause, change: plan(state) });
        const known = { summaries: this.#state.summaries, fresh: [] };
        state = await this.#derive([...state.events, event], known, {});
      } catch (error) {
        onRefused(index, error);
      }
    }
    return state;
  }

  /** Makes the derived state again from what is stored, and writes it. */
  async rebuild(): Promise<void> {
    const summaries = new Map<string, Summary>();
    const named = new Set(namedSources(this.#state.events).map(({ id }) => id));
    for await (const batch of this.store.trajectories()) {
      for (const trajectory of batch)
        if (named.has(trajectory.sourceId)) summaries.set(trajectory.id, summarise(trajectory));
    }
    const state = await this.#derive(this.#state.events, { summaries, fresh: [] }, {});
    await this.#become(state, await this.#prepareSearch(state, {}));
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
    const derived = await this.#learner.derive(folded, known, options);
    return makeState({ events, folded, derived, summaries: known.summaries }, this.#state.tables);
  }

  /** Writes the journal, and when the store reports a failure looks whether the event is there all the same. */
  async #commit(write: () => Promise<void>, event: JournalEvent): Promise<void> {
    try {
      await write();
    } catch (error) {
      const events = await this.store.events().catch(() => []);
      if (events.at(-1)?.hash !== event.hash) throw error;
    }
  }

  /** What the state is searched by. Made before anything is written, so that a missing model refuses the change. */
  async #prepareSearch(state: MemoryState, options: LearnOptions): Promise<Search> {
    const { derived, folded } = state;
    const live = new Map<string, 'procedure' | 'meta'>();
    for (const item of derived.procedures) if (item.status === 'live') live.set(item.id, 'procedure');
    for (const item of derived.metaProcedures) if (item.status === 'live') live.set(item.id, 'meta');
    const texts = derived.texts.filter(({ itemId }) => live.has(itemId));
    if (texts.length === 0) return { rows: [], model: '' };
    options.onStage?.('embedding');
    const model = folded.settings.embeddingModel;
    const vectors = await this.vectors.embed(
      model,
      texts.map(({ text }) => text),
      options,
    );
    const rows = texts.map(({ itemId, text }, index) => {
      return { id: itemId, kind: live.get(itemId) ?? 'procedure', text, vector: vectors[index] ?? null };
    });
    return { rows, model: makerOf((await this.vectors.embedder(model)).info, this.#learner.rules) };
  }

  /** Takes over a state whose last event is in the journal, and writes its tables. */
  async #become(state: MemoryState, search: Search, options: LearnOptions = {}): Promise<void> {
    this.#state = state;
    this.#model = search.model;
    options.onStage?.('store');
    const writing = this.store.writeDerived(state.tables, search.rows, {
      seq: revisionOf(state),
      model: search.model,
      // Asked for when the rows are written.
      get stateHash() {
        return state.stateHash;
      },
    });
    // The database writes in threads of its own: meanwhile the state is digested.
    await Promise.all([writing, digestAhead(state)]);
  }
}

/** The rows of the search table, and the digest of the model that made their vectors ('' for none). */
interface Search {
  readonly rows: readonly SearchRow[];
  readonly model: string;
}
