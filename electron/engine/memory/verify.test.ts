import { join } from 'node:path';
import { connect } from '@lancedb/lancedb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VerifyReport } from '../../../shared/contract/index.ts';
import type { Evidence, JournalEvent, Procedure } from '../../../shared/model/index.ts';
import { chainEvent } from '../identity/index.ts';
import * as learning from '../learning/index.ts';
import { openStore } from '../store/index.ts';
import { planPin } from './decisions.ts';
import { planApproval } from './review-plans.ts';
import { hashingEmbedder, importInto, openTestMemory, tempFolder, writeEpisodes } from '../fixtures/memory.fixture.ts';
import { verifyStore } from './verify.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let uri: string;

beforeEach(async () => {
  folder = await tempFolder();
  uri = join(folder.path, 'memory');
  const episodes = await writeEpisodes(join(folder.path, 'episodes.jsonl'), { from: 0, to: 100 });
  const memory = await openTestMemory(uri);
  await importInto(memory, [episodes]);
  const [proposal] = memory.state.derived.proposals;
  await memory.decide((state) => planApproval(state, proposal?.id ?? ''));
  await memory.decide((state) => planPin(state, state.derived.procedures[0]?.id ?? '', true));
  await memory.close();
});

afterEach(() => folder.remove());

async function verify(): Promise<VerifyReport> {
  const store = await openStore({ uri, create: false });
  try {
    return await verifyStore(store, { learning, openEmbedder: async () => hashingEmbedder() });
  } finally {
    await store.close();
  }
}

/** Alters one row of a table behind Knack's back, with LanceDB itself. */
async function alter<T>(table: string, pick: (row: T) => T | null): Promise<void> {
  const db = await connect(uri);
  const opened = await db.openTable(table);
  for (const row of await opened.query().toArray()) {
    const { json } = row.toJSON() as { json: string };
    const altered = pick(JSON.parse(json) as T);
    if (altered === null) continue;
    const where = `json = '${json.replaceAll("'", "''")}'`;
    await opened.update({ where, values: { json: JSON.stringify(altered) } });
    opened.close();
    db.close();
    return;
  }
  throw new Error(`nothing to alter in ${table}`);
}

/** A row as LanceDB takes it back. */
function rowOf(row: {
  readonly id: unknown;
  readonly kind: unknown;
  readonly text: unknown;
  readonly vector: unknown;
}) {
  const { id, kind, text } = row;
  return { id, kind, text, vector: Array.from(row.vector as Iterable<number>) };
}

const faults = (report: VerifyReport): readonly string[] =>
  report.checks.filter(({ ok }) => !ok).map(({ name }) => name);

describe('verify', () => {
  it('passes a memory that nobody touched', async () => {
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('finds an altered alpha [V3, V6]', async () => {
    await alter<Procedure>('procedures', (row) => ({
      ...row,
      posterior: { ...row.posterior, alpha: row.posterior.alpha + 1 },
    }));
    const report = await verify();
    expect(report.ok).toBe(false);
    expect(faults(report)).toEqual(['posterior', 'replay']);
    expect(report.checks.find(({ name }) => name === 'posterior')?.fault).toMatch(/alpha is \d+, but its prior/);
  });

  it('finds an altered evidence row [V3, V4, V6]', async () => {
    await alter<Evidence>('evidence', (row) => (row.outcome === 'success' ? { ...row, outcome: 'failure' } : null));
    expect(faults(await verify())).toEqual(['posterior', 'replay']);
  });

  it('finds evidence of steps that are not there [V4]', async () => {
    await alter<Evidence>('evidence', (row) => ({ ...row, to: 4000 }));
    expect(faults(await verify())).toEqual(['evidence', 'replay']);
  });

  it('finds an altered event [V1]', async () => {
    await alter<JournalEvent>('journal', (row) =>
      row.change.kind === 'item-pinned' ? { ...row, change: { ...row.change, pinned: false } } : null,
    );
    const report = await verify();
    expect(faults(report)).toContain('journal');
    expect(report.checks[0]?.fault).toContain('Event 4 was altered');
    await expect(openTestMemory(uri)).rejects.toThrow(expect.objectContaining({ code: 'MEMORY_DAMAGED' }) as Error);
  });

  it('finds a procedure that names what is not there [V5]', async () => {
    await alter<Procedure>('procedures', (row) => ({ ...row, contexts: { ...row.contexts, success: ['e-none'] } }));
    expect(faults(await verify())).toEqual(['references', 'replay']);
  });

  it('finds a row that was added or taken away [V7]', async () => {
    const db = await connect(uri);
    const evidence = await db.openTable('evidence');
    const [row] = await evidence.query().limit(1).toArray();
    const { id, json } = row.toJSON() as { id: string; json: string };
    await evidence.add([{ id: `${id}x`, json: json.replace(id, `${id}x`) }]);
    expect(faults(await verify())).toEqual(['tables']);
    await evidence.delete(`id = '${id}x'`);
    expect(await verify()).toMatchObject({ ok: true });
    await evidence.delete(`id = '${id}'`);
    expect(faults(await verify())).toEqual(['tables']);
    evidence.close();
    db.close();
    await (await openTestMemory(uri)).close();
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('finds a row of the search table that is another, missing or there twice [V6]', async () => {
    const db = await connect(uri);
    const search = await db.openTable('search');
    const [first, second] = await search.query().limit(2).toArray();
    const [kept, gone] = [String(first.id), String(second.id)];
    await search.update({ where: `id = '${gone}'`, values: { id: kept } });
    expect(faults(await verify())).toEqual(['tables']);
    await search.delete(`id = '${kept}'`);
    await search.add([{ ...rowOf(first), text: 'other words' }, rowOf(second)]);
    expect(faults(await verify())).toEqual(['search']);
    search.close();
    db.close();
  });

  it('takes derived tables of an earlier event for no fault, and the next open makes them again [V8]', async () => {
    const store = await openStore({ uri, create: false });
    const last = (await store.events()).at(-1) ?? null;
    const [id = ''] =
      (await store.readDerived())?.tables.procedures
        .map((item) => item.id)
        .toSorted()
        .slice(-1) ?? [];
    const change = { kind: 'item-deleted', itemId: id } as const;
    await store.append([chainEvent(last, { at: '2026-01-02T00:00:00.000Z', cause: 'person', change })]);
    await store.close();
    expect(await verify()).toMatchObject({ ok: true });
    const memory = await openTestMemory(uri);
    expect(memory.state.derived.procedures.find((item) => item.id === id)?.status).toBe('deleted');
    await memory.close();
    expect(await verify()).toMatchObject({ ok: true });
  });

  it.each(['trajectories', 'analyses'])('finds a row that is missing in %s [V2]', async (table) => {
    const db = await connect(uri);
    const opened = await db.openTable(table);
    const [row] = await opened.query().select(['id']).limit(1).toArray();
    await opened.delete(`id = '${String(row?.['id'])}'`);
    opened.close();
    db.close();
    expect(faults(await verify())).toContain(table);
  });

  it('finds a row that is no row of ours', async () => {
    await alter<object>('proposals', () => ({ id: 'nothing' }));
    expect((await verify()).ok).toBe(false);
  });
});
