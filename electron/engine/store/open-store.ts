import './quiet.ts';
import { connect, type Connection } from '@lancedb/lancedb';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { KnackError } from '../../../shared/errors.ts';
import type { Store } from '../ports.ts';
import { makeFolder, removeIfEmpty } from './folders.ts';
import { faultOf, guarded, schemaVersion } from './lance/index.ts';
import { LanceStore } from './lance-store.ts';
import { locate, type Location } from './location.ts';
import { takeFileLock, type HolderKind, type Lock } from './lock/index.ts';
import { migrate } from './migrations.ts';
import { readSchemaVersion, refuseNewer, writeSchemaVersion } from './schema-version.ts';
import { takeTableLock } from './table-lock.ts';
import { createTables, Tables } from './tables.ts';

export interface OpenStoreOptions {
  /** A folder, a `file://` address, or an object store's address that LanceDB takes (`s3://`, `gs://`, `az://`). */
  readonly uri: string;
  /** Make the memory where there is none. */
  readonly create: boolean;
  /** `write` (default) takes the lock; `read` takes none and sees the memory as it was when each table was first read. */
  readonly mode?: 'write' | 'read';
  /** Who opens it, for whoever finds it held. */
  readonly as?: HolderKind | undefined;
}

/**
 * Opens a memory, makes it where `create` says so, and brings an older one to this version's schema.
 * @throws KnackError MEMORY_MISSING, MEMORY_LOCKED (with the holder), MEMORY_NEWER (nothing touched), MEMORY_DAMAGED, DISK_FULL, FILE_UNREADABLE
 */
export async function openLanceStore(options: OpenStoreOptions): Promise<Store> {
  const place = locate(options.uri);
  refuseUnnameable(place);
  const mode = options.mode ?? 'write';
  const creates = options.create && mode === 'write';
  if (!creates) refuseMissingFolder(place);
  return guarded({ uri: place.uri, table: 'meta' }, () => openAt({ place, creates, mode, as: options.as }));
}

interface Opening {
  readonly place: Location;
  readonly creates: boolean;
  readonly mode: 'write' | 'read';
  readonly as: HolderKind | undefined;
}

/** What fails leaves no folder behind that was not there before. */
async function openAt(opening: Opening): Promise<Store> {
  const { place, creates } = opening;
  if (place.kind === 'remote' || !creates) return connectAt(opening);
  await refuseOccupied(place.folder);
  const made = await makeFolder(place.folder);
  try {
    return await connectAt(opening);
  } catch (error) {
    await removeIfEmpty(made);
    throw error;
  }
}

async function connectAt({ place, creates, mode, as }: Opening): Promise<Store> {
  const { uri } = place;
  const db = await connect(uri);
  let lock: Lock | null = null;
  try {
    const found = await readSchemaVersion(db, uri);
    refuseNewer(uri, found);
    if (found === null && !creates) throw missing(uri);
    if (mode === 'write') {
      lock = await takeLock(place, { db, as });
      await prepare({ db, uri });
    } else if (found !== schemaVersion) {
      throw olderForReading(uri);
    }
    return new LanceStore({ uri, tables: new Tables(db, uri), lock });
  } catch (error) {
    await lock?.release();
    db.close();
    throw faultOf(error, { uri, table: 'meta' });
  }
}

/** Under the lock: what was read before it may have changed since. */
async function prepare({ db, uri }: { db: Connection; uri: string }): Promise<void> {
  const version = await readSchemaVersion(db, uri);
  refuseNewer(uri, version);
  if (version === null) {
    await createTables(db, uri);
    await writeSchemaVersion({ db, uri, version: schemaVersion });
  } else if (version < schemaVersion) {
    await migrate({ db, uri, from: version });
  }
}

function takeLock(
  place: Location,
  { db, as }: { readonly db: Connection; readonly as: HolderKind | undefined },
): Promise<Lock> {
  return place.kind === 'folder' ? takeFileLock(place.folder, as) : takeTableLock(db, place.uri, as);
}

/** The database reads no such path; whatever is in its place is not damaged. */
function refuseUnnameable({ uri }: Location): void {
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  if (!/[\u0000-\u001F\u007F]/.test(uri)) return;
  throw new KnackError({
    code: 'WRONG_USE',
    happened: `The place ${JSON.stringify(uri)} has a line break or another control character in its name: no memory can be there.`,
    kept: 'Nothing was made or changed there.',
    todo: 'Choose a name without it.',
  });
}

function refuseMissingFolder(place: Location): void {
  if (place.kind === 'remote') return;
  if (!existsSync(join(place.folder, 'journal.lance')) && !existsSync(join(place.folder, 'meta.lance')))
    throw missing(place.uri);
}

/** A memory is made in a folder of its own: tables among somebody's files are hard to tell apart, to copy and to take away. */
async function refuseOccupied(folder: string): Promise<void> {
  const names: readonly string[] = await readdir(folder).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOTDIR') throw unfit(`${folder} is a file, and a memory is a folder.`);
    if (code === 'ENOENT') return [];
    throw error;
  });
  const other = names.find((name) => !isOurs(name));
  if (other === undefined || names.some((name) => name.endsWith('.lance'))) return;
  throw unfit(`The folder ${folder} holds no memory, but other things ("${other}").`);
}

/** Also what a killed process left of a memory that it was making; hidden files are the system's. */
const isOurs = (name: string): boolean => name.endsWith('.lance') || /^(lock|host)\.json|^\./.test(name);

function unfit(happened: string): KnackError {
  const kept = 'Nothing was made or changed there.';
  return new KnackError({
    code: 'WRONG_USE',
    happened,
    kept,
    todo: 'Choose an empty folder, or one that does not exist yet.',
  });
}

function missing(uri: string): KnackError {
  return new KnackError({
    code: 'MEMORY_MISSING',
    happened: `There is no memory at ${uri}.`,
    kept: 'Nothing was made there.',
    todo: 'Check the place, or build a memory there first.',
  });
}

function olderForReading(uri: string): KnackError {
  return new KnackError({
    code: 'WRONG_USE',
    happened: `The memory ${uri} was written by an older Knack and cannot be read before it is brought up to date.`,
    kept: 'Nothing was touched.',
    todo: 'Open it once for writing.',
  });
}
