import { resolve } from 'node:path';
import { stat } from 'node:fs/promises';
import type { ExportResult, MemoryInfo, VerifyReport } from '../../shared/contract/index.ts';
import type { Capabilities } from '../../shared/capabilities.ts';
import { KnackError } from '../../shared/errors.ts';
import { defaultSettings } from '../../shared/model/index.ts';
import type { JournalEvent, Strategy } from '../../shared/model/index.ts';
import { infoOf, Memory, reportChecks, verifyStore } from './memory/index.ts';
import type { ImportDoor, Learning, MemoryParts, OpenEmbedder, ReplayParts } from './memory/index.ts';
import type { Clock, ModelCatalogue, Store } from './ports.ts';
import type { Preferences } from './preferences/index.ts';
import type { ReasonerDesk } from './reasoning/index.ts';
import { importSnapshot, openSnapshot, verifySnapshot } from './snapshot/index.ts';

/** What a host gives to the engine. Everything that is slow to load is loaded when it is first needed. */
export interface EngineConfig {
  readonly host: 'desktop' | 'browser' | 'terminal';
  readonly version: string;
  readonly capabilities: Capabilities;
  readonly clock: Clock;
  readonly cause: JournalEvent['cause'];
  readonly openStore: (options: {
    readonly uri: string;
    readonly create: boolean;
    readonly read?: boolean;
  }) => Promise<Store>;
  readonly openEmbedder: OpenEmbedder;
  readonly models: ModelCatalogue;
  /** What can be said about an embedding model without loading it. */
  readonly describeModel: (model: string) => Promise<MemoryInfo['model']>;
  readonly learning: () => Promise<Learning>;
  readonly importDoor: () => Promise<ImportDoor>;
  readonly preferences: Preferences;
  /** Who is asked for words; the same one every time. */
  readonly reasoner: () => Promise<ReasonerDesk>;
  /** Folder of the sample trajectories, and the folder that browsing begins in. */
  readonly samples: string;
  readonly home: string;
}

/** Quiet time after the last change before the store is compacted, in milliseconds. */
const idleBeforeOptimize = 20_000;

/** Time after a memory was opened before its model is loaded, in milliseconds: first the memory is shown. */
const idleBeforeModel = 500;

/** One engine: at most one open memory, and what is needed to open another. */
export class Engine {
  readonly config: EngineConfig;
  #memory: Memory | null = null;
  #changing: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | null = null;
  #warming: NodeJS.Timeout | null = null;
  readonly #watchers = new Set<(uri: string | null) => void>();

  constructor(config: EngineConfig) {
    this.config = config;
  }

  /** The open memory. @throws KnackError MEMORY_MISSING when none is open */
  get memory(): Memory {
    if (this.#memory !== null) return this.#memory;
    throw new KnackError({
      code: 'MEMORY_MISSING',
      happened: 'No memory is open.',
      kept: 'Nothing was changed.',
      todo: 'Open a memory, or make one.',
    });
  }

  get isOpen(): boolean {
    return this.#memory !== null;
  }

  /** Calls the listener with the address of the open memory, now and at each change; null when none is open. */
  watchMemory(listener: (uri: string | null) => void): () => void {
    this.#watchers.add(listener);
    listener(this.#memory?.store.uri ?? null);
    return () => this.#watchers.delete(listener);
  }

  /**
   * Opens a memory; the one that was open is closed once the new one is. Opening the same again is no change.
   *
   * `strategy` is that of a memory that is made; one that is there keeps its own.
   *
   * @throws KnackError MEMORY_MISSING, MEMORY_LOCKED, MEMORY_NEWER, MEMORY_DAMAGED, DISK_FULL
   */
  open(uri: string, create: boolean, strategy: Strategy = defaultSettings.strategy): Promise<void> {
    return this.#change(async () => {
      if (this.#memory?.store.uri === placeOf(uri)) return;
      const store = await this.config.openStore({ uri, create });
      const memory = await closing(store, async () =>
        Memory.open(await this.#parts(store), create ? { ...defaultSettings, strategy } : null),
      );
      await this.#become(memory);
    });
  }

  close(): Promise<void> {
    return this.#change(() => this.#become(null));
  }

  async info(): Promise<MemoryInfo> {
    const { state, store } = this.memory;
    return infoOf(store.uri, state, await this.config.describeModel(state.folded.settings.embeddingModel));
  }

  /** Makes a memory from a snapshot and opens it. @throws KnackError SNAPSHOT_DAMAGED, SNAPSHOT_NEWER, WRONG_USE */
  importSnapshot(file: string, uri: string): Promise<ExportResult> {
    return this.#change(async () => {
      if (this.#memory?.store.uri === placeOf(uri)) {
        throw new KnackError({
          code: 'WRONG_USE',
          happened: 'A snapshot is opened in a folder of its own, not in the memory that is open.',
          kept: 'The memory is as it was.',
          todo: 'Choose an empty or a new folder.',
        });
      }
      // Nothing is made for a file that is no snapshot.
      const snapshot = await openSnapshot(file);
      const store = await this.config.openStore({ uri, create: true });
      const { memory, result } = await closing(store, async () => importSnapshot(snapshot, await this.#parts(store)));
      await this.#become(memory);
      return result;
    });
  }

  /** Whether the open memory is the one at this place. */
  isAt(uri: string): boolean {
    return this.#memory?.store.uri === placeOf(uri);
  }

  /** What working out a state takes, beside the state's journal. */
  async replayParts(): Promise<ReplayParts> {
    return { learning: await this.config.learning(), openEmbedder: this.config.openEmbedder };
  }

  /** Checks the open memory, or what is at `target`: a memory, or a snapshot file. */
  async verify(target: string | undefined): Promise<VerifyReport> {
    const parts = await this.replayParts();
    if (target === undefined || this.#memory?.store.uri === placeOf(target)) {
      const { memory } = this;
      return memory.exclusive(() => verifyStore(memory.store, parts));
    }
    const found = await stat(target).catch(() => null);
    if (found?.isFile() === true) return verifySnapshot(target, parts);
    try {
      return await this.#verifyAt(target, parts);
    } catch (error) {
      if (error instanceof KnackError && error.code === 'MEMORY_DAMAGED')
        return reportChecks([['tables', error.happened]]);
      throw error;
    }
  }

  async #verifyAt(target: string, parts: ReplayParts): Promise<VerifyReport> {
    const store = await this.config.openStore({ uri: target, create: false });
    try {
      return await verifyStore(store, parts);
    } finally {
      await store.close();
    }
  }

  /** Tells the engine that the memory changed: it compacts the store when nothing more comes for a while. */
  touched(): void {
    if (this.config.host === 'terminal') return;
    if (this.#idle !== null) clearTimeout(this.#idle);
    const memory = this.#memory;
    this.#idle = setTimeout(() => {
      // Compacting is housekeeping: when it fails, the memory is as good as before, and the next time comes.
      void memory?.exclusive(() => memory.store.optimize()).catch(() => undefined);
    }, idleBeforeOptimize);
    this.#idle.unref();
  }

  /** Loads the model of an open memory; a host that answers one command and ends has no use for that. */
  #warmSoon(memory: Memory | null): void {
    if (this.#warming !== null) clearTimeout(this.#warming);
    if (memory === null || this.config.host === 'terminal') return;
    this.#warming = setTimeout(() => {
      // Whoever needs a model that is missing is told then.
      void memory.vectors.warm(memory.state.folded.settings.embeddingModel).catch(() => undefined);
    }, idleBeforeModel);
    this.#warming.unref();
  }

  async #parts(store: Store): Promise<MemoryParts> {
    const { openEmbedder, clock, cause } = this.config;
    return { store, learning: await this.config.learning(), openEmbedder, clock, cause };
  }

  #change<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#changing.then(work);
    this.#changing = run.catch(() => undefined);
    return run;
  }

  async #become(memory: Memory | null): Promise<void> {
    const before = this.#memory;
    this.#memory = memory;
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#warmSoon(memory);
    for (const watch of this.#watchers) watch(memory?.store.uri ?? null);
    if (before !== null) await before.close();
    if (memory !== null) await this.config.preferences.opened(memory.store.uri).catch(() => undefined);
  }
}

/** A store that could not be used is closed again, so that others may open it. */
async function closing<T>(store: Store, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await store.close().catch(() => undefined);
    throw error;
  }
}

/** The address that a store has for a place: addresses with a scheme as they are, folders as full paths. */
export function placeOf(uri: string): string {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(uri) ? uri : resolve(uri);
}
