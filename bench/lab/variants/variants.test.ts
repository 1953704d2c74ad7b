import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GamesEnvironment, recordEpisodes, replayEpisodes } from '../../../electron/engine/lab/index.ts';
import { recordedOf } from '../corpus.ts';
import { type Game, rewriteGames, vocabularyBelow } from './games.ts';
import { shuffleOutcomes } from './outcomes.ts';
import { otherPhysics } from './physics.ts';
import { otherSurface } from './surface.ts';
import { madeUpWords, renameGame, renameLine } from './words.ts';

const games = resolve(import.meta.dirname, '../../../resources/samples/games');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-'));
  await rewriteGames(games, join(folder, 'same'), (game) => game);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function record(place: string): Promise<{ readonly file: string; readonly success: number }> {
  const file = `${place}.jsonl`;
  const request = { games: place, agent: 'expert', episodes: 12, seed: 1, maxSteps: 50, out: file } as const;
  for await (const told of recordEpisodes(request)) {
    if (told.kind === 'done') return { file, success: told.report.success };
  }
  throw new Error('no report');
}

describe('made-up words', () => {
  it('replace what commands can name, everywhere, one to one: a renamed recording is given again to the letter', async () => {
    const table = madeUpWords(await vocabularyBelow([games]), 3);
    expect(table.size).toBeGreaterThan(20);
    const { file } = await record(join(folder, 'same'));
    const renamed = join(folder, 'renamed.jsonl');
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    await writeFile(renamed, lines.map((line) => renameLine(line, table)).join('\n'));
    const place = join(folder, 'renamed');
    await rewriteGames(games, place, (game) => renameGame(game, table));
    for await (const told of replayEpisodes(await GamesEnvironment.open(place), { paths: [renamed] })) {
      if (told.kind !== 'done') continue;
      const { episodes, steps, identicalObservations, agreeingOutcomes, differences } = told.report;
      expect({ episodes, agreeingOutcomes, differences }).toEqual({
        episodes: 12,
        agreeingOutcomes: 12,
        differences: [],
      });
      expect(identicalObservations).toBe(steps);
    }
  });
});

describe('another surface', () => {
  it('is the same game in other sentences', async () => {
    const place = join(folder, 'surface');
    await rewriteGames(games, place, otherSurface);
    const { file, success } = await record(place);
    expect(success).toBe(12);
    const said = await readFile(file, 'utf8');
    expect(said).toMatch(/Action: [a-z ]+: [a-z]+-\d+, [a-z]+-\d+/);
    expect(said).not.toMatch(/[a-z]+ \d+ is/);
    const world = await GamesEnvironment.open(place);
    const [first] = await world.games();
    expect((await world.reset(first?.name ?? '')).task).toMatch(/^Goal: .*, [a-z]+$/);
    expect((await world.step('dance')).observation).toBe('That is not to be done now!');
  });
});

describe('other physics', () => {
  const domain = `(define (domain x) (:constants stove well - kind)
    (:action warm :parameters (?o - thing ?p - place) :precondition (and (or (kind ?p stove)) (has ?o))
      :effect (and (hot ?o) (not (cold ?o))))
    (:action chill :parameters (?o - thing ?p - place) :precondition (and (or (kind ?p well)) (has ?o))
      :effect (and (cold ?o) (not (hot ?o))))
    (:action lift :parameters (?o - thing ?p - place) :precondition (at ?o ?p) :effect (and (has ?o) (not (at ?o ?p)))))`;

  const plain: Game = { domain: '(define (domain x))', grammar: '', problem: '', names: {} };

  it('exchange the places of two actions that undo each other', () => {
    const changed = otherPhysics({ ...plain, domain }).domain;
    expect(changed).toMatch(/warm[^]*well[^]*chill[^]*stove[^]*lift/);
    expect(changed.length).toBe(domain.length);
  });

  it('need two such actions', () => {
    expect(() => otherPhysics(plain)).toThrow(/No two actions/);
  });
});

it('exchanges outcomes within kinds of task, and keeps their counts', () => {
  const episodes = Array.from({ length: 40 }, (_, at) =>
    recordedOf(
      JSON.stringify({
        room: '1',
        task_type: at % 2 === 0 ? 'a' : 'b',
        success: at < 10,
        game: `g${at}`,
        truncated: at > 30,
      }),
    ),
  );
  const shuffled = shuffleOutcomes(episodes, 1);
  const successes = (list: typeof episodes | typeof shuffled, type: string): number =>
    list.filter(({ taskType, success }) => success && taskType === type).length;
  expect(shuffled.map(({ game: name }) => name)).toEqual(episodes.map(({ game: name }) => name));
  for (const type of ['a', 'b']) expect(successes(shuffled, type)).toBe(successes(episodes, type));
  expect(shuffled.map(({ success }) => success)).not.toEqual(episodes.map(({ success }) => success));
  expect(shuffled.some(({ line }) => line.includes('truncated'))).toBe(false);
});
