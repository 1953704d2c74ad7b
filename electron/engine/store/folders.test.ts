import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFolder } from './index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-folders-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('makes what is missing of a path, and says what it made', async () => {
  const place = join(folder, 'one', 'two');
  expect(await makeFolder(place)).toEqual([join(folder, 'one'), place]);
  expect(await readdir(place)).toEqual([]);
  expect(await makeFolder(place)).toEqual([]);
});

it.runIf(process.platform === 'linux')(
  'refuses a place where no folder can be, instead of trying for ever',
  async () => {
    await expect(makeFolder('/proc/nowhere/at-all')).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  },
);
