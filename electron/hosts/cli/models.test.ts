import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findInstallation } from './root.ts';
import { runCli } from './run.ts';

let folder: string;
let memory: string;

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
  memory = join(folder, 'memory');
  const { resources } = findInstallation(import.meta.dirname);
  const lines = (await readFile(join(resources, 'samples', 'support-desk.jsonl'), 'utf8')).split('\n');
  await writeFile(join(folder, 'episodes'), `${lines.slice(0, 60).join('\n')}\n`);
  await knack('build', join(folder, 'episodes'), '--memory', memory);
});

afterAll(async () => {
  delete process.env['KNACK_CONFIG'];
  await rm(folder, { recursive: true, force: true });
});

describe('asking and choosing a model in the terminal', () => {
  it('asks by the paper, and in any mode', async () => {
    const at = ['cancel my subscription', '--memory', memory];
    const paper = await json<{ threshold: number; thresholdFrom: string }>('ask', ...at, '--macla');
    expect(paper).toMatchObject({ threshold: 0.4, thresholdFrom: 'setting' });
    for (const mode of ['eu', 'mean', 'voi', 'thompson', 'bayes-ucb']) {
      expect((await knack('ask', ...at, '--mode', mode)).status).toBe(0);
    }
    expect((await knack('ask', ...at, '--mode', 'guess')).status).toBe(2);
  });

  it('lists embedding models, measures one, and gives a memory another', async () => {
    const id = 'hashed:words';
    const before = await json<{ revision: number }>('state', '--memory', memory);
    const all = await json<readonly { id: string; state: string }[]>('models', 'list', '--memory', memory);
    expect(all[0]).toMatchObject({ id: 'bundled:knack-embed-en', state: 'ready', licence: expect.any(String) });
    expect(all.some(({ state }) => state === 'absent')).toBe(true);
    expect(await json('models', 'speed', id)).toMatchObject({ id, textsPerSecond: expect.any(Number) });
    expect(await json('models', 'download', id)).toMatchObject({ id, state: 'ready' });
    expect(await json('models', 'use', id, '--memory', memory)).toMatchObject({ revision: before.revision + 1 });
    expect((await json<readonly { id: string }[]>('models', 'list', '--memory', memory))[0]?.id).toBe(id);
    await knack('undo', '--memory', memory);
    for (const words of [
      ['models', 'guess'],
      ['models', 'speed'],
      ['models', 'speed', 'x:y'],
    ]) {
      expect((await knack(...words)).status).toBe(2);
    }
  });
});
