import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuildReport } from '../../../../shared/contract/index.ts';
import { type ImportDoor, importFiles, type Memory } from '../../memory/index.ts';
import { type PlayedEpisode, recordOfEpisode } from '../run/index.ts';

/** Episodes that are learnt from together: the state of a memory is worked out once for all of them. */
const GROUP = 20;

/** Takes what was played into a memory, group by group, as an import of a file with these episodes does. */
export class EpisodeLearner {
  readonly #memory: Memory;
  readonly #door: ImportDoor;
  readonly #agent: string;
  #waiting: PlayedEpisode[] = [];
  #learnt = 0;

  constructor(memory: Memory, door: ImportDoor, agent: string) {
    this.#memory = memory;
    this.#door = door;
    this.#agent = agent;
  }

  /** True when a group was full, and the memory is another one now. @throws KnackError DISK_FULL */
  async take(episode: PlayedEpisode): Promise<boolean> {
    this.#waiting.push(episode);
    if (this.#waiting.length < GROUP) return false;
    await this.finish();
    return true;
  }

  /** Episodes that the memory has learnt from. */
  get learnt(): number {
    return this.#learnt;
  }

  /** Learns from those that still wait. @throws KnackError DISK_FULL */
  async finish(): Promise<void> {
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length === 0) return;
    const file = `lab-run-${this.#learnt + 1}-${this.#learnt + group.length}.jsonl`;
    await importEpisodes(group, {
      memory: this.#memory,
      door: this.#door,
      agent: this.#agent,
      first: this.#learnt,
      file,
    });
    this.#learnt += group.length;
  }
}

interface Importing {
  readonly memory: Memory;
  readonly door: ImportDoor;
  readonly agent: string;
  /** Number of the first episode in its run. */
  readonly first: number;
  /** The name that the source gets. */
  readonly file: string;
}

/** Takes episodes into a memory as an import of one file does. @throws KnackError DISK_FULL */
export async function importEpisodes(
  episodes: readonly PlayedEpisode[],
  { memory, door, agent, first, file }: Importing,
): Promise<BuildReport> {
  const lines = episodes.map(
    (episode, at) => `${JSON.stringify(recordOfEpisode(episode, { agent, index: first + at }))}\n`,
  );
  const folder = await mkdtemp(join(tmpdir(), 'knack-run-'));
  try {
    const path = join(folder, file);
    await writeFile(path, lines.join(''));
    const request = { paths: [path], answers: {}, perFile: {}, mappings: [] };
    return await memory.exclusive(() => importFiles(memory, door, request));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
