import { z } from 'zod';
import { KnackError } from '../../../shared/errors.ts';
import { derivedTables, type DerivedMark, type DerivedRow, type DerivedTable, type SearchRow } from '../ports.ts';
import { texts, unlessDamaged, type LanceTable } from './lance/index.ts';
import type { SearchIndex } from './search-index.ts';
import type { Tables } from './tables.ts';

export type DerivedRows = Readonly<Record<DerivedTable, readonly DerivedRow[]>>;

const markSchema = z
  .object({
    seq: z.number().int(),
    stateHash: z.string(),
    model: z.string(),
    counts: z.record(z.string(), z.number().int()),
  })
  .readonly();
type StoredMark = z.infer<typeof markSchema>;

/** Above this share of changed rows a table is written anew: one commit instead of two, and nothing to compact. */
const rewriteShare = 0.3;

/**
 * The tables that are made from the journal and the trajectories. The mark says for which event they hold; it is taken
 * away before the first row changes and set after the last, so that a kill in between leaves no mark, and the tables are
 * built again. What stands in the tables is also kept here, so that only changed rows are written.
 */
export class Derived {
  readonly #tables: Tables;
  readonly #search: SearchIndex;
  #known: Record<DerivedTable, ReadonlyMap<string, string>> | null = null;
  #mark: StoredMark | null | undefined;

  constructor(tables: Tables, search: SearchIndex) {
    this.#tables = tables;
    this.#search = search;
  }

  async mark(): Promise<DerivedMark | null> {
    const mark = await this.#readMark();
    return mark === null ? null : { seq: mark.seq, stateHash: mark.stateHash, model: mark.model };
  }

  async read(): Promise<{ readonly tables: DerivedRows; readonly mark: DerivedMark } | null> {
    const mark = await this.#readMark();
    if (mark === null) return null;
    const known = await this.#readTables();
    const agrees = derivedTables.every((name) => known[name].size === mark.counts[name]);
    if (!agrees || (await this.#search.count()) !== mark.counts['search']) return null;
    const { seq, stateHash, model } = mark;
    return { tables: rowsOf(known), mark: { seq, stateHash, model } };
  }

  async write(tables: DerivedRows, search: readonly SearchRow[], mark: DerivedMark): Promise<void> {
    const known = await this.#readWhatCanBe();
    const next = await this.#readMark();
    const plans = derivedTables.map((name) => planTable(name, known[name], tables[name]));
    const changed = plans.filter((plan) => plan.rewrites || plan.removed.length + plan.written.length > 0);
    const searchPlan = await this.#search.plan(search);
    if (changed.length === 0 && searchPlan === null) {
      const stored = markOf(mark, countsOf(tables, search));
      if (JSON.stringify(next) !== JSON.stringify(stored)) await this.#setMark(stored);
      return;
    }
    if (next !== null) await this.#setMark(null);
    // What a failed call left is read again instead of guessed.
    this.#known = null;
    const writes = changed.map(async (plan) => applyPlan(await this.#tables.get(plan.table), plan));
    if (searchPlan !== null) writes.push(this.#search.apply(searchPlan));
    await settle(writes);
    // Its digest may still be worked out while the rows are written: nobody asks for it before.
    await this.#setMark(markOf(mark, countsOf(tables, search)));
    this.#known = fromTables((name) => plans.find((plan) => plan.table === name)?.next ?? new Map());
  }

  /**
   * The rows that stand in each table; null for one that cannot be read. What is derived is made again, whatever a full disk or
   * a failing one has left of it.
   */
  async #readWhatCanBe(): Promise<Record<DerivedTable, ReadonlyMap<string, string> | null>> {
    if (this.#known !== null) return this.#known;
    const entries = await Promise.all(
      derivedTables.map(async (name) => [name, await unlessDamaged(this.#readTable(name))] as const),
    );
    const read = new Map(entries);
    return fromTables((name) => read.get(name) ?? null);
  }

  async #readTable(name: DerivedTable): Promise<ReadonlyMap<string, string>> {
    return readTable(await this.#tables.get(name));
  }

  /** Writes every table anew from what it holds, so that no file keeps a row of before. */
  async rewrite(): Promise<void> {
    const known = await this.#readTables();
    const mark = await this.#readMark();
    if (mark !== null) await this.#setMark(null);
    this.#known = null;
    for (const name of derivedTables) {
      const table = await this.#tables.get(name);
      await table.overwrite([...known[name]].map(([id, json]) => ({ id, json })));
    }
    await this.#search.rewrite();
    if (mark !== null) await this.#setMark(mark);
    this.#known = known;
  }

  async #setMark(mark: StoredMark | null): Promise<void> {
    this.#mark = undefined;
    const table = await this.#tables.get('mark');
    await table.overwrite([{ json: JSON.stringify(mark) }]);
    this.#mark = mark;
  }

  async #readMark(): Promise<StoredMark | null> {
    if (this.#mark !== undefined) return this.#mark;
    const table = await this.#tables.get('mark');
    const batches = (await unlessDamaged(table.read())) ?? [];
    this.#mark = parseMark(batches.flatMap((batch) => texts(batch, 'json'))[0] ?? 'null');
    return this.#mark;
  }

  async #readTables(): Promise<Record<DerivedTable, ReadonlyMap<string, string>>> {
    if (this.#known !== null) return this.#known;
    const entries = await Promise.all(derivedTables.map(async (name) => [name, await this.#readTable(name)] as const));
    const read = new Map(entries);
    this.#known = fromTables((name) => read.get(name) ?? new Map());
    return this.#known;
  }
}

interface TablePlan {
  readonly table: DerivedTable;
  /** Ids whose present row goes. */
  readonly removed: readonly string[];
  readonly written: readonly DerivedRow[];
  readonly rewrites: boolean;
  readonly next: ReadonlyMap<string, string>;
}

/**
 * What has to change so that `before` becomes `rows`; null for what nobody can read. Comparing the texts themselves is exact, and fast
 * where they are the same object.
 */
function planTable(
  table: DerivedTable,
  before: ReadonlyMap<string, string> | null,
  rows: readonly DerivedRow[],
): TablePlan {
  const next = new Map(rows.map((row) => [row.id, row.json]));
  if (next.size !== rows.length) throw repeatedId(table);
  if (before === null) return { table, removed: [], written: rows, rewrites: true, next };
  const written = rows.filter((row) => before.get(row.id) !== row.json);
  const replaced = written.filter((row) => before.has(row.id)).map((row) => row.id);
  const gone = [...before.keys()].filter((id) => !next.has(id));
  const removed = [...replaced, ...gone];
  const rewrites =
    removed.length > 0 && (removed.length + written.length > rewriteShare * rows.length || rows.length < 200);
  return rewrites ? { table, removed, written: rows, rewrites, next } : { table, removed, written, rewrites, next };
}

async function applyPlan(table: LanceTable, plan: TablePlan): Promise<void> {
  const rows = plan.written.map(({ id, json }) => ({ id, json }));
  if (plan.rewrites) {
    await table.overwrite(rows);
    return;
  }
  await table.deleteWhere('id', plan.removed);
  await table.add(rows);
}

/** Waits for every write, also after one failed: a write that still runs must not outlive the call. */
export async function settle(writes: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(writes);
  for (const result of results) {
    if (result.status === 'rejected') throw result.reason;
  }
}

async function readTable(table: LanceTable): Promise<ReadonlyMap<string, string>> {
  const rows = new Map<string, string>();
  for (const batch of await table.read()) {
    const jsons = texts(batch, 'json');
    for (const [index, id] of texts(batch, 'id').entries()) rows.set(id, jsons[index] ?? '');
  }
  return rows;
}

/** In id order by code units. */
function rowsOf(known: Record<DerivedTable, ReadonlyMap<string, string>>): DerivedRows {
  return fromTables((name) =>
    [...known[name]].map(([id, json]) => ({ id, json })).sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
}

function fromTables<T>(valueOf: (name: DerivedTable) => T): Record<DerivedTable, T> {
  // Every name of the list is given, which fromEntries cannot tell.
  return Object.fromEntries(derivedTables.map((name) => [name, valueOf(name)])) as Record<DerivedTable, T>;
}

function countsOf(tables: DerivedRows, search: readonly SearchRow[]): Record<string, number> {
  return { ...fromTables((name) => tables[name].length), search: search.length };
}

function markOf({ seq, stateHash, model }: DerivedMark, counts: StoredMark['counts']): StoredMark {
  return { seq, stateHash, model, counts };
}

function parseMark(json: string): StoredMark | null {
  try {
    return markSchema.nullable().catch(null).parse(JSON.parse(json));
  } catch {
    return null;
  }
}

function repeatedId(table: DerivedTable): KnackError {
  return new KnackError({
    code: 'INTERNAL',
    happened: `Two rows for the table "${table}" have the same id.`,
    kept: 'The memory is as it was.',
    todo: 'Report it with the steps that led here.',
  });
}
