import type { Connection } from '@lancedb/lancedb';
import { crc32 } from 'node:zlib';
import { guarded, schemaVersion, tableSchemas, encodeRows, type TableName } from './lance/index.ts';
import { writeSchemaVersion } from './schema-version.ts';

/**
 * One step from a schema to the next. A step may be killed anywhere and is then done again from its start,
 * so it looks at what is there before it changes it; the version is written after it.
 */
export interface Migration {
  readonly from: number;
  readonly what: string;
  readonly run: (db: Connection, uri: string) => Promise<void>;
}

/** In order, without gaps: the step at index i goes from schema i + 1 to i + 2. */
export const migrations: readonly Migration[] = [
  { from: 1, what: 'checksums beside trajectories, analyses and vectors', run: addChecksums },
];

/** Brings a memory to the schema of this version, step by step. */
export async function migrate(options: { db: Connection; uri: string; from: number }): Promise<void> {
  const { db, uri, from } = options;
  for (const step of migrations.slice(from - 1)) {
    await step.run(db, uri);
    await writeSchemaVersion({ db, uri, version: step.from + 1 });
  }
  if (from + migrations.slice(from - 1).length !== schemaVersion) {
    throw new Error(`No way from schema ${from} to ${schemaVersion}.`);
  }
}

/** Schema 1 had no `crc` columns. Rows are rewritten in one commit a table, so either all have theirs or none. */
async function addChecksums(db: Connection, uri: string): Promise<void> {
  await addCrc({ db, uri, name: 'trajectories', crcOf: (row) => crc32(String(row['json'])) });
  await addCrc({ db, uri, name: 'analyses', crcOf: (row) => crc32(String(row['json'])) });
  await addCrc({
    db,
    uri,
    name: 'vectors',
    crcOf: (row) => (row['vector'] instanceof Uint8Array ? crc32(row['vector']) : 0),
  });
}

async function addCrc(options: {
  db: Connection;
  uri: string;
  name: Exclude<TableName, 'search'>;
  crcOf: (row: Readonly<Record<string, unknown>>) => number;
}): Promise<void> {
  const { db, uri, name, crcOf } = options;
  await guarded({ uri, table: name }, async () => {
    const table = await db.openTable(name);
    const present = (await table.schema()).fields.some((field) => field.name === 'crc');
    if (present) return;
    const rows: Record<string, string | number | Uint8Array>[] = [];
    for await (const batch of table.query()) {
      for (const row of batch) {
        // A row of a schema-1 table has texts, numbers and bytes alone.
        const cells = row.toJSON() as Record<string, string | number | Uint8Array>;
        rows.push({ ...cells, crc: crcOf(cells) });
      }
    }
    await table.add(encodeRows(tableSchemas[name], rows), { mode: 'overwrite' });
  });
}
