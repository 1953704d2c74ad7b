import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspect } from './index.ts';

// Real files of several formats, each folder with a README whose table counts its episodes. They are not part of the
// project: $KNACK_DATA names where they are.
const data = resolve(process.env['KNACK_DATA'] ?? resolve(import.meta.dirname, '../../../../shared'), 'trajectories');

interface Row {
  readonly file: string;
  readonly trajectories: number;
  readonly success: number;
  readonly failure: number;
  readonly unknown: number;
}

/** The rows of a README's table: file, bytes, episodes, success, failure, unknown, note. */
function rowsOf(folder: string): readonly Row[] {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  return readme.split('\n').flatMap((line) => {
    const [file = '', , ...numbers] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    const [trajectories = Number.NaN, success = 0, failure = 0, unknown = 0] = numbers.slice(0, 4).map(Number);
    return Number.isNaN(trajectories) ? [] : [{ file, trajectories, success, failure, unknown }];
  });
}

/** Folders of which every file is read. */
const formats: Readonly<Record<string, string>> = {
  'mint-alfworld': 'mint',
  'knowagent-alfworld': 'knowagent',
  adapt: 'adapt',
  'fireact-openai-jsonl': 'openai-messages',
  'sharegpt-toolcall': 'sharegpt',
  intercode: 'intercode',
  'tau2-bench': 'tau2-bench',
};

describe.each(Object.entries(formats))('%s', (name, format) => {
  const folder = join(data, name);
  const here = existsSync(folder);
  let copies = '';
  beforeAll(async () => {
    copies = await mkdtemp(join(tmpdir(), 'knack-real-'));
  });
  afterAll(() => rm(copies, { recursive: true, force: true }));

  it.skipIf(!here)('counts and outcomes are those of the README', async () => {
    const { files, skipped } = await inspect([folder]);
    const counted = files.map(({ file, trajectories, success, failure, unknown }) => ({
      file: file.slice(folder.length + 1),
      trajectories,
      success,
      failure,
      unknown,
    }));
    const byFile = (a: Row, b: Row): number => (a.file < b.file ? -1 : 1);
    expect(counted.toSorted(byFile)).toEqual(rowsOf(folder).toSorted(byFile));
    expect(new Set(files.map((file) => file.format))).toEqual(new Set([format]));
    expect(files.flatMap((file) => file.rejected)).toEqual([]);
    expect(skipped.map(({ file }) => file.slice(folder.length + 1)).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      'LICENSE.txt',
      'README.md',
    ]);
  });

  it.skipIf(!here)('the same under names that say nothing', async () => {
    const { files } = await inspect([folder]);
    const renamed = await Promise.all(
      files.map(async ({ file }) => {
        const path = join(copies, createHash('sha256').update(file).digest('hex').slice(0, 16));
        await copyFile(file, path);
        return path;
      }),
    );
    for (const [index, path] of renamed.entries()) {
      const { files: found } = await inspect([path]);
      expect(found).toEqual([{ ...files[index], file: path }]);
    }
  });
});
