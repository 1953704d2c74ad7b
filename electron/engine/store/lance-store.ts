import type { JournalEvent, Source, Trajectory } from '../../../shared/model/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import type { AnalysisRow, DerivedMark, SearchRow, Store, VectorRow } from '../ports.ts';
import { Derived, type DerivedRows } from './derived.ts';
import { Episodes } from './episodes.ts';
import { Journal } from './journal.ts';
import { schemaVersion, tableNames } from './lance/index.ts';
import type { Lock } from './lock/index.ts';
import { readMetaValue } from './schema-version.ts';
import { SearchIndex } from './search-index.ts';
import type { Tables } from './tables.ts';
import { Tidier } from './tidier.ts';
import { Vectors } from './vectors.ts';

const purgedKey = 'purged';

/** The store of one memory. Writes are done one after the other, and only while the lock is ours. */
export class LanceStore implements Store {
  readonly uri: string;
  readonly #tables: Tables;
  readonly #lock: Lock | null;
  readonly #journal: Journal;
  readonly #episodes: Episodes;
  readonly #vectors: Vectors;
  readonly #search: SearchIndex;
  readonly #derived: Derived;
  readonly #tidier: Tidier;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  /** @param options.lock null opens it for reading alone */
  constructor(options: { readonly uri: string; readonly tables: Tables; readonly lock: Lock | null }) {
    this.uri = options.uri;
    this.#tables = options.tables;
    this.#lock = options.lock;
    this.#journal = new Journal(this.#tables);
    this.#episodes = new Episodes(this.#tables);
    this.#vectors = new Vectors(this.#tables);
    this.#search = new SearchIndex(this.#tables);
    this.#derived = new Derived(this.#tables, this.#search);
    this.#tidier = new Tidier(this.#tables);
  }

  events(): Promise<readonly JournalEvent[]> {
    return this.#inTurn(() => this.#journal.events());
  }

  append(events: readonly JournalEvent[]): Promise<void> {
    return this.#write(() => this.#journal.append(events)).finally(() => this.#tidy());
  }

  rewriteJournal(events: readonly JournalEvent[]): Promise<void> {
    return this.#write(() => this.#journal.rewrite(events));
  }

  addTrajectories(batch: {
    readonly trajectories: readonly Trajectory[];
    readonly analyses: readonly AnalysisRow[];
  }): Promise<void> {
    return this.#write(() => this.#episodes.add(batch.trajectories, batch.analyses));
  }

  dropOrphans(sources: readonly Source[]): Promise<void> {
    return this.#write(() => this.#episodes.dropAllBut(sources));
  }

  analyses(): Promise<readonly AnalysisRow[]> {
    return this.#inTurn(() => this.#episodes.analyses());
  }

  trajectory(id: string): Promise<Trajectory | null> {
    return this.#inTurn(() => this.#episodes.trajectory(id));
  }

  trajectories(): AsyncIterable<readonly Trajectory[]> {
    return this.#episodes.stream();
  }

  trajectoryIds(): Promise<readonly string[]> {
    return this.#inTurn(() => this.#episodes.ids());
  }

  vectors(model: string, textHashes: readonly string[]): Promise<ReadonlyMap<string, Float32Array>> {
    return this.#inTurn(() => this.#vectors.get(model, textHashes));
  }

  addVectors(rows: readonly VectorRow[]): Promise<void> {
    return this.#write(() => this.#vectors.add(rows));
  }

  writeDerived(tables: DerivedRows, search: readonly SearchRow[], mark: DerivedMark): Promise<void> {
    return this.#write(() => this.#derived.write(tables, search, mark)).finally(() => this.#tidy());
  }

  readDerived(): Promise<{ readonly tables: DerivedRows; readonly mark: DerivedMark } | null> {
    return this.#inTurn(() => this.#derived.read());
  }

  derivedMark(): Promise<DerivedMark | null> {
    return this.#inTurn(() => this.#derived.mark());
  }

  searchRows(): Promise<readonly SearchRow[]> {
    return this.#inTurn(() => this.#search.stored());
  }

  search(query: { readonly text: string; readonly vector: Float32Array | null; readonly limit: number }) {
    return this.#inTurn(() => this.#search.search(query));
  }

  purge(keep: { readonly textHashes: ReadonlySet<string>; readonly through: number }): Promise<void> {
    return this.#write(async () => {
      // A stream reads by row position, which would change under it: nobody purges while a memory is read out.
      if (this.#episodes.isStreaming) throw busy(this.uri);
      await this.#vectors.keepOnly(keep.textHashes);
      await this.#derived.rewrite();
      for (const name of ['trajectories', 'analyses', 'vectors'] as const) {
        await (await this.#tables.get(name)).rewrite();
      }
      for (const name of tableNames) await (await this.#tables.get(name)).compact();
      const meta = await this.#tables.get('meta');
      await meta.overwrite([
        { key: 'schema', value: String(schemaVersion) },
        { key: purgedKey, value: String(keep.through) },
      ]);
    });
  }

  purgedThrough(): Promise<number> {
    return this.#inTurn(async () => Number((await readMetaValue(await this.#tables.get('meta'), purgedKey)) ?? 0));
  }

  /** Also removes the files that killed or failed writes left behind. Nothing is done while trajectories are streamed. */
  optimize(): Promise<void> {
    return this.#write(async () => {
      if (this.#episodes.isStreaming) return;
      await this.#search.completeIndices();
      for (const name of tableNames) {
        const table = await this.#tables.get(name);
        await table.compact();
      }
    });
  }

  /** Waits for the writes under way, then gives the memory free. A second call does nothing. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#last.catch(() => undefined);
    await this.#tables.close();
    await this.#lock?.release();
  }

  /** After the caller has its answer: tables with many small commits are compacted, so that reading stays fast. */
  #tidy(): void {
    if (this.#isClosed) return;
    // Tidying is no one's call: when it fails (a full disk), the next write says so.
    this.#write(() => this.#tidier.tidy()).catch(() => undefined);
  }

  #write<T>(call: () => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      if (this.#lock === null) throw readOnly(this.uri);
      await this.#lock.check();
      return call();
    });
  }

  #inTurn<T>(call: () => Promise<T>): Promise<T> {
    if (this.#isClosed) return Promise.reject(closed(this.uri));
    const turn = this.#last.then(call, call);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

function readOnly(uri: string): KnackError {
  return new KnackError({
    code: 'WRONG_USE',
    happened: `The memory ${uri} was opened for reading alone.`,
    kept: 'The memory is as it was.',
    todo: 'Open it for writing to change it.',
  });
}

function busy(uri: string): KnackError {
  return new KnackError({
    code: 'WRONG_USE',
    happened: `The memory ${uri} is being read from end to end.`,
    kept: 'What is to be forgotten is forgotten when the memory is opened next.',
    todo: 'Wait until it is read, then open the memory again.',
  });
}

function closed(uri: string): KnackError {
  return new KnackError({
    code: 'WRONG_USE',
    happened: `The memory ${uri} has been closed.`,
    kept: 'Everything that was acknowledged is kept.',
    todo: 'Open it again.',
  });
}
