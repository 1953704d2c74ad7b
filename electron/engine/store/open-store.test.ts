import { connect } from '@lancedb/lancedb';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from './index.ts';
import { sampleBatch, sampleEvents, sampleSource } from './store-samples.fixture.ts';

let folder: string;
let uri: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-open-'));
  uri = join(folder, 'memory');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const writeSchema = async (version: string) => {
  const db = await connect(uri);
  await (await db.openTable('meta')).update({ where: `key = 'schema'`, values: { value: version } });
  db.close();
};

/** Every file with its bytes, but for the lock. */
async function picture(): Promise<Record<string, string>> {
  const entries = await readdir(uri, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(file, 'base64')] as const)),
  );
}

it('makes no memory where none is wanted', async () => {
  await expect(openStore({ uri, create: false })).rejects.toMatchObject({ code: 'MEMORY_MISSING' });
  await expect(openStore({ uri, create: true, mode: 'read' })).rejects.toMatchObject({ code: 'MEMORY_MISSING' });
  expect(await readdir(folder)).toEqual([]);
});

it('makes none among the files of somebody else, nor where a file is', async () => {
  await writeFile(join(folder, 'notes.txt'), 'mine');
  for (const taken of [folder, join(folder, 'notes.txt')]) {
    await expect(openStore({ uri: taken, create: true })).rejects.toMatchObject({ code: 'WRONG_USE' });
  }
  expect(await readdir(folder)).toEqual(['notes.txt']);
});

it('says of a name with a line break that no memory can be there, and makes no folder', async () => {
  await expect(openStore({ uri: `${uri}\nagain`, create: true })).rejects.toMatchObject({ code: 'WRONG_USE' });
  expect(await readdir(folder)).toEqual([]);
});

it('has one writer, and any number of readers', async () => {
  const writer = await openStore({ uri, create: true });
  await writer.append(sampleEvents([], [{ kind: 'undone', seq: 1 }]));
  await expect(openStore({ uri, create: true })).rejects.toMatchObject({
    code: 'MEMORY_LOCKED',
    happened: expect.stringContaining(`process ${process.pid}`),
  });
  const reader = await openStore({ uri, create: false, mode: 'read' });
  expect(await reader.events()).toHaveLength(1);
  await expect(reader.append([])).rejects.toMatchObject({ code: 'WRONG_USE' });
  await reader.close();
  await writer.close();
  await (await openStore({ uri, create: false })).close();
});

it('reads on where the writer compacted meanwhile', async () => {
  const writer = await openStore({ uri, create: true });
  let events = sampleEvents([], [{ kind: 'undone', seq: 1 }]);
  await writer.append(events);
  const batch = sampleBatch(sampleSource('a'), 3);
  await writer.addTrajectories(batch);
  const reader = await openStore({ uri, create: false, mode: 'read' });
  expect(await reader.analyses()).toHaveLength(3);
  for (let turn = 0; turn < 60; turn += 1) {
    const next = sampleEvents(events, [{ kind: 'undone', seq: 1 }]);
    await writer.append(next);
    events = [...events, ...next];
  }
  await writer.addTrajectories(sampleBatch(sampleSource('b'), 2));
  await writer.optimize();
  expect(await reader.analyses()).toHaveLength(5);
  expect(await writer.events()).toEqual(events);
  await reader.close();
  await writer.close();
  expect((await readdir(join(uri, 'journal.lance', 'data'))).length).toBeLessThan(5);
});

it('takes a file address for a folder', async () => {
  await (await openStore({ uri, create: true })).close();
  const store = await openStore({ uri: pathToFileURL(uri).href, create: false });
  expect(await store.events()).toEqual([]);
  await store.close();
});

it('completes a memory whose making was cut off', async () => {
  await (await openStore({ uri, create: true })).close();
  await rm(join(uri, 'meta.lance'), { recursive: true });
  await rm(join(uri, 'search.lance'), { recursive: true });
  await expect(openStore({ uri, create: false })).rejects.toMatchObject({ code: 'MEMORY_MISSING' });
  const store = await openStore({ uri, create: true });
  expect(await store.search({ text: 'tea', vector: null, limit: 1 })).toEqual([]);
  await store.close();
});

it('refuses a newer memory and touches nothing', async () => {
  await (await openStore({ uri, create: true })).close();
  await writeSchema('3');
  const before = await picture();
  for (const mode of ['write', 'read'] as const) {
    await expect(openStore({ uri, create: true, mode })).rejects.toMatchObject({ code: 'MEMORY_NEWER' });
  }
  expect(await picture()).toEqual(before);
});

it('brings a memory of schema 1 up to date, keeps what it holds, and can be cut off on the way', async () => {
  const source = sampleSource('old');
  const batch = sampleBatch(source, 30);
  const events = sampleEvents([], [{ kind: 'sources-imported', sources: [source] }]);
  const vector = Float32Array.from([0.25, -1]);
  const made = await openStore({ uri, create: true });
  await made.addTrajectories(batch);
  await made.addVectors([{ textHash: 'h', model: 'm', vector }]);
  await made.append(events);
  await made.close();
  // Schema 1 is schema 2 without its checksums. One table has them already: the migration was killed after it.
  const db = await connect(uri);
  for (const name of ['analyses', 'vectors']) await (await db.openTable(name)).dropColumns(['crc']);
  db.close();
  await writeSchema('1');
  await expect(openStore({ uri, create: false, mode: 'read' })).rejects.toMatchObject({ code: 'WRONG_USE' });

  const store = await openStore({ uri, create: false });
  expect(await store.events()).toEqual(events);
  expect(await store.trajectoryIds()).toHaveLength(30);
  expect(await store.trajectory(batch.trajectories[4]?.id ?? '')).toEqual(batch.trajectories[4]);
  expect(new Set((await store.analyses()).map((row) => row.data))).toEqual(
    new Set(batch.analyses.map((row) => row.data)),
  );
  expect((await store.vectors('m', ['h'])).get('h')).toEqual(vector);
  await store.addTrajectories(sampleBatch(sampleSource('new'), 2));
  await store.close();
  const again = await openStore({ uri, create: false });
  expect(await again.analyses()).toHaveLength(32);
  await again.close();
});

it('says MEMORY_DAMAGED where the row of the schema is nonsense or lost', async () => {
  const store = await openStore({ uri, create: true });
  await store.append(sampleEvents([], [{ kind: 'undone', seq: 1 }]));
  await store.close();
  await writeSchema('two');
  await expect(openStore({ uri, create: true })).rejects.toMatchObject({ code: 'MEMORY_DAMAGED' });
  await rm(join(uri, 'meta.lance'), { recursive: true });
  await expect(openStore({ uri, create: true })).rejects.toMatchObject({ code: 'MEMORY_DAMAGED' });
  // A memory that did not open is held by nobody.
  expect(await readdir(uri)).not.toContain('lock.json');
});
