import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findInstallation } from './root.ts';
import { runCli } from './run.ts';

const { resources } = findInstallation(import.meta.dirname);
let folder: string;
let episodes: string;

async function knack(...words: readonly string[]): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const stdout = (text: string): void => void (out += text);
  const stderr = (text: string): void => void (err += text);
  const status = await runCli(words, { stdout, stderr, isTerminal: false });
  return { status, out, err };
}

/** Each test says what it expects of the document. */
async function json<T>(...words: readonly string[]): Promise<T> {
  return JSON.parse((await knack(...words, '--json')).out) as T;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-'));
  process.env['KNACK_CONFIG'] = join(folder, 'config');
  episodes = join(folder, 'episodes');
  const lines = (await readFile(join(resources, 'samples', 'support-desk.jsonl'), 'utf8')).split('\n');
  await writeFile(episodes, `${lines.slice(0, 100).join('\n')}\n`);
});

afterAll(async () => {
  delete process.env['KNACK_CONFIG'];
  await rm(folder, { recursive: true, force: true });
});

describe('files in and out of the terminal', () => {
  it('converts files, and what it wrote holds the same', async () => {
    const before = await json<{ totals: object }>('inspect', episodes);
    for (const to of ['atif', 'openai']) {
      const out = join(folder, `written-${to}.jsonl`);
      expect(await json('convert', episodes, '--to', to, '--out', out)).toMatchObject({
        trajectories: 100,
        files: [{ file: episodes, out, trajectories: 100 }],
      });
      expect(await json('inspect', out)).toMatchObject({ totals: before.totals });
    }
    await json('convert', folder, '--to', 'atif', '--out', join(folder, 'written'));
    expect(await json('inspect', join(folder, 'written', 'episodes.jsonl'))).toMatchObject({ totals: before.totals });
    const over = await knack('convert', episodes, '--to', 'atif', '--out', `${episodes}.json`, '--json');
    expect(over.status).toBe(0);
    const itself = await knack('convert', `${episodes}.json`, '--to', 'atif', '--out', `${episodes}.json`);
    expect(itself).toMatchObject({ status: 2, err: expect.stringContaining('one of the files to be read') as string });
    expect(await knack('convert', episodes, '--to', 'yaml', '--out', folder)).toMatchObject({ status: 2 });
  });

  it('puts skills of a folder forward, exports them, and reads them again', async () => {
    const [memory, skills] = [join(folder, 'skilled'), join(folder, 'skills', 'water-plants')];
    await mkdir(skills, { recursive: true });
    await writeFile(join(skills, 'SKILL.md'), '# Water the plants\n\n1. Fill the can\n2. Pour\n');
    const { proposed } = await json<{ proposed: { id: string; goal: string; steps: number; warnings: string[] }[] }>(
      'import',
      join(folder, 'skills'),
      '--memory',
      memory,
    );
    expect(proposed).toMatchObject([{ goal: 'Water the plants', steps: 2 }]);
    expect(proposed[0]?.warnings.join(' ')).toContain('does not begin');
    expect(await json('list', 'procedures', '--memory', memory)).toEqual([]);
    await json('approve', proposed[0]?.id ?? '', '--memory', memory);
    expect(await json('list', 'procedures', '--memory', memory)).toMatchObject([{ posterior: { n: 0, mean: 0.5 } }]);
    await json('export', join(folder, 'out'), '--as', 'skills', '--memory', memory);
    const again = await json<{ proposed: { goal: string; warnings: string[] }[] }>(
      'import',
      join(folder, 'out'),
      '--memory',
      join(folder, 'other'),
    );
    expect(again.proposed).toMatchObject([{ goal: 'Water the plants', warnings: [] }]);
    const twice = await knack('import', join(folder, 'skills'), '--memory', memory);
    expect(twice).toMatchObject({ status: 2, err: expect.stringContaining('put forward before') as string });
    expect(await json('verify', memory)).toMatchObject({ ok: true });
  });

  it('watches a folder until it is stopped, a line for each thing that happens', async () => {
    const inbox = join(folder, 'inbox');
    await mkdir(inbox);
    await copyFile(episodes, join(inbox, 'episodes'));
    await writeFile(join(inbox, 'notes'), 'Nothing that an agent did.\n');
    const words = ['watch', inbox, '--memory', join(folder, 'watched'), '--json'];
    const watching = spawn(process.execPath, [join(import.meta.dirname, '..', 'cli.ts'), ...words], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const told: { kind: string }[] = [];
    for await (const line of createInterface({ input: watching.stdout })) {
      told.push(JSON.parse(line));
      if (told.length === 2) watching.kill('SIGINT');
    }
    expect(told.map(({ kind }) => kind).toSorted()).toEqual(['failed', 'imported']);
    expect(told.find(({ kind }) => kind === 'imported')).toMatchObject({ files: 1, imported: 100, rejected: 0 });
    expect(await json('build', episodes, '--memory', join(folder, 'watched'))).toMatchObject({ alreadyThere: 100 });
  });

  it('leaves no folder where none was when nothing came of it', async () => {
    const none = join(folder, 'above', 'none');
    const empty = join(folder, 'empty');
    await mkdir(empty);
    const odd = join(folder, 'odd.json');
    await writeFile(odd, '{"x": 1}');
    for (const words of [
      ['build', episodes, '--format', 'nonsense'],
      ['build', episodes, '--outcome', 'x'],
      ['build', odd],
      ['import', empty],
      ['import', odd],
    ]) {
      expect((await knack(...words, '--memory', none)).status).not.toBe(0);
      expect(existsSync(dirname(none))).toBe(false);
    }
    await mkdir(none, { recursive: true });
    await writeFile(join(folder, 'above', 'mine.txt'), 'mine');
    expect((await knack('build', odd, '--memory', none)).err).toContain('No memory was made');
    expect(await readdir(none)).toEqual([]);
    expect(await readFile(join(folder, 'above', 'mine.txt'), 'utf8')).toBe('mine');
  });

  it('compares a memory at an event, and says what an @ is when it is none', async () => {
    const memory = join(folder, 'compared');
    await json('build', episodes, '--memory', memory);
    expect(await json('compare', `${memory}@1`, `${memory}@2`)).toMatchObject({ same: false });
    const odd = join(folder, 'copy@home');
    await json('build', episodes, '--memory', odd);
    expect(await json('compare', odd, memory)).toMatchObject({ same: true });
    for (const [word, code] of [
      [`${memory}@0`, 'WRONG_USE'],
      [`${memory}@now`, 'WRONG_USE'],
      [`${memory}@9999`, 'NOT_FOUND'],
      [`${join(folder, 'nowhere')}@1`, 'MEMORY_MISSING'],
    ] as const) {
      expect(await json('compare', word, memory)).toMatchObject({ error: { code } });
    }
  });
});
