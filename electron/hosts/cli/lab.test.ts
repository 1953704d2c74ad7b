import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findInstallation } from './root.ts';
import { runCli } from './run.ts';

const games = join(findInstallation(import.meta.dirname).resources, 'samples', 'games');
let folder: string;

/** The fields of all answers; each test looks at those of its own. */
interface Json {
  readonly episodes: number;
  readonly success: number;
  readonly failure: number;
  readonly steps: number;
  readonly agreeingOutcomes: number;
  readonly differences: readonly unknown[];
  readonly totals: Readonly<Record<string, number>>;
  readonly solved: number;
  readonly perGame: readonly unknown[];
  readonly coverage: number;
  readonly nextStep: { readonly top1: number };
  readonly baselines: { readonly mostFrequent: { readonly top1: number } };
  readonly error: { readonly code: string; readonly happened: string };
}

interface Row {
  readonly name: string;
  readonly perGame: readonly unknown[];
  readonly paired: unknown;
}

/** Runs a command with `--json`; what it prints must be one document. */
async function knack(...words: readonly string[]): Promise<{ status: number; json: Json }> {
  let out = '';
  const stdout = (text: string): void => {
    out += text;
  };
  const status = await runCli([...words, '--json'], { stdout, stderr: () => undefined, isTerminal: false });
  expect(out.trimEnd()).not.toContain('\n');
  return { status, json: JSON.parse(out) as Json };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-'));
  process.env['KNACK_CONFIG'] = join(folder, 'config');
});

afterAll(async () => {
  delete process.env['KNACK_CONFIG'];
  await rm(folder, { recursive: true, force: true });
});

describe('the lab', () => {
  it('records, replays, and what it recorded is read by inspect', async () => {
    const out = join(folder, 'noisy.jsonl');
    const recorded = await knack(
      'lab',
      'record',
      '--games',
      games,
      '--agent',
      'noisy',
      '--episodes',
      '30',
      '--seed',
      '2',
      '--out',
      out,
    );
    expect(recorded.status).toBe(0);
    const { episodes, success, failure, steps } = recorded.json;
    expect([episodes, success + failure]).toEqual([30, 30]);
    const replayed = await knack('lab', 'replay', '--games', games, out);
    expect(replayed).toMatchObject({
      status: 0,
      json: { episodes: 30, steps, identicalObservations: steps, agreeingOutcomes: 30, differences: [] },
    });
    const { json } = await knack('inspect', out);
    expect(json.totals).toEqual({ trajectories: 30, success, failure, unknown: 0, steps, rejected: 0 });
  });

  it('records and replays codes to break, which are no folder', async () => {
    const out = join(folder, 'codes.jsonl');
    const world = ['--games', 'mastermind:4x6:101-110'];
    const record = ['lab', 'record', ...world, '--agent', 'noisy', '--episodes', '10', '--out', out];
    expect(await knack(...record)).toMatchObject({ status: 0, json: { episodes: 10 } });
    const replayed = await knack('lab', 'replay', ...world, out);
    expect(replayed).toMatchObject({ status: 0, json: { agreeingOutcomes: 10, differences: [] } });
  });

  it('replays in a program that the user brings', async () => {
    const out = join(folder, 'expert.jsonl');
    await knack('lab', 'record', '--games', games, '--agent', 'expert', '--episodes', '5', '--out', out);
    const program = join(folder, 'echo.mjs');
    const code = `import { createInterface } from 'node:readline';
      import { readFileSync } from 'node:fs';
      const episodes = readFileSync(process.argv[2], 'utf8').trim().split('\\n').map((line) => JSON.parse(line));
      let left = [];
      for await (const line of createInterface({ input: process.stdin })) {
        const { id, request, game } = JSON.parse(line);
        if (request === 'reset') left = episodes.find((episode) => episode.game === game).messages.filter((_, at) => at % 2 === 0).map(({ content }) => content);
        const observation = request === 'games' ? undefined : left.shift();
        const games = [...new Set(episodes.map((episode) => episode.game))].map((name) => ({ name }));
        console.log(JSON.stringify({ id, games, observation, task: '', won: left.length === 0 }));
      }`;
    await writeFile(program, code);
    const { status, json } = await knack('lab', 'replay', '--env', `"${process.execPath}" "${program}" "${out}"`, out);
    expect({ status, differences: json.differences, agreeing: json.agreeingOutcomes }).toEqual({
      status: 0,
      differences: [],
      agreeing: 5,
    });
  });

  it('plays by a control that learns from a memory, measures, writes what was played, and learns from it', async () => {
    const [recording, memory, out] = ['shown.jsonl', 'memory', 'played.jsonl'].map((name) => join(folder, name));
    const record = [
      'lab',
      'record',
      '--games',
      games,
      '--agent',
      'expert',
      '--episodes',
      '24',
      '--out',
      recording ?? '',
    ];
    await knack(...record);
    await knack('build', recording ?? '', '--memory', memory ?? '');
    const run = ['lab', 'run', '--games', games, '--memory', memory ?? '', '--control', 'skeleton', '--seeds', '2'];
    const first = await knack(...run, '--out', out ?? '');
    expect(first).toMatchObject({ status: 0, json: { games: 12, episodes: 24 } });
    const { solved, perGame } = first.json;
    expect(solved).toBeGreaterThan(6);
    const { json: inspected } = await knack('inspect', out ?? '');
    expect(inspected.totals).toMatchObject({ trajectories: 24, success: solved, failure: 24 - solved, rejected: 0 });
    expect((await knack(...run, '--learn')).json.perGame).toHaveLength(24);
    const { json: state } = await knack('state', '--memory', memory ?? '');
    expect(state).toMatchObject({ counts: { trajectories: { success: 24 + solved } } });
    expect((await knack(...run)).json.perGame).toHaveLength(perGame.length);
  });

  it('compares on the same episodes, the same each time', async () => {
    const memory = join(folder, 'memory');
    const compare = () =>
      knack('lab', 'compare', '--games', games, '--memory', memory, '--control', 'skeleton,nearest');
    const { status, json } = await compare();
    // A list of rows, the first without a difference.
    const rows = (found: Json) =>
      (found as unknown as readonly Row[]).map(({ name, perGame, paired }) => ({ name, perGame, paired }));
    expect(status).toBe(0);
    expect(rows(json).map(({ name, paired }) => [name, paired === null])).toEqual([
      ['memory', true],
      ['skeleton', false],
      ['nearest', false],
    ]);
    expect(rows((await compare()).json)).toEqual(rows(json));
  });

  it('asks a memory about episodes that it does not know, and leaves out those that it does', async () => {
    const [memory, played] = ['memory', 'played.jsonl'].map((name) => join(folder, name));
    const others = join(folder, 'others.jsonl');
    await knack(
      'lab',
      'record',
      '--games',
      games,
      '--agent',
      'noisy',
      '--episodes',
      '20',
      '--seed',
      '9',
      '--out',
      others,
    );
    const evaluate = ['evaluate', others, '--memory', memory ?? ''];
    const { status, json } = await knack(...evaluate);
    expect({ status, json }).toMatchObject({ status: 0, json: { known: 0, skipped: [] } });
    // One gives up before it began.
    expect(json.episodes).toBe(19);
    expect(json.nextStep.top1).toBeGreaterThan(json.baselines.mostFrequent.top1);
    expect(json.coverage).toBeGreaterThan(0);
    const known = join(folder, 'shown.jsonl');
    expect((await knack(...evaluate, known)).json).toMatchObject({ episodes: 19, known: 24 });
    expect((await knack('evaluate', known, '--memory', memory ?? '')).json.error.happened).toMatch(/does not know/);
    expect((await knack('evaluate', played ?? '')).json.error.happened).toMatch(/--memory is missing/);
  });

  it('plays from the memory, whole or without a part, and by chance [A9]', async () => {
    const run = ['lab', 'run', '--games', games, '--memory', join(folder, 'memory')];
    const { json } = await knack(...run);
    expect(json.solved).toBeGreaterThan(6);
    expect(json).not.toMatchObject({ steps: { meta: 0 } });
    const left = (await knack(...run, '--without', 'meta')).json;
    expect(left).toMatchObject({ steps: { meta: 0 } });
    expect(left.solved).toBeGreaterThan(0);
    expect((await knack(...run, '--control', 'empty')).json.solved).toBe(0);
    expect((await knack(...run, '--control', 'random')).json.solved).toBeLessThan(json.solved);
    const both = await knack(...run, '--control', 'empty', '--without', 'meta');
    expect(both).toMatchObject({ status: 2, json: { error: { code: 'WRONG_USE' } } });
  });

  it('compares strategies that learn from the episodes of the memory [C6]', async () => {
    const compare = ['lab', 'compare', '--games', games, '--memory', join(folder, 'memory')];
    const { status, json } = await knack(...compare, '--strategy', 'memp,procmem:fifo', '--control', 'nearest');
    const rows = json as unknown as readonly (Row & { readonly storedTokens: number })[];
    expect([status, ...rows.map(({ name }) => name)]).toEqual([0, 'memory', 'memp', 'procmem:fifo', 'nearest']);
    expect(rows.every(({ storedTokens, perGame }) => storedTokens > 0 && perGame.length === 12)).toBe(true);
    const run = ['lab', 'run', '--games', games, '--memory', join(folder, 'memory'), '--strategy', 'luck'];
    expect((await knack(...run)).json.error.happened).toMatch(/no strategy "luck"/);
  });

  it('judges an edit of a skill by paired games', async () => {
    const [recording, memory] = ['noisy-shown.jsonl', 'pool'].map((name) => join(folder, name));
    const record = ['lab', 'record', '--games', games, '--agent', 'noisy', '--episodes', '90', '--seed', '1'];
    await knack(...record, '--out', recording ?? '');
    await knack('build', recording ?? '', '--memory', memory ?? '', '--strategy', 'procmem');
    const { json: candidates } = await knack('list', 'candidates', '--memory', memory ?? '');
    const [first] = candidates as unknown as readonly { readonly id: string }[];
    const judge = ['lab', 'judge', '--games', games, '--memory', memory ?? ''];
    const judged = await knack(...judge, first?.id ?? '', '--episodes', '5');
    expect(judged).toMatchObject({
      status: 0,
      json: [{ id: first?.id, games: 5, passes: false }],
    });
    expect((await knack(...judge, 'x-0')).json.error.happened).toBe('There is no candidate x-0.');
    const other = ['lab', 'judge', '--games', games, '--memory', join(folder, 'memory')];
    expect((await knack(...other)).json.error.happened).toBe('The memory does not learn by ProcMEM.');
  });

  it('takes tasks in other words', async () => {
    const memory = join(folder, 'memory');
    const file = join(folder, 'words.jsonl');
    await writeFile(file, JSON.stringify({ game: 'x', goal: 'x', human_goals: ['x'] }));
    const words = ['lab', 'run', '--games', games, '--memory', memory, '--control', 'skeleton', '--human-goals', file];
    expect((await knack(...words)).json.error.code).toBe('NOT_FOUND');
    for (const [text, happened] of [
      ['{"game": 1}', /words\.jsonl, line 1 does not fit, game: /],
      ['\nno line', /words\.jsonl, line 2 is no JSON/],
      ['', /words\.jsonl is empty/],
    ] as const) {
      await writeFile(file, text);
      expect((await knack(...words)).json.error).toMatchObject({
        code: 'FILE_UNREADABLE',
        happened: expect.stringMatching(happened),
      });
    }
    await rm(file);
    expect((await knack(...words)).json.error.happened).toMatch(/^There is no file at .*words\.jsonl\.$/);
  });

  it.each([
    [['lab'], /record\|replay\|run\|compare\|judge is missing/],
    [['lab', 'dance'], /no "lab dance"/],
    [['lab', 'record', '--agent', 'expert', '--episodes', '1', '--out', 'x'], /--games is missing/],
    [['lab', 'record', '--games', 'x', '--agent', 'tired', '--episodes', '1', '--out', 'x'], /no agent "tired"/],
    [['lab', 'record', '--games', 'x', '--agent', 'noisy', '--episodes', '0', '--out', 'x'], /--episodes must be/],
    [['lab', 'replay', '--games', 'x'], /FILE\.\.\. is missing/],
    [['lab', 'replay', 'file'], /--games is missing/],
    [['lab', 'replay', '--games', 'mastermind:9', 'file'], /"mastermind:9" names no codes/],
    [['lab', 'run', '--games', 'x'], /--memory is missing/],
    [['lab', 'run', '--games', 'x', '--memory', 'm', '--control', 'luck'], /no control "luck"/],
    [['lab', 'run', '--games', 'x', '--memory', 'm', '--control', 'skeleton', 'y'], /one word too many/],
    [['lab', 'judge', '--games', 'x', '--memory', 'm', '--level', '2'], /--level must be/],
    [['lab', 'compare', '--games', 'x', '--memory', 'm', '--learn'], /takes no --learn/],
    [
      ['lab', 'run', '--games', 'x', '--memory', 'm', '--episodes', '3'],
      /lab run takes no --episodes\. It takes: --games/,
    ],
    [['lab', 'replay', '--games', 'x', '--env', 'y', 'file'], /give one/],
  ])('says what is wrong with %j', async (words, reason) => {
    const { status, json } = await knack(...words);
    expect({ status, code: json.error.code }).toEqual({ status: 2, code: 'WRONG_USE' });
    expect(json.error.happened).toMatch(reason);
  });

  it('says that a folder has no games, and writes nothing', async () => {
    const out = join(folder, 'none.jsonl');
    const { status, json } = await knack(
      'lab',
      'record',
      '--games',
      folder,
      '--agent',
      'expert',
      '--episodes',
      '1',
      '--out',
      out,
    );
    expect([status, json.error.code]).toEqual([1, 'NOT_FOUND']);
    await expect(readFile(out)).rejects.toThrow(/ENOENT/);
  });
});
