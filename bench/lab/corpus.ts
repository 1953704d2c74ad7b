import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { dataFile } from '../../electron/engine/fixtures/learn.fixture.ts';
import { type GameRef, GamesEnvironment, recordEpisodes } from '../../electron/engine/lab/index.ts';
import { createRandom } from '../../shared/numeric/index.ts';

const runFile = promisify(execFile);

/** The size of the largest corpus, and what is left of the train games when rooms are kept out. */
export const LARGEST = 2851;
/** Every game is recorded twice, so that ten draws of the largest corpus are not one. */
const ROUNDS = 2;
const SEED = 1;

const recordSchema = z.object({ room: z.string(), task_type: z.string(), success: z.boolean(), game: z.string() });

/** A recorded episode: its line in the file, and what it is drawn and split by. */
export interface Recorded {
  readonly line: string;
  readonly game: string;
  readonly room: string;
  readonly taskType: string;
  readonly success: boolean;
}

/** The public games, unpacked, and recordings of our own demonstrators on the train games. */
export interface Corpus {
  /** Everything of a proof is below this folder. */
  readonly folder: string;
  /** Folders of the games. */
  readonly places: { readonly train: string; readonly valid: string };
  readonly train: GamesEnvironment;
  readonly valid: GamesEnvironment;
  /** Games of rooms that no recording is taken from. */
  readonly keptOut: readonly GameRef[];
  /** Recordings of the other rooms, by who played. */
  recordings(agent: 'expert' | 'noisy'): Promise<readonly Recorded[]>;
  close(): Promise<void>;
}

/**
 * Unpacks the games; null where they are missing. `KNACK_LAB_FOLDER` keeps games and recordings from one proof to the next;
 * else they are in a folder of their own that goes with `close`.
 */
export async function openCorpus(): Promise<Corpus | null> {
  const archives = ['train', 'valid_seen'].map((name) => dataFile(`alfworld/${name}.tar.xz`));
  if (archives.includes(null)) return null;
  const kept = process.env['KNACK_LAB_FOLDER'];
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'knack-lab-')));
  const places = await Promise.all(archives.map((archive) => unpack(archive ?? '', folder)));
  const [train, valid] = await Promise.all(places.map((place) => GamesEnvironment.open(place)));
  if (train === undefined || valid === undefined) return null;
  const games = await train.games();
  const rooms = roomsToKeepOut(games);
  return {
    folder,
    places: { train: places[0] ?? '', valid: places[1] ?? '' },
    train,
    valid,
    keptOut: games.filter(({ room }) => rooms.has(room ?? '')),
    recordings: async (agent) => {
      const out = join(folder, `${agent}.jsonl`);
      const all = await record(places[0] ?? '', { agent, episodes: ROUNDS * games.length, out });
      return all.filter(({ room }) => !rooms.has(room));
    },
    close: () => (kept === undefined ? rm(folder, { recursive: true, force: true }) : Promise.resolve()),
  };
}

async function unpack(archive: string, folder: string): Promise<string> {
  const place = join(folder, archive.includes('train') ? 'train' : 'valid');
  if (await isThere(place)) return place;
  const part = `${place}.part`;
  await mkdir(part, { recursive: true });
  await runFile('tar', ['-xJf', archive, '-C', part]);
  await runFile('mv', [part, place]);
  return place;
}

/** Whether a file or folder is there. */
export function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Rooms in a seeded order, as many as can be spared. */
function roomsToKeepOut(games: readonly GameRef[]): ReadonlySet<string> {
  const byRoom = Map.groupBy(games, ({ room }) => room ?? '');
  const out = new Set<string>();
  let left = games.length;
  for (const room of createRandom(SEED).shuffle([...byRoom.keys()].sort())) {
    const own = byRoom.get(room)?.length ?? 0;
    if (left - own < LARGEST) continue;
    out.add(room);
    left -= own;
  }
  return out;
}

export interface Recording {
  readonly agent: 'expert' | 'noisy';
  readonly episodes: number;
  /** The file; where it is there already, it is taken as it is. */
  readonly out: string;
}

/** Records a demonstrator in the games of a folder. */
export async function record(games: string, { agent, episodes, out }: Recording): Promise<readonly Recorded[]> {
  const request = { games, agent, episodes, seed: SEED, maxSteps: 50, out };
  if (!(await isThere(out))) for await (const _ of recordEpisodes(request));
  return (await readFile(out, 'utf8')).trimEnd().split('\n').map(recordedOf);
}

/** A line of a recording. */
export function recordedOf(line: string): Recorded {
  const { room, task_type: taskType, success, game } = recordSchema.parse(JSON.parse(line));
  return { line, room, taskType, success, game };
}

/** Draws episodes without putting back; with `failing` in [0, 1] so many of them failed, else as it comes. */
export function draw(
  from: readonly Recorded[],
  count: number,
  { seed, failing }: { readonly seed: number; readonly failing?: number | undefined },
): readonly Recorded[] {
  const random = createRandom(seed);
  const shuffled = random.shuffle(from);
  if (failing === undefined) return shuffled.slice(0, count);
  const failures = Math.round(count * failing);
  return [
    ...shuffled.filter(({ success }) => !success).slice(0, failures),
    ...shuffled.filter(({ success }) => success).slice(0, count - failures),
  ];
}

/** Writes episodes as a file that the importer reads. */
export async function writeRecorded(file: string, episodes: readonly Recorded[]): Promise<void> {
  await writeFile(file, episodes.map(({ line }) => `${line}\n`).join(''));
}
