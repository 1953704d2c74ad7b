import { connect } from '@lancedb/lancedb';
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reportOf } from '../../../shared/errors.ts';
import { openStore } from './index.ts';
import {
  sampleBatch,
  sampleEvents,
  sampleRows,
  sampleSource,
  sampleTables,
  searchRow,
} from './store-samples.fixture.ts';

let folder: string;
let uri: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-damage-'));
  const store = await openStore({ uri: join(folder, 'whole'), create: true });
  const source = sampleSource('a');
  await store.addTrajectories(sampleBatch(source, 40));
  await store.append(sampleEvents([], [{ kind: 'sources-imported', sources: [source] }]));
  const mark = { seq: 1, stateHash: 'h', model: 'm' };
  await store.writeDerived(
    sampleTables({ procedures: sampleRows('p', 2), evidence: sampleRows('e', 50) }),
    [searchRow('tea', 'pour tea', [1, 0])],
    mark,
  );
  await store.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  uri = join(folder, 'copy');
  await rm(uri, { recursive: true, force: true });
  await cp(join(folder, 'whole'), uri, { recursive: true });
});

/** Reads everything; gives the codes of what was refused. */
async function codesOfReading(): Promise<readonly string[]> {
  const store = await openStore({ uri, create: false });
  const reads = [
    () => store.events(),
    () => store.analyses(),
    async () => {
      for await (const part of store.trajectories()) expect(part.length).toBeGreaterThan(0);
    },
    () => store.readDerived(),
    () => store.search({ text: 'tea', vector: Float32Array.from([1, 0]), limit: 1 }),
  ];
  const codes: string[] = [];
  for (const read of reads) {
    await read().catch((error: unknown) => codes.push(reportOf(error).code));
  }
  await store.close();
  return codes;
}

const dataFile = async (table: string) => {
  const data = join(uri, `${table}.lance`, 'data');
  return join(data, (await readdir(data)).sort()[0] ?? '');
};

describe.each(['journal', 'trajectories', 'analyses', 'evidence', 'search'])('a damaged table %s', (table) => {
  it('that was cut off is named, and nothing hangs', async () => {
    await truncate(await dataFile(table), 100);
    expect(new Set(await codesOfReading())).toEqual(new Set(['MEMORY_DAMAGED']));
  });

  it('that was emptied or lost is named', async () => {
    await writeFile(await dataFile(table), '');
    expect(await codesOfReading()).toContain('MEMORY_DAMAGED');
    await rm(await dataFile(table));
    expect(await codesOfReading()).toContain('MEMORY_DAMAGED');
  });
});

it.each(['procedures', 'evidence', 'mark', 'search'])(
  'a derived table %s that cannot be read is written anew, for it can be made again [J7]',
  async (table) => {
    await truncate(await dataFile(table), 100);
    const store = await openStore({ uri, create: false });
    const rows = sampleTables({ procedures: sampleRows('p', 3), evidence: sampleRows('e', 20) });
    await store.writeDerived(rows, [searchRow('tea', 'pour tea', [1, 0])], { seq: 1, stateHash: 'h', model: 'm' });
    await store.close();
    const again = await openStore({ uri, create: false });
    expect((await again.readDerived())?.tables).toEqual(rows);
    expect(await again.searchRows()).toHaveLength(1);
    await again.close();
  },
);

it('a text whose bytes changed in place does not pass for the one that was written', async () => {
  const db = await connect(uri);
  const table = await db.openTable('analyses');
  await table.update({ valuesSql: { json: `replace(json, '"record":7', '"record":8')` } });
  db.close();
  expect(await codesOfReading()).toEqual(['MEMORY_DAMAGED']);
});

it('an event that is no event, or is missing, is named', async () => {
  const db = await connect(uri);
  await (await db.openTable('journal')).update({ values: { json: '{"seq":1}' } });
  db.close();
  expect(await codesOfReading()).toEqual(['MEMORY_DAMAGED']);
});

it('bits that flip never crash or hang the reader, and no other error comes out', async () => {
  let seed = 7;
  const next = () => (seed = (seed * 48_271) % 2_147_483_647);
  for (const table of ['journal', 'trajectories', 'evidence', 'mark', 'search']) {
    const file = await dataFile(table);
    const whole = await readFile(file);
    for (let turn = 0; turn < 6; turn += 1) {
      const bytes = Buffer.from(whole);
      const at = next() % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (next() % 8));
      await writeFile(file, bytes);
      expect((await codesOfReading()).filter((code) => code !== 'MEMORY_DAMAGED')).toEqual([]);
    }
    await writeFile(file, whole);
  }
});
