import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lockedError, lostError, parseHolder, type Holder, type HostAddress } from './holder.ts';
import { identifyThisProcess, whereabouts } from './process-identity.ts';

/** The right to write one memory. */
export interface Lock {
  /** @throws KnackError MEMORY_LOCKED when the right went to another process */
  check(): Promise<void>;
  /** Tells others where this process, a host, can be reached; null takes it back. */
  announce(host: HostAddress | null): Promise<void>;
  release(): Promise<void>;
}

export const lockPath = (folder: string) => join(folder, 'lock.json');

/** Who holds the memory in this folder; null where nobody does or the holder's process is gone. */
export async function readFileHolder(folder: string): Promise<Holder | null> {
  const holder = await readHolderFile(folder);
  return holder === null || (await whereabouts(holder)) === 'gone' ? null : holder;
}

/**
 * Takes the lock file of a memory, created exclusively and readable by the user alone. A lock whose process is gone
 * is moved aside first; when the file moved turns out to be somebody's fresh lock, it is put back.
 * @throws KnackError MEMORY_LOCKED
 */
export async function takeFileLock(folder: string): Promise<Lock> {
  const holder: Holder = { ...(await identifyThisProcess()), nonce: randomUUID() };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await createExclusively(folder, holder)) return fileLock(folder, holder);
    await moveStaleAside(folder);
  }
  const present = (await readHolderFile(folder)) ?? holder;
  throw lockedError({ uri: folder, holder: present, elsewhere: false, release: '' });
}

/** The file appears whole or not at all: it is written beside and then linked, which fails when the name is taken. */
async function createExclusively(folder: string, holder: Holder): Promise<boolean> {
  const draft = `${lockPath(folder)}.${holder.nonce}`;
  try {
    await writeFile(draft, JSON.stringify(holder), { mode: 0o600 });
    await link(draft, lockPath(folder));
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    if (hasCode(error, 'ENOSPC')) throw error;
    return await createWithoutLink(folder, holder);
  } finally {
    await rm(draft, { force: true });
  }
}

/** For file systems without hard links. */
async function createWithoutLink(folder: string, holder: Holder): Promise<boolean> {
  try {
    const file = await open(lockPath(folder), 'wx', 0o600);
    await file.writeFile(JSON.stringify(holder));
    await file.close();
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function moveStaleAside(folder: string): Promise<void> {
  const judged = await readHolderFile(folder);
  if (judged !== null) {
    const where = await whereabouts(judged);
    if (where !== 'gone') {
      const release = `delete the file ${lockPath(folder)}`;
      throw lockedError({ uri: folder, holder: judged, elsewhere: where === 'elsewhere', release });
    }
  }
  const aside = `${lockPath(folder)}.stale-${randomUUID()}`;
  try {
    await rename(lockPath(folder), aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  const moved = parseHolder(await readFile(aside, 'utf8'));
  if (moved !== null && moved.nonce !== judged?.nonce) {
    await link(aside, lockPath(folder)).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error;
    });
  }
  await rm(aside, { force: true });
}

function fileLock(folder: string, holder: Holder): Lock {
  const isOurs = async () => (await readHolderFile(folder))?.nonce === holder.nonce;
  const check = async () => {
    if (!(await isOurs())) throw lostError(folder);
  };
  return {
    check,
    announce: async (host) => {
      await check();
      const draft = `${lockPath(folder)}.${holder.nonce}`;
      await writeFile(draft, JSON.stringify(host === null ? holder : { ...holder, host }), { mode: 0o600 });
      await rename(draft, lockPath(folder));
    },
    release: async () => {
      if (await isOurs()) await rm(lockPath(folder), { force: true });
    },
  };
}

async function readHolderFile(folder: string): Promise<Holder | null> {
  try {
    return parseHolder(await readFile(lockPath(folder), 'utf8'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
