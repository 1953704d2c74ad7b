import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readOwnFile } from './own-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-own-file-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it.runIf(process.platform !== 'win32')(
  'reads a file of its own, and nothing that only stands in its place',
  async () => {
    const place = join(folder, 'own');
    expect(await readOwnFile(place)).toBeNull();
    await writeFile(place, 'own');
    expect((await readOwnFile(place))?.toString()).toBe('own');
    expect(await readOwnFile(folder)).toBeNull();
    await symlink('/dev/zero', join(folder, 'endless'));
    expect(await readOwnFile(join(folder, 'endless'))).toBeNull();
  },
);
