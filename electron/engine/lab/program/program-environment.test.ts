import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testEnvironment } from '../environment-suite.fixture.ts';
import { writeGame } from '../game.fixture.ts';
import { commandWords } from './command-words.ts';
import { ProgramEnvironment } from './program-environment.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack program-'));
  for (const name of ['two', 'one']) await writeGame(folder, name);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const script = join(import.meta.dirname, 'program.fixture.ts');
const open = (misdeed = '', answerMs = 20_000): ProgramEnvironment =>
  new ProgramEnvironment(`"${process.execPath}" '${script}' "${folder}" ${misdeed}`, { startMs: 30_000, answerMs });

describe('a program as environment', () => {
  testEnvironment(async () => open());

  it.each([
    ['crash', /ended with status 7.*a warning/s],
    ['babble', /writes and writes|did not answer/],
    ['endless', /line of more than 8 MiB/],
    ['wrong', /answered "step" without a good "observation"/],
  ])('says what went wrong and begins anew with the next episode: %s', async (misdeed, reason) => {
    const environment = open(misdeed);
    try {
      await environment.reset('one');
      await expect(environment.step(misdeed)).rejects.toMatchObject({
        code: 'ENVIRONMENT_FAILED',
        message: expect.stringMatching(reason),
      });
      await expect(environment.step('look')).rejects.toThrow(reason);
      await environment.reset('one');
      expect(await environment.step('look')).toMatchObject({ won: false });
    } finally {
      await environment.close();
    }
  });

  it('does not wait for ever', async () => {
    const environment = open('silence', 300);
    try {
      await environment.reset('one');
      await expect(environment.step('silence')).rejects.toThrow(/did not answer within 0.3 s/);
    } finally {
      await environment.close();
    }
  });

  it('is ended when it is stopped in the middle of an answer', async () => {
    const environment = open('silence');
    const stop = new AbortController();
    try {
      await environment.reset('one');
      const answer = environment.step('silence', stop.signal);
      stop.abort();
      await expect(answer).rejects.toThrow(/abort/i);
    } finally {
      await environment.close();
    }
  });

  it('says that there is no such program', async () => {
    const environment = new ProgramEnvironment('no-such-program-here --x');
    await expect(environment.games()).rejects.toThrow(/could not be started/);
    await environment.close();
  });
});

describe('the words of a command line', () => {
  it.each([
    ['python my_env.py --split train', ['python', 'my_env.py', '--split', 'train']],
    [`  "a b" 'c "d"' e"f g"h `, ['a b', 'c "d"', 'ef gh']],
    ['a\\ b "" c', ['a b', '', 'c']],
  ])('%s', (line, words) => {
    expect(commandWords(line, 'linux')).toEqual(words);
  });

  it('keep the backslashes of a path where paths have them', () => {
    expect(commandWords('C:\\tools\\python.exe x', 'win32')).toEqual(['C:\\tools\\python.exe', 'x']);
  });

  it.each(['', '   ', 'a "b'])('are refused: %j', (line) => {
    expect(() => commandWords(line, 'linux')).toThrow(/no command/);
  });
});
