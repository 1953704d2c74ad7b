import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runSettingsSchema } from '../../../../shared/contract/index.ts';
import { importInto, openTestMemory, tempFolder } from '../../fixtures/memory.fixture.ts';
import * as importDoor from '../../import/index.ts';
import type { Memory } from '../../memory/index.ts';
import { GamesEnvironment } from '../games-environment.ts';
import { recordEpisodes } from '../record.ts';
import { runTrial, type TrialParts } from './index.ts';

const gamesFolder = resolve(import.meta.dirname, '../../../../resources/samples/games');
let folder: Awaited<ReturnType<typeof tempFolder>>;
let memory: Memory;

beforeEach(async () => {
  folder = await tempFolder();
  const out = join(folder.path, 'shown.jsonl');
  for await (const _ of recordEpisodes({
    games: gamesFolder,
    agent: 'expert',
    episodes: 12,
    seed: 1,
    maxSteps: 50,
    out,
  }));
  memory = await openTestMemory(join(folder.path, 'memory'));
  await importInto(memory, [out]);
});

afterEach(async () => {
  await memory.close();
  await folder.remove();
});

async function parts(signal?: AbortSignal): Promise<TrialParts> {
  return { environment: await GamesEnvironment.open(gamesFolder), memory, importDoor, signal };
}

const settings = (changes: object) => runSettingsSchema.parse({ contender: { control: 'skeleton' }, ...changes });

it('says, when it is cancelled, what the memory keeps, and writes no file', async () => {
  const stop = new AbortController();
  const out = join(folder.path, 'played.jsonl');
  const run = async (): Promise<void> => {
    const stream = runTrial(await parts(stop.signal), settings({ learn: true, passes: 4, out }));
    for await (const told of stream) if (told.kind === 'progress' && told.episodes === 25) stop.abort();
  };
  await expect(run()).rejects.toMatchObject({
    code: 'CANCELLED',
    kept: 'The memory keeps what it learnt from 20 episodes.',
  });
  expect(memory.state.summaries.size).toBe(32);
  expect(await readdir(folder.path)).not.toContain('played.jsonl');
});

it('writes what is played beside the file, under a name of its own, until it is whole', async () => {
  const out = join(folder.path, 'played.jsonl');
  const own = (names: readonly string[]): readonly string[] => names.filter((name) => name.startsWith('played.jsonl.'));
  let most = 0;
  const play = async (): Promise<void> => {
    for await (const told of runTrial(await parts(), settings({ out })))
      if (told.kind === 'progress') most = Math.max(most, own(await readdir(folder.path)).length);
  };
  await Promise.all([play(), play()]);
  expect(most).toBe(2);
  expect(own(await readdir(folder.path))).toEqual([]);
  const games = await (await GamesEnvironment.open(gamesFolder)).games();
  expect((await readFile(out, 'utf8')).trimEnd().split('\n')).toHaveLength(games.length);
});

it('refuses a folder as file before it plays', async () => {
  const out = join(folder.path, 'taken');
  await mkdir(out);
  await expect(runTrial(await parts(), settings({ out })).next()).rejects.toMatchObject({ code: 'WRONG_USE' });
  expect(await readdir(out)).toEqual([]);
});

it('tells each episode in full where it is watched, and plays only the games that are asked for', async () => {
  const all = await (await GamesEnvironment.open(gamesFolder)).games();
  const only = [all[3]?.name ?? '', all[1]?.name ?? ''];
  const told: string[] = [];
  for await (const message of runTrial(await parts(), settings({ only, watch: true }))) {
    told.push(message.kind);
    if (message.kind === 'episode') expect(message.episode.choices).toHaveLength(message.episode.turns.length);
    if (message.kind === 'done') expect(message.report.perGame.map(({ game }) => game)).toEqual(only.toReversed());
  }
  expect(told).toEqual(['episode', 'progress', 'episode', 'progress', 'done']);
  const unknown = runTrial(await parts(), settings({ only: ['nowhere'] }));
  await expect(unknown.next()).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
