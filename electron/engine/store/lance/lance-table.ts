import type { Connection, Query, Table } from '@lancedb/lancedb';
import type { RecordBatch, Schema } from 'apache-arrow';
import { encodeRows, type Row } from './columns.ts';
import { damaged, guarded, type Place } from './faults.ts';
import { searchSchema } from './schema.ts';

/** Rows whose texts are longer than this together go in several writes: peak memory stays flat. */
const bytesPerWrite = 48 * 1024 * 1024;
/** An `IN` list longer than this is split, so that no statement grows without bound. */
const idsPerStatement = 2000;

/** One table of a memory: every call is guarded, rows go in as Arrow, batches come out. */
export class LanceTable {
  readonly #table: Table;
  readonly #place: Place;
  readonly schema: Schema;

  private constructor(table: Table, place: Place, schema: Schema) {
    this.#table = table;
    this.#place = place;
    this.schema = schema;
  }

  /** @throws KnackError MEMORY_DAMAGED when the table is not there, cannot be read, or has other columns */
  static async open(options: {
    db: Connection;
    place: Place;
    expected: Schema;
    version?: number;
  }): Promise<LanceTable> {
    const { db, place, expected, version } = options;
    return guarded(place, async () => {
      const table = await db.openTable(place.table, [], version === undefined ? {} : { version });
      const schema = await table.schema();
      const found = schema.fields.map((field) => field.name);
      const missing = expected.fields.filter((field) => !found.includes(field.name));
      if (missing.length > 0) throw damaged(place, `column ${missing[0]?.name ?? ''} is missing`);
      const dimension = schema.fields.map(listSize).find((size) => size !== null);
      return new LanceTable(table, place, dimension === undefined ? expected : searchSchema(Number(dimension)));
    });
  }

  get place(): Place {
    return this.#place;
  }

  /** Runs a call on the vendor's table with its errors translated. */
  run<T>(call: (table: Table) => Promise<T>): Promise<T> {
    return guarded(this.#place, () => call(this.#table));
  }

  /** One commit for up to 48 MB of rows, one more for each further 48 MB. */
  async add(rows: readonly Row[]): Promise<void> {
    for (const part of parts(rows)) {
      const data = encodeRows(this.schema, part);
      await this.run((table) => table.add(data));
    }
  }

  /** Replaces all rows. The first commit drops the old rows; only up to 48 MB is it the only one. */
  async overwrite(rows: readonly Row[]): Promise<void> {
    const [first, ...rest] = rows.length === 0 ? [[]] : parts(rows);
    const data = encodeRows(this.schema, first ?? []);
    await this.run((table) => table.add(data, { mode: 'overwrite' }));
    for (const part of rest) await this.add(part);
  }

  /** Deletes the rows whose column has one of these values. */
  async deleteWhere(column: string, values: readonly string[]): Promise<void> {
    for (const part of chunks(values, idsPerStatement)) {
      await this.run((table) => table.delete(isOneOf(column, part)));
    }
  }

  /**
   * The rows that a query gives, batch by batch, in one list. A reader beside the writer may hold a version whose files were
   * cleaned away meanwhile: then the latest version is read.
   */
  async read(shape: (query: Query) => unknown = () => undefined): Promise<RecordBatch[]> {
    return this.run(async (table) => {
      try {
        return await collect(table.query(), shape);
      } catch (error) {
        if (!/not found/i.test(String(error))) throw error;
        await table.checkoutLatest();
        return collect(table.query(), shape);
      }
    });
  }

  /** Rows by their position, as `withRowId` told it. Valid only at the version that told it. */
  async take(rowIds: readonly (number | bigint)[]): Promise<RecordBatch[]> {
    return this.run(async (table) => (await table.takeRowIds(rowIds).toArrow()).batches);
  }

  /**
   * Writes every row again into new files, in one commit. A deleted row otherwise stays in its file until a tenth of the
   * file's rows are deleted.
   */
  async rewrite(): Promise<void> {
    const [column] = this.schema.fields.map((field) => field.name);
    if (column === undefined || (await this.count()) === 0) return;
    await this.run((table) => table.update({ where: 'true', valuesSql: { [column]: `\`${column}\`` } }));
  }

  /**
   * Joins the small fragments that commits left, then removes old versions. In that order: the version before the
   * compaction still names the small files.
   */
  async compact(): Promise<void> {
    await this.run((table) => table.optimize());
    // One process writes, so a file without a manifest is nobody's work under way.
    await this.run((table) => table.optimize({ cleanupOlderThan: new Date(), deleteUnverified: true }));
  }

  /** Commits since the table was made; counts on over processes. */
  version(): Promise<number> {
    return this.run((table) => table.version());
  }

  /** Of all rows, or of those of which a filter in SQL holds. */
  count(filter?: string): Promise<number> {
    return this.run((table) => table.countRows(filter));
  }

  close(): void {
    this.#table.close();
  }
}

async function collect(query: Query, shape: (query: Query) => unknown): Promise<RecordBatch[]> {
  shape(query);
  const batches: RecordBatch[] = [];
  for await (const batch of query) batches.push(batch);
  return batches;
}

/** The vendor's own Arrow classes are another copy than ours, so the type is asked for its shape. */
function listSize(field: { readonly type: object }): number | null {
  return 'listSize' in field.type && typeof field.type.listSize === 'number' ? field.type.listSize : null;
}

/** SQL for membership; the values become quoted literals. */
export function isOneOf(column: string, values: readonly string[]): string {
  return `\`${column}\` IN (${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ')})`;
}

export function* chunks<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

function parts(rows: readonly Row[]): (readonly Row[])[] {
  const out: (readonly Row[])[] = [];
  let start = 0;
  let weight = 0;
  for (const [index, row] of rows.entries()) {
    weight += weigh(row);
    if (weight < bytesPerWrite) continue;
    out.push(rows.slice(start, index + 1));
    start = index + 1;
    weight = 0;
  }
  if (start < rows.length) out.push(rows.slice(start));
  return out;
}

function weigh(row: Row): number {
  let weight = 0;
  for (const value of Object.values(row)) {
    weight += typeof value === 'object' ? (value?.byteLength ?? 0) : typeof value === 'string' ? value.length : 4;
  }
  return weight;
}
