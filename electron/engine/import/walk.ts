import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Dirent } from 'node:fs';
import { KnackError } from '../../../shared/errors.ts';
import { filesInside, openFile, type Packed } from './archives/index.ts';
import { fileSource, firstBytes, refuseWhenAborted } from './bytes/index.ts';
import { limits } from './limits.ts';
import { Neighbours } from './reports/index.ts';

/** A file, or a file in an archive: its path is then that of the archive with the one inside. */
export interface WalkedFile extends Packed {
  /** The files that were given together with it. */
  readonly neighbours: Neighbours;
}

export interface Walk {
  /** Regular files, each once, sorted by path. */
  readonly files: readonly WalkedFile[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

interface Walking {
  readonly roots: ReadonlySet<string>;
  readonly seen: Set<string>;
  readonly files: Packed[];
  readonly skipped: { file: string; reason: string }[];
  readonly signal: AbortSignal | undefined;
}

/**
 * All files at and below the paths. Hidden ones, links that lead out of what was given and whatever is no regular file
 * are skipped with a reason. @throws KnackError FILE_UNREADABLE when none of the paths exists, CANCELLED
 */
export async function walk(paths: readonly string[], signal?: AbortSignal): Promise<Walk> {
  const found = await Promise.all(paths.map(async (path) => ({ path, real: await realOf(path) })));
  const roots = new Set(found.flatMap(({ real }) => real ?? []));
  if (roots.size === 0 && paths.length > 0) throw nothingThere(paths);
  const walking: Walking = { roots, seen: new Set(), files: [], skipped: [], signal };
  for (const { path, real } of found.toSorted((a, b) => compare(a.path, b.path))) {
    if (real === null) walking.skipped.push({ file: path, reason: 'there is no such file' });
    else await visit(walking, { path, depth: 0 });
  }
  walking.files.sort((a, b) => compare(a.path, b.path));
  walking.skipped.sort((a, b) => compare(a.file, b.file));
  const neighbours = new Neighbours(walking.files);
  return { files: walking.files.map((file) => ({ ...file, neighbours })), skipped: walking.skipped };
}

function nothingThere(paths: readonly string[]): KnackError {
  return new KnackError({
    code: 'FILE_UNREADABLE',
    happened: `There is no file at ${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ' ..' : ''}.`,
    kept: 'Nothing was read or changed.',
    todo: 'Check the paths.',
  });
}

async function visit(
  walking: Walking,
  { path, depth }: { readonly path: string; readonly depth: number },
): Promise<void> {
  refuseWhenAborted(walking.signal);
  const real = await realOf(path);
  if (real === null) return skip(walking, path, 'a link that leads nowhere');
  if (!isAtOrBelow(walking.roots, real)) return skip(walking, path, 'a link that leads out of what was given');
  if (walking.seen.has(real)) return;
  walking.seen.add(real);
  const info = await stat(real);
  if (info.isFile()) await visitFile(walking, { path, bytes: info.size });
  else if (!info.isDirectory()) skip(walking, path, 'no regular file');
  else if (depth >= limits.folders) skip(walking, path, `more than ${limits.folders} folders deep`);
  else await visitFolder(walking, { path, depth });
}

function isAtOrBelow(roots: ReadonlySet<string>, real: string): boolean {
  for (let place = real; ; place = dirname(place)) {
    if (roots.has(place)) return true;
    if (dirname(place) === place) return false;
  }
}

/** An archive is looked into; what it holds counts as files below it. */
async function visitFile(
  walking: Walking,
  { path, bytes }: { readonly path: string; readonly bytes: number },
): Promise<void> {
  try {
    const inside = (await mayBeArchive(path, bytes)) ? await filesInside(path, await fileSource(path)) : null;
    walking.files.push(...(inside?.files ?? [{ path, bytes, open: () => openFile(path) }]));
    walking.skipped.push(...(inside?.skipped ?? []));
    if (inside !== null && inside.files.length + inside.skipped.length === 0)
      skip(walking, path, 'an archive without any file');
  } catch (error) {
    skip(walking, path, `an archive that cannot be opened: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Whether the file begins as a ZIP archive does; one that cannot be read is told when it is. */
async function mayBeArchive(path: string, bytes: number): Promise<boolean> {
  try {
    return (await firstBytes(path, Math.min(4, bytes))).toString('latin1') === 'PK\u0003\u0004';
  } catch {
    return false;
  }
}

async function visitFolder(
  walking: Walking,
  { path, depth }: { readonly path: string; readonly depth: number },
): Promise<void> {
  let entries: readonly Dirent[];
  try {
    entries = await readdir(path, { withFileTypes: true });
  } catch (error) {
    return skip(walking, path, `the folder cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (isMemory(entries)) {
    const todo = 'open it with --memory, or as the memory of the window';
    return skip(walking, path, `a memory of Knack, not trajectories: ${todo}`);
  }
  for (const { name } of entries.toSorted((a, b) => compare(a.name, b.name))) {
    if (name.startsWith('.')) skip(walking, join(path, name), 'hidden');
    else await visit(walking, { path: join(path, name), depth: depth + 1 });
  }
}

/** The tables that every memory has. */
function isMemory(entries: readonly Dirent[]): boolean {
  return ['journal.lance', 'trajectories.lance'].every((table) =>
    entries.some((entry) => entry.isDirectory() && entry.name === table),
  );
}

function skip(walking: Walking, file: string, reason: string): void {
  walking.skipped.push({ file, reason });
}

async function realOf(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch {
    return null;
  }
}

/** Code units, so that every machine sorts alike. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
