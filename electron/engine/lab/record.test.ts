import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordReport, RecordRequest, ReplayReport } from '../../../shared/contract/index.ts';
import type { Trajectory } from '../../../shared/model/index.ts';
import { read } from '../import/index.ts';
import { aviary, writeGame } from './game.fixture.ts';
import { GamesEnvironment } from './games-environment.ts';
import { recordEpisodes } from './record.ts';
import { replayEpisodes } from './replay.ts';

const games = resolve(import.meta.dirname, '../../../resources/samples/games');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function record(
  name: string,
  changes: Partial<RecordRequest> = {},
): Promise<{ file: string; report: RecordReport }> {
  const file = join(folder, `${name}.jsonl`);
  const usual = { games, agent: 'expert', episodes: 24, seed: 1, maxSteps: 50, out: file } as const;
  for await (const told of recordEpisodes({ ...usual, ...changes })) {
    if (told.kind === 'done') return { file, report: told.report };
  }
  throw new Error('no report');
}

async function replay(place: string, ...paths: readonly string[]): Promise<ReplayReport> {
  for await (const told of replayEpisodes(await GamesEnvironment.open(place), { paths })) {
    if (told.kind === 'done') return told.report;
  }
  throw new Error('no report');
}

async function trajectoriesOf(file: string): Promise<readonly Trajectory[]> {
  const found: Trajectory[] = [];
  for await (const item of read(file)) {
    expect(item.kind).not.toBe('rejection');
    if (item.kind === 'trajectory') found.push(item.trajectory);
  }
  return found;
}

describe('the expert', () => {
  it('solves every sample game, each once before any comes again [D1, D5]', async () => {
    const { file, report } = await record('expert');
    expect(report).toMatchObject({ episodes: 24, success: 24, failure: 0, unplayable: [] });
    const names = (await trajectoriesOf(file)).map(({ title }) => title);
    expect(new Set(names.slice(0, 12)).size).toBe(12);
    expect(names.slice(12).toSorted()).toEqual(names.slice(0, 12).toSorted());
  });

  it('names only what an answer has named before [D2]', async () => {
    const { file } = await record('blind', { seed: 5 });
    for (const { context, steps } of await trajectoriesOf(file)) {
      let told = context;
      for (const { action, observation } of steps) {
        const text = action.kind === 'text' ? action.text : '';
        for (const [thing] of text.matchAll(/\w+ \d+/g)) expect(told).toContain(thing);
        told += `\n${observation}`;
      }
    }
  });
});

describe('the noisy one', () => {
  it('fails and succeeds, and stops where it holds the task for done or gives up [D4]', async () => {
    const { file, report } = await record('noisy', { agent: 'noisy', episodes: 120 });
    expect(report.success).toBeGreaterThan(40);
    expect(report.failure).toBeGreaterThan(20);
    const episodes = await trajectoriesOf(file);
    const failed = episodes.filter(({ outcome }) => outcome === 'failure');
    expect(failed.some(({ truncated }) => truncated === true)).toBe(true);
    expect(failed.some(({ truncated }) => truncated !== true)).toBe(true);
    expect(episodes.every(({ steps, truncated }) => truncated !== true || steps.length === 50)).toBe(true);
  });
});

describe('a recording', () => {
  it('is read back whole: commands, answers, goal, outcome, game [D6]', async () => {
    const { file, report } = await record('whole', { agent: 'noisy' });
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    const episodes = await trajectoriesOf(file);
    expect(episodes).toHaveLength(report.episodes);
    for (const [index, line] of lines.entries()) {
      const { messages, ...record } = JSON.parse(line);
      const { steps, goal, context, outcome, extra, title } = episodes[index]!;
      expect(steps.map(({ action, observation }) => [action, observation])).toEqual(
        steps.map((_, step) => [
          { kind: 'text', text: messages[2 * step + 1].content.replace('Action: ', '') },
          messages[2 * step + 2].content,
        ]),
      );
      expect(messages).toHaveLength(2 * steps.length + 1);
      expect(messages[0].content).toBe(`${context}\n\nTask: ${goal}`);
      expect(outcome === 'success').toBe(record.success);
      expect([title, extra?.['game'], extra?.['agent']]).toEqual([record.game, record.game, 'noisy']);
    }
  });

  it('has the same bytes for the same seed, and others for another [D5]', async () => {
    const bytes = async (name: string, seed: number): Promise<string> =>
      readFile((await record(name, { agent: 'noisy', seed })).file, 'utf8');
    const first = await bytes('first', 3);
    expect(await bytes('again', 3)).toBe(first);
    expect(await bytes('other', 4)).not.toBe(first);
  });

  it('of a task without a mark is marked, so that the goal is found [D6]', async () => {
    const place = join(folder, 'unmarked');
    await writeGame(place, 'one', {
      grammar: aviary.grammar.replace('Task: a robin on a branch.', 'Bring a robin to a branch.'),
    });
    const { file } = await record('unmarked', { games: place, episodes: 1 });
    const [episode] = await trajectoriesOf(file);
    expect(episode).toMatchObject({ goal: 'Bring a robin to a branch.', outcome: 'success' });
  });

  it('leaves games out that cannot be played, and says so', async () => {
    const place = join(folder, 'mixed');
    await writeGame(place, 'good');
    await writeGame(place, 'bad', { grammar: '?' });
    await writeGame(place, 'worse', { grammar: aviary.grammar.replace('"rhs": "You pass', '"rhs": "#gone# You pass') });
    const { report } = await record('mixed', { games: place, episodes: 5 });
    expect(report.episodes).toBe(5);
    expect(report.unplayable.map(({ file }) => file)).toEqual(
      ['bad', 'worse'].map((name) => join(place, name, 'game.tw-pddl')),
    );
  });

  it('is refused where no game can be played, and leaves nothing behind', async () => {
    const place = join(folder, 'only-bad');
    await writeGame(place, 'bad', { grammar: '?' });
    const out = join(folder, 'empty');
    await mkdir(out);
    await expect(record('none', { games: place, out: join(out, 'none.jsonl') })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await readdir(out)).toEqual([]);
  });

  it('is refused for a folder as file before anything is played', async () => {
    const out = join(folder, 'taken');
    await mkdir(out);
    await expect(record('taken', { out, episodes: 1_000_000 })).rejects.toMatchObject({
      code: 'WRONG_USE',
      happened: expect.stringContaining('is a folder'),
    });
    expect(await readdir(out)).toEqual([]);
  });

  it('that is given up leaves nothing behind', async () => {
    const out = join(folder, 'given-up');
    await mkdir(out);
    const request = {
      games,
      agent: 'expert',
      episodes: 100_000,
      seed: 1,
      maxSteps: 50,
      out: join(out, 'x.jsonl'),
    } as const;
    for await (const told of recordEpisodes(request)) if (told.kind === 'progress') break;
    const stop = new AbortController();
    const stopped = (async () => {
      for await (const told of recordEpisodes(request, stop.signal)) if (told.kind === 'progress') stop.abort();
    })();
    await expect(stopped).rejects.toThrow(/abort/i);
    expect(await readdir(out)).toEqual([]);
  });
});

describe('replay', () => {
  it('gives every answer and every outcome of a recording again [R1]', async () => {
    const { file, report } = await record('again', { agent: 'noisy', episodes: 40 });
    const { steps } = report;
    const all = { episodes: 40, steps, identicalObservations: steps, agreeingOutcomes: 40, knownOutcomes: 40 };
    expect(await replay(games, file)).toEqual({ ...all, differences: [], unplayed: [], skipped: [] });
  });

  it('takes an answer without its aside for the same, and nothing else [R2]', async () => {
    const place = join(folder, 'aside');
    await writeGame(place, 'one');
    const steps = [
      ['walk to cage 1', 'The cage 1 is shut.'],
      ['raise cage 1', 'up.'],
      ['walk to branch 2', 'You pass cage 1. On the branch 2: a wren 1.'],
      ['look', 'There are a branch 2, a branch 1, a cage 2 and a cage 1'],
    ];
    const messages = steps.flatMap(([command, answer]) => [
      { role: 'assistant', content: `Action: ${command}` },
      { role: 'user', content: answer },
    ]);
    const line = (id: string, success: boolean): string =>
      JSON.stringify({ id, success, messages: [{ role: 'user', content: 'Task: a robin on a branch.' }, ...messages] });
    const file = join(folder, 'aside.jsonl');
    const { writeFile } = await import('node:fs/promises');
    await writeFile(file, `${line('one', true)}\n${line('nowhere', false)}\n`);
    await writeFile(join(folder, 'strange.bin'), 'nothing that anybody reads');
    const report = await replay(place, file, join(folder, 'strange.bin'));
    expect(report).toMatchObject({
      episodes: 1,
      steps: 4,
      identicalObservations: 2,
      agreeingOutcomes: 0,
      knownOutcomes: 1,
    });
    expect(report.differences.map(({ step, command, recorded, got }) => [step, command, recorded, got])).toEqual([
      [1, 'raise cage 1', 'up.', 'The cage 1 is up.'],
      [
        3,
        'look',
        'There are a branch 2, a branch 1, a cage 2 and a cage 1',
        'There are a branch 2, a branch 1, a cage 2 and a cage 1.',
      ],
    ]);
    expect(report.unplayed).toEqual([{ episode: 'nowhere', reason: 'no game has its name' }]);
    expect(report.skipped.map(({ file: path }) => path)).toEqual([join(folder, 'strange.bin')]);
  });
});
