import type { SearchHit, SearchRow } from '../ports.ts';
import { isOneOf, numbers, texts, unlessDamaged, vectors, type LanceTable, type Row } from './lance/index.ts';
import { fuse } from './fusion.ts';
import { indexText, indexVectors } from './search-indices.ts';
import type { Tables } from './tables.ts';

/** How deep each of the two lists is that are fused. Fixed, so that a longer answer never changes a shorter one. */
const listDepth = 100;
/** Above this many rows the word index is not made anew at every change, but completed when idle. */
const reindexedAtMost = 5000;

export interface SearchPlan {
  readonly removed: readonly string[];
  readonly written: readonly SearchRow[];
  readonly rewrites: boolean;
  readonly next: ReadonlyMap<string, SearchRow>;
  readonly dimension: number;
}

/**
 * Procedures and meta-procedures by words and by meaning. LanceDB gives both lists, BM25 and nearest by cosine. Its own
 * hybrid call normalises the scores that it fuses, so the lists are asked for side by side and fused here: the
 * answer can then show the cosine and the BM25 score themselves.
 */
export class SearchIndex {
  readonly #tables: Tables;
  #known: ReadonlyMap<string, SearchRow> | null = null;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  async count(): Promise<number> {
    return (await this.#rows()).size;
  }

  /** As they are stored: an id that stands there twice is there twice. */
  async stored(): Promise<readonly SearchRow[]> {
    return readRows(await this.#tables.get('search'));
  }

  /** What has to change; null where nothing has. */
  async plan(rows: readonly SearchRow[]): Promise<SearchPlan | null> {
    const next = new Map(rows.map((row) => [row.id, row]));
    const before = await unlessDamaged(this.#rows());
    if (before === null) return { removed: [], written: rows, rewrites: true, next, dimension: dimensionOf(rows) ?? 1 };
    const written = rows.filter((row) => !isSameRow(before.get(row.id), row));
    const gone = [...before.keys()].filter((id) => !next.has(id));
    if (written.length === 0 && gone.length === 0) return null;
    const removed = [...written.filter((row) => before.has(row.id)).map((row) => row.id), ...gone];
    const dimension = dimensionOf(rows) ?? dimensionOf([...before.values()]) ?? 1;
    const rewrites = rows.length < 200 || written.length + gone.length > rows.length / 3;
    return { removed, written: rewrites ? rows : written, rewrites, next, dimension };
  }

  async apply(plan: SearchPlan): Promise<void> {
    this.#known = null;
    const present = await this.#tables.get('search');
    const changesLength =
      lengthOf(present) !== plan.dimension && [...plan.next.values()].some((row) => row.vector !== null);
    const table = changesLength ? await this.#tables.recreateSearch(plan.dimension) : present;
    if (plan.rewrites || changesLength) {
      await table.overwrite([...plan.next.values()].map(searchRow));
    } else {
      await table.deleteWhere('id', plan.removed);
      await table.add(plan.written.map(searchRow));
    }
    if (plan.next.size <= reindexedAtMost || plan.rewrites) await indexText(table);
    if (plan.rewrites) await indexVectors(table, plan.next.size);
    this.#known = plan.next;
  }

  async search(query: {
    readonly text: string;
    readonly vector: Float32Array | null;
    readonly limit: number;
  }): Promise<readonly SearchHit[]> {
    const rows = await this.#rows();
    if (rows.size === 0) return [];
    const table = await this.#tables.get('search');
    const { vector } = query;
    const nearest = vector !== null && vector.length === lengthOf(table) && !isZero(vector) ? vector : null;
    const [byWords, byMeaning] = await Promise.all([
      listByWords(table, query.text),
      nearest === null ? [] : listByMeaning(table, nearest),
    ]);
    const hits = fuse(byWords, byMeaning).slice(0, query.limit);
    const unscored = byWords.size < listDepth ? [] : hits.filter((hit) => !byWords.has(hit.id)).map((hit) => hit.id);
    const rest = unscored.length === 0 ? new Map<string, number>() : await listByWords(table, query.text, unscored);
    return hits.map(({ id, fused }) => ({
      id,
      cosine: nearest === null ? null : cosine(nearest, rows.get(id)?.vector ?? null),
      bm25: byWords.get(id) ?? rest.get(id) ?? 0,
      fused,
    }));
  }

  /** Writes the table and its indices anew. */
  async rewrite(): Promise<void> {
    const rows = await this.#rows();
    const table = await this.#tables.get('search');
    await table.overwrite([...rows.values()].map(searchRow));
    await indexText(table);
    await indexVectors(table, rows.size);
  }

  /** Completes the indices for rows that came after they were made. */
  async completeIndices(): Promise<void> {
    const rows = await this.#rows();
    if (rows.size === 0) return;
    const table = await this.#tables.get('search');
    await indexText(table);
    await indexVectors(table, rows.size);
  }

  async #rows(): Promise<ReadonlyMap<string, SearchRow>> {
    this.#known ??= new Map((await this.stored()).map((row) => [row.id, row]));
    return this.#known;
  }
}

/** Id to BM25 score, best first, at most `listDepth`; of these ids alone where they are given. */
async function listByWords(
  table: LanceTable,
  text: string,
  among?: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (text.trim() === '') return new Map();
  const batches = await table.read((query) => {
    query
      .fullTextSearch(text, { columns: ['text'] })
      .select(['id', '_score'])
      .limit(among?.length ?? listDepth);
    if (among !== undefined) query.where(isOneOf('id', among));
  });
  const scored = batches.flatMap((batch) => {
    const scores = numbers(batch, '_score');
    return texts(batch, 'id').map((id, index) => [id, scores[index] ?? 0] as const);
  });
  return new Map(scored.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}

/** Ids by cosine, nearest first. Every partition of the index is probed, so the list is exact. */
async function listByMeaning(table: LanceTable, vector: Float32Array): Promise<readonly string[]> {
  const batches = await table.run(async (vendor) => {
    const nearest = vendor.query().nearestTo(vector).distanceType('cosine').nprobes(64);
    return (await nearest.select(['id', '_distance']).limit(listDepth).toArrow()).batches;
  });
  const near = batches.flatMap((batch) => {
    const distances = numbers(batch, '_distance');
    return texts(batch, 'id').map((id, index) => [id, distances[index] ?? 0] as const);
  });
  return near.sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1)).map(([id]) => id);
}

async function readRows(table: LanceTable): Promise<readonly SearchRow[]> {
  const rows: SearchRow[] = [];
  for (const batch of await table.read()) {
    const kinds = texts(batch, 'kind');
    const words = texts(batch, 'text');
    const meanings = vectors(batch, 'vector');
    for (const [index, id] of texts(batch, 'id').entries()) {
      const kind = kinds[index] === 'meta' ? 'meta' : 'procedure';
      rows.push({ id, kind, text: words[index] ?? '', vector: meanings[index] ?? null });
    }
  }
  return rows;
}

function searchRow({ id, kind, text, vector }: SearchRow): Row {
  return { id, kind, text, vector };
}

function isSameRow(a: SearchRow | undefined, b: SearchRow): boolean {
  if (a === undefined || a.text !== b.text || a.kind !== b.kind) return false;
  if (a.vector === null || b.vector === null) return a.vector === b.vector;
  return a.vector === b.vector || Buffer.compare(bytesOf(a.vector), bytesOf(b.vector)) === 0;
}

function bytesOf(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

function dimensionOf(rows: readonly SearchRow[]): number | null {
  return rows.find((row) => row.vector !== null)?.vector?.length ?? null;
}

function lengthOf(table: LanceTable): number {
  const type: unknown = table.schema.fields.find((field) => field.name === 'vector')?.type;
  return typeof type === 'object' && type !== null && 'listSize' in type ? Number(type.listSize) : 0;
}

function isZero(vector: Float32Array): boolean {
  return vector.every((value) => value === 0);
}

/** In double precision from the stored vectors, so that an index never shows in a figure. */
function cosine(a: Float32Array, b: Float32Array | null): number | null {
  if (b === null || b.length !== a.length) return null;
  let dot = 0;
  let aa = 0;
  let bb = 0;
  for (const [index, x] of a.entries()) {
    const y = b[index] ?? 0;
    dot += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa === 0 || bb === 0 ? 0 : Math.max(-1, Math.min(1, dot / Math.sqrt(aa * bb)));
}
