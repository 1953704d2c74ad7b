import type { Connection } from '@lancedb/lancedb';
import { KnackError } from '../../../shared/errors.ts';
import { damaged, guarded, LanceTable, schemaVersion, tableSchemas, texts } from './lance/index.ts';

/** The schema version of the memory at this connection; null where no memory was ever completed. */
export async function readSchemaVersion(db: Connection, uri: string): Promise<number | null> {
  const place = { uri, table: 'meta' };
  const names = await guarded(place, () => db.tableNames());
  if (!names.includes('meta')) {
    if (names.includes('journal') && (await countEvents(db, uri)) > 0) throw damaged(place, 'it is missing');
    return null;
  }
  const meta = await LanceTable.open({ db, place, expected: tableSchemas.meta });
  for (const batch of await meta.read()) {
    const keys = texts(batch, 'key');
    const value = texts(batch, 'value')[keys.indexOf('schema')];
    if (value === undefined) continue;
    if (!/^[1-9]\d{0,5}$/.test(value)) throw damaged(place, `the schema version "${value.slice(0, 20)}" is no number`);
    return Number(value);
  }
  // The table is made before its row, so a kill in between leaves it empty.
  if (names.includes('journal') && (await countEvents(db, uri)) > 0) throw damaged(place, 'its row is missing');
  return null;
}

/** The value of a key of the memory; null where it is not set. */
export async function readMetaValue(meta: LanceTable, key: string): Promise<string | null> {
  for (const batch of await meta.read()) {
    const value = texts(batch, 'value')[texts(batch, 'key').indexOf(key)];
    if (value !== undefined) return value;
  }
  return null;
}

export async function writeSchemaVersion(options: { db: Connection; uri: string; version: number }): Promise<void> {
  const { db, uri, version } = options;
  const meta = await LanceTable.open({ db, place: { uri, table: 'meta' }, expected: tableSchemas.meta });
  await meta.overwrite([{ key: 'schema', value: String(version) }]);
}

/** @throws KnackError MEMORY_NEWER */
export function refuseNewer(uri: string, version: number | null): void {
  if (version === null || version <= schemaVersion) return;
  throw new KnackError({
    code: 'MEMORY_NEWER',
    happened: `The memory ${uri} was written by a newer Knack (schema ${version}; this one knows up to ${schemaVersion}).`,
    kept: 'Nothing was touched.',
    todo: 'Open it with that version of Knack, or update this one.',
  });
}

async function countEvents(db: Connection, uri: string): Promise<number> {
  const journal = await LanceTable.open({ db, place: { uri, table: 'journal' }, expected: tableSchemas.journal });
  return journal.count();
}
