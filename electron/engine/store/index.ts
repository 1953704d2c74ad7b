import { existsSync } from 'node:fs';
import { readFileHolder, type Holder } from './lock/index.ts';
import { locate } from './location.ts';
import type { OpenedStore, OpenStoreOptions } from './open-store.ts';

export type { Holder, HostAddress } from './lock/index.ts';
export type { OpenedStore, OpenStoreOptions } from './open-store.ts';

/**
 * Opens a memory, makes it where `create` says so, and brings an older one to this version's schema. The database is
 * loaded here and not before: a command that opens no memory starts without it.
 * @throws KnackError MEMORY_MISSING, MEMORY_LOCKED (with the holder), MEMORY_NEWER (nothing touched), MEMORY_DAMAGED, DISK_FULL, FILE_UNREADABLE
 */
export async function openStore(options: OpenStoreOptions): Promise<OpenedStore> {
  const { openLanceStore } = await import('./open-store.ts');
  return openLanceStore(options);
}

/** Who writes the memory now, with the host's address where it told one; null where nobody does. */
export async function readHolder(uri: string): Promise<Holder | null> {
  const place = locate(uri);
  if (place.kind === 'folder') return existsSync(place.folder) ? readFileHolder(place.folder) : null;
  const { readRemoteHolder } = await import('./table-lock.ts');
  return readRemoteHolder(place.uri);
}
