import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { identifyThisProcess, lockPath, takeFileLock } from './index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const readLock = async (): Promise<unknown> => JSON.parse(await readFile(lockPath(folder), 'utf8'));
const putLock = (holder: object | string) =>
  writeFile(lockPath(folder), typeof holder === 'string' ? holder : JSON.stringify(holder));

async function endedPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
}

it('is taken once, tells the user alone who holds it, and is free after its release', async () => {
  const lock = await takeFileLock(folder);
  await expect(takeFileLock(folder)).rejects.toMatchObject({
    code: 'MEMORY_LOCKED',
    happened: expect.stringContaining(`process ${process.pid}`),
  });
  expect(await readLock()).toMatchObject({ pid: process.pid, machine: hostname() });
  if (process.platform !== 'win32') expect((await stat(lockPath(folder))).mode & 0o777).toBe(0o600);
  await lock.release();
  expect(await readdir(folder)).toEqual([]);
  await (await takeFileLock(folder)).release();
});

it('is taken by exactly one of many that try at once, also over a stale lock', async () => {
  const self = await identifyThisProcess();
  const pid = await endedPid();
  for (let turn = 0; turn < 10; turn += 1) {
    await putLock({ ...self, pid, nonce: `old ${turn}` });
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => takeFileLock(folder)));
    const taken = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(taken).toHaveLength(1);
    for (const one of tries) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'MEMORY_LOCKED' });
    }
    await taken[0]?.check();
    expect(await readdir(folder)).toEqual(['lock.json']);
    await taken[0]?.release();
  }
});

it('passes on where a successor was itself killed before it was done', async () => {
  const self = await identifyThisProcess();
  const pid = await endedPid();
  await putLock({ ...self, pid, nonce: 'first' });
  await writeFile(`${lockPath(folder)}.after-first`, JSON.stringify({ ...self, pid, nonce: 'second' }));
  const lock = await takeFileLock(folder);
  await lock.check();
  expect(await readdir(folder)).toEqual(['lock.json']);
  await lock.release();
});

it.skipIf(process.platform === 'win32')('is stale when its number went to another process', async () => {
  const self = await identifyThisProcess();
  await putLock({ ...self, started: 'another boot/1', nonce: 'old' });
  const lock = await takeFileLock(folder);
  expect(await readLock()).toMatchObject(self);
  await lock.release();
});

it('is stale when it was never written to its end', async () => {
  await putLock('{"machine":');
  const lock = await takeFileLock(folder);
  expect(await readLock()).toMatchObject({ pid: process.pid });
  await lock.release();
});

it('of another machine is respected, and the error names the file to delete', async () => {
  await putLock({ machine: 'elsewhere', pid: 1, started: null, nonce: 'n' });
  await expect(takeFileLock(folder)).rejects.toMatchObject({
    code: 'MEMORY_LOCKED',
    todo: expect.stringContaining(lockPath(folder)),
  });
});

it('that was taken over is noticed, and left alone at the release', async () => {
  const lock = await takeFileLock(folder);
  await rm(lockPath(folder));
  const other = await takeFileLock(folder);
  await expect(lock.check()).rejects.toMatchObject({ code: 'MEMORY_LOCKED' });
  await lock.release();
  await other.check();
});
