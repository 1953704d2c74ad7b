import { cp, mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readHostFile, removeHostFile, writeHostFile } from './host-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-host-file-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const host = { address: 'http://127.0.0.1:4000', token: 'secret', pid: 1 };

it('names the host that holds the folder, also through a link to it', async () => {
  const [memory, link] = [join(folder, 'memory'), join(folder, 'link')];
  await writeHostFile(memory, host);
  await symlink(memory, link);
  expect(await readHostFile(memory)).toMatchObject(host);
  expect(await readHostFile(link)).toMatchObject(host);
  await removeHostFile(memory, host.token);
  expect(await readHostFile(memory)).toBeNull();
});

it('leads nobody from a copy, or from the folder at another place, to the memory that the host holds', async () => {
  const [memory, copy, moved] = [join(folder, 'memory'), join(folder, 'copy'), join(folder, 'moved')];
  await writeHostFile(memory, host);
  await cp(memory, copy, { recursive: true });
  expect(await readHostFile(copy)).toBeNull();
  await rename(memory, moved);
  expect(await readHostFile(moved)).toBeNull();
});
