import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findInstallation } from './root.ts';
import { runCli } from './run.ts';

let folder: string;
let samples: string;

async function knack(...words: readonly string[]): Promise<{ readonly status: number; readonly out: string }> {
  let out = '';
  const stdout = (text: string): void => {
    out += text;
  };
  const status = await runCli(words, { stdout, stderr: () => undefined, isTerminal: false });
  return { status, out };
}

const json = async <T>(...words: readonly string[]): Promise<T> =>
  JSON.parse((await knack(...words, '--json')).out) as T;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-'));
  process.env['KNACK_CONFIG'] = join(folder, 'config');
  samples = join(findInstallation(import.meta.dirname).resources, 'samples', 'household.json');
});

afterAll(async () => {
  delete process.env['KNACK_CONFIG'];
  await rm(folder, { recursive: true, force: true });
});

describe('strategies in the terminal', () => {
  it('builds a memory of Mem^p, lists its entries, and keeps its strategy', async () => {
    const memory = join(folder, 'memp');
    expect(await json('build', samples, '--memory', memory, '--strategy', 'memp')).toMatchObject({ metaProcedures: 0 });
    const entries = await json<readonly { id: string; marks: readonly string[] }[]>(
      'list',
      'entries',
      '--memory',
      memory,
    );
    expect(entries.length).toBeGreaterThan(50);
    expect(entries.every(({ marks }) => marks.includes('critical'))).toBe(true);
    expect((await json<{ id: string }>('show', entries[0]?.id ?? '', '--memory', memory)).id).toBe(entries[0]?.id);
    expect((await knack('list', 'skills', '--memory', memory)).status).not.toBe(0);
    expect((await knack('build', samples, '--memory', memory, '--strategy', 'macla')).status).not.toBe(0);
    expect(await json('verify', memory)).toMatchObject({ ok: true });
  });

  it('builds a pool of ProcMEM, and judges a candidate by the policy and by a file', async () => {
    const memory = join(folder, 'procmem');
    await json('build', samples, '--memory', memory, '--strategy', 'procmem');
    expect((await json<readonly object[]>('list', 'skills', '--memory', memory)).length).toBeGreaterThan(3);
    const candidates = await json<readonly { id: string; accepted: boolean }[]>(
      'list',
      'candidates',
      '--memory',
      memory,
    );
    const chosen = candidates.find(({ accepted }) => accepted) ?? candidates[0];
    interface Report {
      readonly accepted: boolean;
      readonly steps: number;
      readonly unscored: number;
      readonly difference: number;
      readonly candidate: { readonly scorer: string; readonly skillId: string };
      readonly lines: readonly { readonly trajectoryId: string; readonly step: number }[];
    }
    const report = await json<Report>('gate', chosen?.id ?? '', '--memory', memory);
    expect(report.accepted).toBe(chosen?.accepted);
    expect(report.candidate.scorer).toBe('empirical policy');
    const [line] = report.lines;
    const file = join(folder, 'scores.jsonl');
    const rows = [report.candidate.skillId, chosen?.id].map((version) =>
      JSON.stringify({ version, trajectory: line?.trajectoryId, step: line?.step, logprob: -1 }),
    );
    await writeFile(file, rows.join('\n'));
    const scored = await json<Report>('gate', chosen?.id ?? '', '--memory', memory, '--logprobs', file);
    expect(scored).toMatchObject({ accepted: false, steps: 1, unscored: report.steps - 1, difference: 0 });
    expect(scored.candidate.scorer).toBe(file);
    await writeFile(file, 'no row');
    expect((await knack('gate', chosen?.id ?? '', '--memory', memory, '--logprobs', file)).status).toBe(1);
    expect((await knack('gate', chosen?.id ?? '', '--memory', memory, '--epsilon', '2')).status).toBe(2);
  });
});
