import type { RecordBatch } from 'apache-arrow';
import { crc32 } from 'node:zlib';
import { trajectorySchema, type Source, type Trajectory } from '../../../shared/model/index.ts';
import type { AnalysisRow } from '../ports.ts';
import { chunks, damaged, isOneOf, numbers, texts, type Place, type Row } from './lance/index.ts';
import type { Tables } from './tables.ts';

/** Trajectories of one batch of the stream: some 3 MB of text. */
const rowsPerBatch = 256;

/** Above so many sources their list is longer to read than the rows. */
const sourcesPerStatement = 1000;
const idsPerStatement = 1000;

type EpisodeTable = 'trajectories' | 'analyses';

/** Trajectories and their analyses, each with its source, so that what no event names can be dropped. */
export class Episodes {
  readonly #tables: Tables;
  /** Of each table all ids that are there, each with its source, where they were read; again after a write that failed. */
  readonly #present = new Map<EpisodeTable, Map<string, string>>();
  #streams = 0;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /** A stream reads by row position, which compaction would change under it. */
  get isStreaming(): boolean {
    return this.#streams > 0;
  }

  /** Trajectories that are there already are left alone; an analysis that is there already is replaced. */
  async add(trajectories: readonly Trajectory[], analyses: readonly AnalysisRow[]): Promise<void> {
    const ids = [...new Set([...trajectories.map(({ id }) => id), ...analyses.map((row) => row.trajectoryId)])];
    const [sourceOf, known] = [await this.#sourcesOf('trajectories', ids), await this.#sourcesOf('analyses', ids)];
    const all = new Map(this.#present);
    const fresh = new Map(trajectories.filter(({ id }) => !sourceOf.has(id)).map((one) => [one.id, one]));
    const [trajectoryTable, analysisTable] = await Promise.all([
      this.#tables.get('trajectories'),
      this.#tables.get('analyses'),
    ]);
    this.#present.clear();
    await trajectoryTable.add([...fresh.values()].map(trajectoryRow));
    for (const { id, sourceId } of fresh.values()) sourceOf.set(id, sourceId);
    const rows = analyses.map((row) => analysisRow(row, sourceOf.get(row.trajectoryId) ?? ''));
    await analysisTable.deleteWhere(
      'id',
      analyses.map((row) => row.trajectoryId).filter((id) => known.has(id)),
    );
    await analysisTable.add(rows);
    for (const { trajectoryId } of analyses) known.set(trajectoryId, sourceOf.get(trajectoryId) ?? '');
    for (const [name, present] of all) this.#present.set(name, present);
  }

  async dropAllBut(sources: readonly Source[]): Promise<void> {
    const named = new Set(sources.map((source) => source.id));
    for (const name of ['analyses', 'trajectories'] as const) {
      if (!(await this.#mayHaveOthers(name, named))) continue;
      const present = new Set((await this.#sourcesIn(name)).values());
      const orphans = [...present].filter((id) => !named.has(id));
      if (orphans.length === 0) continue;
      this.#present.delete(name);
      await (await this.#tables.get(name)).deleteWhere('sourceId', orphans);
    }
  }

  /** In trajectory id order. */
  async analyses(): Promise<readonly AnalysisRow[]> {
    const table = await this.#tables.get('analyses');
    const rows: AnalysisRow[] = [];
    for (const batch of await table.read((query) => query.select(['id', 'version', 'json', 'crc']))) {
      const ids = texts(batch, 'id');
      const versions = numbers(batch, 'version');
      for (const [index, data] of checkedTexts(batch, table.place).entries()) {
        rows.push({ trajectoryId: ids[index] ?? '', version: versions[index] ?? 0, data });
      }
    }
    return rows.sort((a, b) => (a.trajectoryId < b.trajectoryId ? -1 : 1));
  }

  async trajectory(id: string): Promise<Trajectory | null> {
    const table = await this.#tables.get('trajectories');
    const batches = await table.read((query) => query.select(['json', 'crc']).where(isOneOf('id', [id])));
    const found = batches.flatMap((batch) => checkedTexts(batch, table.place))[0];
    return found === undefined ? null : parseTrajectory(found, table.place);
  }

  async ids(): Promise<readonly string[]> {
    return [...(await this.#sourcesIn('trajectories')).keys()].sort();
  }

  async *stream(): AsyncGenerator<readonly Trajectory[]> {
    this.#streams += 1;
    try {
      const table = await this.#tables.get('trajectories');
      const batches = await table.read((query) => query.select(['id']).withRowId());
      const rows = batches.flatMap((batch) => {
        const rowIds = numbers(batch, '_rowid');
        return texts(batch, 'id').map((id, index) => ({ id, rowId: rowIds[index] ?? 0 }));
      });
      rows.sort((a, b) => (a.id < b.id ? -1 : 1));
      for (const part of chunks(rows, rowsPerBatch)) {
        const taken = await table.take(part.map((row) => row.rowId));
        const texted = taken.flatMap((batch) => checkedTexts(batch, table.place));
        yield texted.map((text) => parseTrajectory(text, table.place)).sort((a, b) => (a.id < b.id ? -1 : 1));
      }
    } finally {
      this.#streams -= 1;
    }
  }

  /** Whether a table may have rows of other sources: the database counts them, so that no row need come out of it. */
  async #mayHaveOthers(name: EpisodeTable, named: ReadonlySet<string>): Promise<boolean> {
    if (this.#present.has(name) || named.size === 0 || named.size > sourcesPerStatement) return true;
    const table = await this.#tables.get(name);
    if ((await table.count()) > 0) return (await table.count(`NOT ${isOneOf('sourceId', [...named])}`)) > 0;
    this.#present.set(name, new Map());
    return false;
  }

  async #sourcesIn(name: EpisodeTable): Promise<Map<string, string>> {
    const known = this.#present.get(name);
    if (known !== undefined) return known;
    const present = sourcesById(await (await this.#tables.get(name)).read((query) => query.select(['id', 'sourceId'])));
    this.#present.set(name, present);
    return present;
  }

  /** The same of some ids, and of all where they were read. */
  async #sourcesOf(name: EpisodeTable, ids: readonly string[]): Promise<Map<string, string>> {
    const known = this.#present.get(name);
    if (known !== undefined) return known;
    const table = await this.#tables.get(name);
    const found: RecordBatch[] = [];
    for (const part of chunks(ids, idsPerStatement)) {
      found.push(...(await table.read((query) => query.select(['id', 'sourceId']).where(isOneOf('id', part)))));
    }
    return sourcesById(found);
  }
}

function sourcesById(batches: readonly RecordBatch[]): Map<string, string> {
  const pairs = batches.flatMap((batch) => {
    const sourceIds = texts(batch, 'sourceId');
    return texts(batch, 'id').map((id, index) => [id, sourceIds[index] ?? ''] as const);
  });
  return new Map(pairs);
}

function trajectoryRow(trajectory: Trajectory): Row {
  const json = JSON.stringify(trajectory);
  const { id, sourceId, record, outcome, goal } = trajectory;
  return { id, sourceId, record, outcome, steps: trajectory.steps.length, goal, json, crc: crc32(json) };
}

function analysisRow(row: AnalysisRow, sourceId: string): Row {
  return { id: row.trajectoryId, sourceId, version: row.version, json: row.data, crc: crc32(row.data) };
}

/** @throws KnackError MEMORY_DAMAGED where a text is not the one that was written */
function checkedTexts(batch: RecordBatch, place: Place): string[] {
  const sums = numbers(batch, 'crc');
  return texts(batch, 'json').map((text, index) => {
    if (crc32(text) !== sums[index]) throw damaged(place, 'a text does not have the checksum that was stored with it');
    return text;
  });
}

function parseTrajectory(json: string, place: Place): Trajectory {
  const parsed = trajectorySchema.safeParse(JSON.parse(json));
  if (!parsed.success) throw damaged(place, `a row is no trajectory (${parsed.error.issues[0]?.message ?? ''})`);
  return parsed.data;
}
