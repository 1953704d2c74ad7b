import { interruption } from '../../../shared/contract/index.ts';
import type { BuildReport, WatchedEvent, WatchedFolder as Told } from '../../../shared/contract/index.ts';
import { reportOf } from '../../../shared/errors.ts';
import { listFiles, type Look } from './listing.ts';

/** Imports these files of the folder, as one event. */
export type ImportThese = (only: ReadonlySet<string>, signal: AbortSignal) => Promise<BuildReport>;

export interface WatchTimes {
  /** Between two looks at the folder, and for how long a file must not have changed before it is read; in ms. */
  readonly look: number;
  readonly settle: number;
}

export interface WatchOptions {
  readonly folder: string;
  readonly importThese: ImportThese;
  readonly times: WatchTimes;
  /** ISO 8601. */
  readonly now: () => string;
  readonly onEvent: (event: WatchedEvent) => void;
}

type Known = Look & { readonly since: number; readonly state: 'waiting' | 'done' | 'changed' };

/** Failures that are kept for the list; beyond it they are counted. */
const mostFailed = 200;

/**
 * Imports what comes into a folder. A file is read once it has looked the same for a while, so that one which is still being
 * written is waited for; whatever became of it, it is read again only when it changes, and one that was imported never: a
 * source that grew would count its episodes twice.
 */
export class WatchedFolder {
  readonly #options: WatchOptions;
  readonly #known = new Map<string, Known>();
  readonly #failed: { file: string; reason: string }[] = [];
  readonly #imported = new Set<string>();
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();
  #state: 'watching' | 'importing' | 'missing' = 'watching';
  #episodes = 0;
  #rejected = 0;
  #lastAt: string | null = null;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#turn();
  }

  /** Ends the watching; an import under way is interrupted and waited for. */
  async stop(): Promise<void> {
    this.#stop.abort(new DOMException(interruption, 'AbortError'));
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#running;
  }

  get told(): Omit<Told, 'paused' | 'answers'> {
    const waiting = [...this.#known.values()].filter(({ state }) => state === 'waiting').length;
    return {
      folder: this.#options.folder,
      state: this.#state,
      waiting,
      files: this.#imported.size,
      episodes: this.#episodes,
      rejected: this.#rejected,
      lastAt: this.#lastAt,
      failed: [...this.#failed],
    };
  }

  /** One look; then the next is planned. Never throws: what fails is listed. */
  async #turn(): Promise<void> {
    try {
      await this.#look();
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#fail([[this.#options.folder, reportOf(error).happened]]);
    }
    if (this.#stop.signal.aborted) return;
    // The host may end while a look is planned: a watched folder keeps no process alive.
    this.#timer = setTimeout(() => this.start(), this.#options.times.look);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    const files = await listFiles(this.#options.folder);
    this.#state = files === null ? 'missing' : 'watching';
    const ready = new Set<string>();
    const changed: string[] = [];
    for (const [file, look] of files ?? []) {
      const known = this.#known.get(file);
      const now = performance.now();
      const isSame = known !== undefined && known.bytes === look.bytes && known.changed === look.changed;
      if (isSame && known.state !== 'waiting') continue;
      if (isSame && now - known.since >= this.#options.times.settle) ready.add(file);
      if (isSame) continue;
      const wasImported = this.#imported.has(file);
      if (wasImported && known?.state === 'done') changed.push(file);
      this.#known.set(file, { ...look, since: now, state: wasImported ? 'changed' : 'waiting' });
    }
    if (changed.length > 0)
      this.#fail(changed.map((file) => [file, 'it changed after it was imported and is not imported again by itself']));
    if (ready.size > 0 && !this.#stop.signal.aborted) await this.#import(ready);
  }

  async #import(ready: ReadonlySet<string>): Promise<void> {
    this.#state = 'importing';
    const report = await this.#attempt(ready);
    if (report === null) return;
    this.#state = 'watching';
    const skipped = new Set(report.skipped.map(({ file }) => file));
    for (const file of ready) {
      const known = this.#known.get(file);
      if (known !== undefined) this.#known.set(file, { ...known, state: 'done' });
      if (!skipped.has(file)) this.#imported.add(file);
    }
    this.#episodes += report.imported;
    this.#rejected += report.rejected.length;
    this.#lastAt = this.#options.now();
    this.#fail(report.skipped.map(({ file, reason }) => [file, reason]));
    const { imported, alreadyThere, rejected, stateHash } = report;
    this.#options.onEvent({
      kind: 'imported',
      at: this.#lastAt,
      files: ready.size - skipped.size,
      imported,
      alreadyThere,
      rejected: rejected.length,
      stateHash,
    });
  }

  /** The report; null where the import was stopped or failed as a whole, and its files are not tried again until they change. */
  async #attempt(ready: ReadonlySet<string>): Promise<BuildReport | null> {
    try {
      return await this.#options.importThese(ready, this.#stop.signal);
    } catch (error) {
      if (this.#stop.signal.aborted) return null;
      for (const file of ready) {
        const known = this.#known.get(file);
        if (known !== undefined) this.#known.set(file, { ...known, state: 'done' });
      }
      this.#state = 'watching';
      const { happened } = reportOf(error);
      this.#fail([...ready].map((file) => [file, happened]));
      return null;
    }
  }

  #fail(failed: readonly (readonly [file: string, reason: string])[]): void {
    for (const [file, reason] of failed) {
      const at = this.#failed.findIndex((one) => one.file === file);
      if (at >= 0 && this.#failed[at]?.reason === reason) continue;
      if (at >= 0) this.#failed.splice(at, 1);
      this.#failed.push({ file, reason });
      if (this.#failed.length > mostFailed) this.#failed.shift();
      this.#options.onEvent({ kind: 'failed', at: this.#options.now(), file, reason });
    }
  }
}
