import { resolve } from 'node:path';
import type { ImportAnswers, WatchedFolder as Told } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import type { Preferences, WatchedPreference } from '../preferences/index.ts';
import { type ImportThese, WatchedFolder, type WatchTimes } from './watched-folder.ts';

/** What watching needs of the engine. */
export interface WatchingParts {
  readonly preferences: Pick<Preferences, 'watched' | 'saveWatched'>;
  readonly now: () => string;
  readonly times: WatchTimes;
  /** Imports files of a folder into the memory that is open. */
  readonly importFrom: (folder: string, answers: ImportAnswers) => ImportThese;
}

/**
 * The folders that a person chose to be watched for the memory that is open. They are kept as preferences, watched while a
 * host has the memory open, and by nobody else.
 */
export class WatchedFolders {
  readonly #parts: WatchingParts;
  readonly #running = new Map<string, WatchedFolder>();
  #memory: string | null = null;
  #changing: Promise<unknown> = Promise.resolve();

  constructor(parts: WatchingParts) {
    this.#parts = parts;
  }

  /** Another memory is open, or none: its folders are watched, those of the one before no longer. */
  follow(memory: string | null): void {
    if (memory === this.#memory) return;
    this.#memory = memory;
    const stopping = [...this.#running.values()].map((one) => one.stop());
    this.#running.clear();
    void this.#inTurn(async () => {
      await Promise.all(stopping);
      for (const one of await this.#chosen()) if (!one.paused) this.#start(one);
    }).catch(() => undefined);
  }

  list(): Promise<Told[]> {
    return this.#inTurn(() => this.#list());
  }

  async watch(folder: string, answers: ImportAnswers): Promise<Told[]> {
    const place = resolve(folder);
    return this.#change(async (chosen) => {
      const others = chosen.filter((one) => one.folder !== place);
      return [...others, { memory: this.#open(), folder: place, answers, paused: false }];
    });
  }

  unwatch(folder: string): Promise<Told[]> {
    return this.#change(async (chosen) => chosen.filter((one) => one.folder !== folder));
  }

  pause(folder: string, paused: boolean): Promise<Told[]> {
    return this.#change(async (chosen) => chosen.map((one) => (one.folder === folder ? { ...one, paused } : one)));
  }

  #open(): string {
    if (this.#memory !== null) return this.#memory;
    throw new KnackError({
      code: 'MEMORY_MISSING',
      happened: 'No memory is open.',
      kept: 'No folder is watched.',
      todo: 'Open a memory, or make one.',
    });
  }

  async #chosen(): Promise<readonly WatchedPreference[]> {
    const all = await this.#parts.preferences.watched();
    return all.filter((one) => one.memory === this.#memory);
  }

  #change(change: (chosen: readonly WatchedPreference[]) => Promise<readonly WatchedPreference[]>): Promise<Told[]> {
    return this.#inTurn(async () => {
      const memory = this.#open();
      const before = await this.#chosen();
      const after = await change(before);
      await this.#parts.preferences.saveWatched(memory, after);
      for (const one of before) {
        const now = after.find(({ folder }) => folder === one.folder);
        if (now !== undefined && now.paused === one.paused && now.answers === one.answers) continue;
        await this.#running.get(one.folder)?.stop();
        this.#running.delete(one.folder);
      }
      for (const one of after) if (!one.paused && !this.#running.has(one.folder)) this.#start(one);
      return this.#list();
    });
  }

  #start({ folder, answers }: WatchedPreference): void {
    const { now, times, importFrom } = this.#parts;
    const importThese = importFrom(folder, answers);
    const watched = new WatchedFolder({ folder, importThese, times, now, onEvent: () => undefined });
    this.#running.set(folder, watched);
    watched.start();
  }

  async #list(): Promise<Told[]> {
    return (await this.#chosen()).map(({ folder, answers, paused }): Told => {
      const running = this.#running.get(folder)?.told;
      return { ...(running ?? nothing(folder)), paused, answers };
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#changing.then(work, work);
    this.#changing = turn.catch(() => undefined);
    return turn;
  }
}

function nothing(folder: string): Omit<Told, 'paused' | 'answers'> {
  return { folder, state: 'watching', waiting: 0, files: 0, episodes: 0, rejected: 0, lastAt: null, failed: [] };
}
