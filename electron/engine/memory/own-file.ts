import { lstat, readFile } from 'node:fs/promises';

/** Nothing that stands beside the tables comes near it. */
const mostBytes = 2 ** 30;

/**
 * A file that Knack left in a memory's folder, whole; null where there is none, and for what is none of its making: a link
 * to a device would be read for ever.
 */
export async function readOwnFile(path: string): Promise<Buffer | null> {
  try {
    const there = await lstat(path);
    return there.isFile() && there.size <= mostBytes ? await readFile(path) : null;
  } catch {
    return null;
  }
}
