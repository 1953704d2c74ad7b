import { randomUUID } from 'node:crypto';
import { link, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseHolder, type Holder } from './holder.ts';

export const lockPath = (folder: string) => join(folder, 'lock.json');

/** Where the one successor of a holder that is gone writes its name. */
const successorPath = (folder: string, nonce: string) => `${lockPath(folder)}.after-${nonce}`;

/** The last of a chain of holders; `holder` is null where its file cannot be read. */
export interface Link {
  readonly holder: Holder | null;
  readonly nonce: string;
}

/**
 * Who holds the memory: the holder in lock.json, or its successor, or the successor of that one. Each holder has at most
 * one successor, because its file is created exclusively; that is what makes a takeover safe.
 */
export async function lastHolder(folder: string): Promise<Link | null> {
  let last: Link | null = null;
  for (let depth = 0; depth < 1000; depth += 1) {
    const path: string = last === null ? lockPath(folder) : successorPath(folder, last.nonce);
    const text = await readWhenWritten(path);
    if (text === null) return last;
    const holder = parseHolder(text);
    last = { holder, nonce: holder?.nonce ?? `unreadable-${depth}` };
  }
  return last;
}

/** Makes `holder` the first of the chain, or the successor of `after`; false where somebody else was faster. */
export async function joinChain(options: { folder: string; holder: Holder; after: Link | null }): Promise<boolean> {
  const { folder, holder, after } = options;
  if (after === null) return createWhole(lockPath(folder), holder);
  const path = successorPath(folder, after.nonce);
  if (!(await createWhole(path, holder))) return false;
  // The chain may have been replaced since it was read; then this place in it leads nowhere.
  if ((await lastHolder(folder))?.nonce !== holder.nonce) {
    await rm(path, { force: true });
    return false;
  }
  await replaceHead(folder, holder);
  const left = (await readdir(folder)).filter((name) => name.startsWith(`${basename(lockPath(folder))}.after-`));
  for (const name of left) await rm(join(folder, name), { force: true });
  return true;
}

/** Puts the holder into lock.json, for the process that holds it. */
async function replaceHead(folder: string, holder: Holder): Promise<void> {
  const draft = draftPath(lockPath(folder));
  await writeFile(draft, JSON.stringify(holder), { mode: 0o600 });
  await rename(draft, lockPath(folder));
}

/** The file appears whole or not at all: it is written beside and then linked, which fails when the name is taken. */
async function createWhole(path: string, holder: Holder): Promise<boolean> {
  const draft = draftPath(path);
  try {
    await writeFile(draft, JSON.stringify(holder), { mode: 0o600 });
    await link(draft, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    if (hasCode(error, 'ENOSPC') || hasCode(error, 'EACCES')) throw error;
    return await createInPlace(path, holder);
  } finally {
    await rm(draft, { force: true });
  }
}

/** For file systems without hard links. */
async function createInPlace(path: string, holder: Holder): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(JSON.stringify(holder));
    await file.close();
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Without hard links a file may be seen before its text is there, so an unreadable one is looked at again. */
async function readWhenWritten(path: string): Promise<string | null> {
  for (let turn = 0; ; turn += 1) {
    const text = await readFile(path, 'utf8').catch((error: unknown) => {
      if (hasCode(error, 'ENOENT')) return null;
      throw error;
    });
    if (text === null || parseHolder(text) !== null || turn === 5) return text;
    await wait(20);
  }
}

function draftPath(path: string): string {
  return join(dirname(path), `${basename(path)}.${randomUUID()}.draft`);
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
