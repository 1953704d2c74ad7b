import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { dataFile } from '../../electron/engine/fixtures/learn.fixture.ts';
import { vocabularyBelow } from './variants/games.ts';

const runFile = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const archive = dataFile('alfworld/valid_seen.tar.xz');
const goals = dataFile('alfworld/human-goals.train.jsonl');

/** Words of the games that programs and their pages use in senses of their own. */
const everyday = new Set(
  'apple box clean close desk fork go keychain look mirror open pencil put safe slice take use watch window'.split(' '),
);
/** A thing of our own sample, which has no other name. */
const ours = new Set(['lamp']);

/** Product code and samples: no tests, no fixtures, nothing that is not text. */
async function productFiles(): Promise<readonly string[]> {
  const { stdout } = await runFile('git', ['ls-files', 'electron', 'shared', 'renderer', 'resources/samples'], {
    cwd: root,
  });
  return stdout
    .trim()
    .split('\n')
    .filter((file) => !/\.test\.tsx?$|fixture|\/golden\/|\.(png|onnx|woff2)$/.test(file));
}

it.skipIf(archive === null || goals === null)('knows no word of the public games, in code or samples', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'knack-'));
  try {
    await runFile('tar', ['-xJf', archive ?? '', '-C', folder]);
    const words = new Set(await vocabularyBelow([folder]));
    for (const [, word = ''] of (await readFile(goals ?? '', 'utf8')).matchAll(/"(?:object|receptacle)": "(\w+)"/g))
      words.add(word.toLowerCase());
    expect(words.size).toBeGreaterThan(100);
    const found: string[] = [];
    for (const file of await productFiles()) {
      const text = (await readFile(join(root, file), 'utf8')).toLowerCase();
      const known = (text.match(/[a-z]+/g) ?? []).filter((word) => words.has(word));
      found.push(...known.filter((word) => !everyday.has(word) && !ours.has(word)).map((word) => `${file}: ${word}`));
    }
    expect(found).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
