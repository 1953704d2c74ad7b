import type { Connection } from '@lancedb/lancedb';
import {
  guarded,
  LanceTable,
  schemaOf,
  searchSchema,
  tableNames,
  tableSchemas,
  type TableName,
} from './lance/index.ts';

/** The open tables of one memory, each opened once and only when it is first used. */
export class Tables {
  readonly #db: Connection;
  readonly #uri: string;
  readonly #open = new Map<TableName, Promise<LanceTable>>();

  constructor(db: Connection, uri: string) {
    this.#db = db;
    this.#uri = uri;
  }

  /** @throws KnackError MEMORY_DAMAGED */
  get(name: TableName): Promise<LanceTable> {
    const present = this.#open.get(name);
    if (present !== undefined) return present;
    const expected = schemaOf(name);
    const opening = LanceTable.open({ db: this.#db, place: { uri: this.#uri, table: name }, expected });
    this.#open.set(name, opening);
    // A table that did not open is tried again by the next call.
    opening.catch(() => this.#open.delete(name));
    return opening;
  }

  /** Makes the search table anew for vectors of another length. */
  async recreateSearch(dimension: number): Promise<LanceTable> {
    const options = { mode: 'overwrite' } as const;
    await guarded({ uri: this.#uri, table: 'search' }, () =>
      this.#db.createEmptyTable('search', searchSchema(dimension), options),
    );
    this.#open.delete('search');
    return this.get('search');
  }

  async close(): Promise<void> {
    const tables = await Promise.allSettled(this.#open.values());
    for (const table of tables) {
      if (table.status === 'fulfilled') table.value.close();
    }
    this.#open.clear();
    this.#db.close();
  }
}

/** Makes every table that is not there yet, but for `meta`, whose row says that the memory is complete. */
export async function createTables(db: Connection, uri: string): Promise<void> {
  const present = new Set(await guarded({ uri, table: 'meta' }, () => db.tableNames()));
  for (const name of tableNames) {
    if (name === 'meta' || present.has(name)) continue;
    await guarded({ uri, table: name }, () => db.createEmptyTable(name, schemaOf(name), { mode: 'create' }));
  }
  if (!present.has('meta')) {
    await guarded({ uri, table: 'meta' }, () => db.createEmptyTable('meta', tableSchemas.meta, { mode: 'create' }));
  }
}
