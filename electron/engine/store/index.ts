import type { Store } from '../ports.ts';
import type { OpenStoreOptions } from './open-store.ts';

export type { OpenStoreOptions } from './open-store.ts';

/**
 * Opens a memory, makes it where `create` says so, and brings an older one to this version's schema. The database is
 * loaded here and not before: a command that opens no memory starts without it.
 * @throws KnackError MEMORY_MISSING, MEMORY_LOCKED (with the holder), MEMORY_NEWER (nothing touched), MEMORY_DAMAGED, DISK_FULL, FILE_UNREADABLE
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const { openLanceStore } = await import('./open-store.ts');
  return openLanceStore(options);
}
