import { connect } from '@lancedb/lancedb';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { takeTableLock } from './table-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-table-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('lets one writer in, tells who it is, and lets the next in after the release', async () => {
  const db = await connect(folder);
  const lock = await takeTableLock(db, folder);
  await lock.check();
  await expect(takeTableLock(db, folder)).rejects.toMatchObject({
    code: 'MEMORY_LOCKED',
    happened: expect.stringContaining(`process ${process.pid}`),
  });
  await lock.check();
  await lock.release();
  const next = await takeTableLock(db, folder);
  await expect(lock.check()).rejects.toMatchObject({ code: 'MEMORY_LOCKED' });
  await next.release();
  db.close();
});
