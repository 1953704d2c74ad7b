import './quiet.ts';
import { connect } from '@lancedb/lancedb';
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { removeIfEmpty } from './folders.ts';
import { tableNames, type TableName } from './lance/index.ts';
import { locate } from './location.ts';
import { takeFileLock } from './lock/index.ts';

/** Takes a memory away that was made and into which nothing came: no episode, and no decision. @returns whether it did */
export type Discard = () => Promise<boolean>;

/**
 * Asked before a memory is made at `uri`: how it is taken away again should nothing come into it. null where something is
 * there already, and for a place that only the database reaches.
 */
export async function planDiscard(uri: string): Promise<Discard | null> {
  const place = locate(uri);
  if (place.kind === 'remote') return null;
  const { folder } = place;
  const names = await readdir(folder).catch((error: unknown) =>
    error instanceof Error && 'code' in error && error.code === 'ENOENT' ? [] : null,
  );
  if (names === null || names.length > 0) return null;
  const made = missingFolders(folder);
  return async () => {
    if (!existsSync(folder)) return false;
    // Whoever else holds it by now may be filling it.
    const lock = await takeFileLock(folder).catch(() => null);
    if (lock === null) return false;
    let isUnused = false;
    try {
      isUnused = await holdsNothing(folder);
      if (isUnused) await removeTables(folder);
    } finally {
      await lock.release();
    }
    if (isUnused) await removeIfEmpty(made);
    return isUnused;
  };
}

/** Folders that making this one would make, the outermost first. */
function missingFolders(folder: string): readonly string[] {
  return existsSync(folder) ? [] : [...missingFolders(dirname(folder)), folder];
}

/** Other events than those that a memory is made with: settings that are given then are no reason to keep it. */
const laterEvents = "kind NOT IN ('memory-created', 'settings-changed')";

/** A table that cannot be read counts as one that holds something. */
async function holdsNothing(folder: string): Promise<boolean> {
  const db = await connect(folder);
  try {
    const names = await db.tableNames();
    const count = async (name: TableName, where?: string): Promise<number> =>
      names.includes(name) ? (await db.openTable(name)).countRows(where) : 0;
    return (await count('trajectories')) === 0 && (await count('journal', laterEvents)) === 0;
  } catch {
    return false;
  } finally {
    db.close();
  }
}

/** What a memory is made of; whatever else is there stays. */
async function removeTables(folder: string): Promise<void> {
  const own = [...tableNames.map((name) => `${name}.lance`), 'import.jsonl', 'mined.bin'];
  for (const name of own) await rm(join(folder, name), { recursive: true, force: true });
}
