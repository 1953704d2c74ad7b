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
  readonly error: { readonly code: string; readonly happened: string };
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

  it.each([
    [['lab'], /record\|replay is missing/],
    [['lab', 'dance'], /no "lab dance"/],
    [['lab', 'record', '--agent', 'expert', '--episodes', '1', '--out', 'x'], /--games is missing/],
    [['lab', 'record', '--games', 'x', '--agent', 'tired', '--episodes', '1', '--out', 'x'], /no agent "tired"/],
    [['lab', 'record', '--games', 'x', '--agent', 'noisy', '--episodes', '0', '--out', 'x'], /--episodes must be/],
    [['lab', 'replay', '--games', 'x'], /FILE\.\.\. is missing/],
    [['lab', 'replay', 'file'], /--games is missing/],
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
