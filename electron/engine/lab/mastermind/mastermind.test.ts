import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordRequest } from '../../../../shared/contract/index.ts';
import { createRandom } from '../../../../shared/numeric/index.ts';
import { read } from '../../import/index.ts';
import { recordEpisodes } from '../record.ts';
import { replayEpisodes } from '../replay.ts';
import { type Guessed, drawConsistent } from './code-breaker.ts';
import { type Code, compareCodes } from './code.ts';
import { MastermindEnvironment } from './index.ts';
import { MastermindGame } from './mastermind-game.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function record(changes: Partial<RecordRequest>): Promise<{ readonly file: string; readonly success: number }> {
  const file = join(folder, `${JSON.stringify(changes).replaceAll(/\W+/g, '-')}.jsonl`);
  const request: RecordRequest = {
    ...{ games: 'mastermind:4x6', agent: 'expert', episodes: 20, seed: 1, maxSteps: 50, out: file },
    ...changes,
  };
  let success = 0;
  for await (const told of recordEpisodes(request)) if (told.kind === 'done') success = told.report.success;
  return { file, success };
}

describe('a code that is guessed', () => {
  it.each<readonly [Code, Code, number, number]>([
    [[0, 1, 2, 3], [0, 1, 2, 3], 4, 0],
    [[0, 1, 2, 3], [3, 2, 1, 0], 0, 4],
    [[0, 0, 1, 1], [0, 1, 0, 0], 1, 2],
    [[0, 0, 0, 1], [1, 1, 1, 2], 0, 1],
    [[0, 1, 2, 3], [4, 4, 4, 4], 0, 0],
  ])('counts each peg once: %j against %j [W2]', (hidden, guess, inPlace, elsewhere) => {
    expect(compareCodes(hidden, guess)).toEqual({ inPlace, elsewhere });
    expect(compareCodes(guess, hidden)).toEqual({ inPlace, elsewhere });
  });

  it('is won by the code, lost after twenty guesses, and what is no guess costs none [W2]', () => {
    const game = new MastermindGame({ length: 4, colours: 6 }, [0, 1, 2, 3]);
    expect(game.reset().observation).toContain(game.reset().task);
    for (const command of ['', 'look', 'guess amber', 'guess amber coral indigo teal', 'guess 1 2 3 4'])
      expect(game.step(command)).toMatchObject({ observation: expect.stringMatching(/no guess/), over: false });
    expect(game.step('Guess: amber, coral, jade, indigo').observation).toBe('2 in place, 2 elsewhere.');
    expect(game.step('guess amber coral indigo jade')).toMatchObject({ won: true, over: true });
    game.reset();
    const turns = Array.from({ length: 20 }, () => game.step('guess amber amber amber amber'));
    expect(turns.findIndex(({ over }) => over)).toBe(19);
    expect(turns.at(-1)).toMatchObject({ won: false, observation: expect.stringMatching(/amber coral indigo jade/) });
    expect(game.step('guess amber coral indigo jade')).toMatchObject({ won: false, over: true });
  });
});

describe('the world of codes', () => {
  it('has the games of its name, each the same every time [W1]', async () => {
    const world = new MastermindEnvironment('mastermind:6x12:7-9');
    expect((await world.games()).map(({ name, room }) => [name, room])).toEqual([
      ['6x12-0007', '7'],
      ['6x12-0008', '8'],
      ['6x12-0009', '9'],
    ]);
    const guess = 'guess amber teal slate rust pearl olive';
    const opening = await world.reset('6x12-0008');
    const told = await world.step(guess);
    await world.reset('6x12-0009');
    expect(await world.reset('6x12-0008')).toEqual(opening);
    expect(await world.step(guess)).toEqual(told);
    await expect(world.reset('6x12-0010')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(world.step(guess, AbortSignal.abort())).rejects.toThrow(/abort/i);
    expect(await new MastermindEnvironment('mastermind:4x8').games()).toHaveLength(100);
  });

  it.each(['mastermind:', 'mastermind:5x5', 'mastermind:4x6:0-3', 'mastermind:4x6:4-3', 'mastermind:4x6:1-99999'])(
    'refuses the name %s [W1]',
    (name) => {
      expect(() => new MastermindEnvironment(name)).toThrow(/names no codes/);
    },
  );
});

describe('demonstrators that break codes [W3]', () => {
  it('guess only what all answers allow', () => {
    const random = createRandom(3);
    const hidden: Code = [5, 0, 11, 7, 7, 2];
    const known: Guessed[] = [];
    while (known.at(-1)?.answer.inPlace !== 6) {
      const guess = drawConsistent({ length: 6, colours: 12 }, known, random);
      if (guess === null) throw new Error('the hidden code is consistent');
      for (const each of known) expect(compareCodes(guess, each.guess)).toEqual(each.answer);
      known.push({ guess, answer: compareCodes(hidden, guess) });
    }
    expect(known.length).toBeLessThan(20);
  });

  it.each(['4x6', '4x8', '6x12'])('break the codes of %s, and not always when they forget', async (size) => {
    expect((await record({ games: `mastermind:${size}` })).success).toBe(20);
    const { success } = await record({ games: `mastermind:${size}`, agent: 'noisy', episodes: 60 });
    expect(success).toBeGreaterThan(5);
    expect(success).toBeLessThan(60);
  });

  it('write the same bytes for the same request, which import and replay read', async () => {
    const { file } = await record({ agent: 'noisy', episodes: 30 });
    const first = await readFile(file, 'utf8');
    await record({ agent: 'noisy', episodes: 30 });
    expect(await readFile(file, 'utf8')).toBe(first);
    const goals = new Set<string>();
    for await (const item of read(file)) if (item.kind === 'trajectory') goals.add(item.trajectory.goal);
    expect([...goals]).toEqual(['find the hidden code of 4 colours.']);
    const world = new MastermindEnvironment('mastermind:4x6');
    for await (const told of replayEpisodes(world, { paths: [file] })) {
      if (told.kind === 'done') expect(told.report).toMatchObject({ agreeingOutcomes: 30, differences: [] });
    }
  });
});
