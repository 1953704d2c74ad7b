import { existsSync } from 'node:fs';
import { mkdir, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KnackError } from '../../../shared/errors.ts';

/**
 * Makes a folder and those above it. Level by level: where a file system says that a folder cannot be made though the one
 * above it is there (as that of the processes does), a recursive mkdir of Node 24 tries for ever.
 *
 * @returns the folders that were made, the outermost first
 * @throws KnackError FILE_UNREADABLE
 */
export async function makeFolder(folder: string): Promise<readonly string[]> {
  if (existsSync(folder)) return [];
  const above = dirname(folder);
  const made = above === folder ? [] : await makeFolder(above);
  try {
    await mkdir(folder);
    return [...made, folder];
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    // Somebody else made it meanwhile.
    if (code === 'EEXIST') return made;
    await removeIfEmpty(made);
    throw code === 'ENOENT' ? unmakeable(folder, cause) : cause;
  }
}

/** Removes folders as `makeFolder` gave them; one in which there is something stays, and those above it. */
export async function removeIfEmpty(made: readonly string[]): Promise<void> {
  for (const folder of made.toReversed()) await rmdir(folder).catch(() => undefined);
}

function unmakeable(folder: string, cause: unknown): KnackError {
  return new KnackError(
    {
      code: 'FILE_UNREADABLE',
      happened: `The folder ${folder} cannot be made.`,
      kept: 'Nothing was written there.',
      todo: 'Choose a place in which you may write.',
    },
    { cause },
  );
}
