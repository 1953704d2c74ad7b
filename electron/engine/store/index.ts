import type { Store } from '../ports.ts';
import type { OpenStoreOptions } from './open-store.ts';

export type { OpenStoreOptions } from './open-store.ts';
export { makeFolder } from './folders.ts';

/**
 * Opens a memory, makes it where `create` says so, and brings an older one to this version's schema. The database is
 * loaded here and not before: a command that opens no memory starts without it.
 * @throws KnackError MEMORY_MISSING, MEMORY_LOCKED (with the holder), MEMORY_NEWER (nothing touched), MEMORY_DAMAGED, DISK_FULL, FILE_UNREADABLE
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const { openLanceStore } = await import('./open-store.ts');
  return openLanceStore(options);
}

/**
 * Asked before a memory is made at `uri`: how it is taken away again should nothing come into it. null where something is
 * there already, and for a place that only the database reaches.
 */
export async function planDiscard(uri: string): Promise<(() => Promise<boolean>) | null> {
  const { planDiscard: plan } = await import('./discard.ts');
  return plan(uri);
}
