import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Trajectory } from '../../../shared/model/index.ts';
import type { DerivedMark, Store } from '../ports.ts';
import {
  sampleBatch,
  sampleEvents,
  sampleRows,
  sampleSource,
  sampleTables,
  sampleTrajectory,
  searchRow,
} from './store-samples.fixture.ts';

/** One place for a store: opened as often as a test wants, one at a time. */
export interface StorePlace {
  open(): Promise<Store>;
  dispose(): Promise<void>;
}

const mark: DerivedMark = { seq: 1, stateHash: 'abc', model: 'm' };

/** What the Store port promises, run on every adapter. */
export function storeSuite(name: string, makePlace: () => Promise<StorePlace>): void {
  describe(`${name} keeps the Store port`, () => {
    let place: StorePlace;
    let store: Store;

    beforeEach(async () => {
      place = await makePlace();
      store = await place.open();
    });
    afterEach(async () => {
      await store.close();
      await place.dispose();
    });
    const reopen = async () => {
      await store.close();
      store = await place.open();
    };

    journalRules(() => store, reopen);
    episodeRules(() => store, reopen);
    vectorRules(() => store, reopen);
    derivedRules(() => store, reopen);
    searchRules(() => store, reopen);
    lifeRules(() => store, reopen);
  });
}

type Current = () => Store;
type Reopen = () => Promise<void>;

function journalRules(current: Current, reopen: Reopen): void {
  it('starts with an empty journal', async () => {
    expect(await current().events()).toEqual([]);
  });

  it('gives back the events that were appended, in order, also after a reopen', async () => {
    const first = sampleEvents(
      [],
      [
        { kind: 'item-deleted', itemId: 'p1' },
        { kind: 'item-restored', itemId: 'p1' },
      ],
    );
    const second = sampleEvents(first, [{ kind: 'undone', seq: 2 }]);
    await current().append(first);
    await current().append(second);
    expect(await current().events()).toEqual([...first, ...second]);
    await reopen();
    expect(await current().events()).toEqual([...first, ...second]);
  });

  it('refuses events that do not continue the journal, and keeps it', async () => {
    const [first, second] = sampleEvents(
      [],
      [
        { kind: 'undone', seq: 1 },
        { kind: 'undone', seq: 1 },
      ],
    );
    if (first === undefined || second === undefined) throw new Error('two samples');
    await expect(current().append([second])).rejects.toMatchObject({ code: 'INTERNAL' });
    await current().append([first]);
    await expect(current().append([first])).rejects.toMatchObject({ code: 'INTERNAL' });
    await reopen();
    expect(await current().events()).toEqual([first]);
  });
}

function episodeRules(current: Current, reopen: Reopen): void {
  it('gives back each trajectory as it was, by id and as a stream in id order', async () => {
    const batch = sampleBatch(sampleSource('a'), 600);
    await current().addTrajectories(batch);
    await reopen();
    const ids = batch.trajectories.map(({ id }) => id).sort();
    expect(await current().trajectoryIds()).toEqual(ids);
    const streamed: Trajectory[] = [];
    for await (const part of current().trajectories()) streamed.push(...part);
    expect(streamed.map(({ id }) => id)).toEqual(ids);
    const byId = new Map(batch.trajectories.map((one) => [one.id, one]));
    expect(streamed).toEqual(ids.map((id) => byId.get(id)));
    expect(await current().trajectory(ids[7] ?? '')).toEqual(byId.get(ids[7] ?? ''));
    expect(await current().trajectory("no'such")).toBeNull();
  });

  it('adds nothing twice', async () => {
    const batch = sampleBatch(sampleSource('a'), 5);
    await current().addTrajectories(batch);
    await current().addTrajectories(batch);
    expect(await current().trajectoryIds()).toHaveLength(5);
    expect(await current().analyses()).toHaveLength(5);
  });

  it('replaces the analysis of a trajectory that is there', async () => {
    const { trajectories, analyses } = sampleBatch(sampleSource('a'), 3);
    await current().addTrajectories({ trajectories, analyses });
    const newer = analyses.slice(0, 1).map((row) => ({ ...row, version: 2, data: '{"new":true}' }));
    await current().addTrajectories({ trajectories: [], analyses: newer });
    await reopen();
    const found = await current().analyses();
    const byId = (a: { trajectoryId: string }, b: { trajectoryId: string }) =>
      a.trajectoryId < b.trajectoryId ? -1 : 1;
    expect(found).toEqual([...newer, ...analyses.slice(1)].sort(byId));
  });

  it('drops trajectories and analyses of sources that no event names, and those alone', async () => {
    const [kept, dropped] = [sampleSource('kept'), sampleSource("dro'pped")];
    const batch = sampleBatch(kept, 4);
    await current().addTrajectories(batch);
    await current().addTrajectories(sampleBatch(dropped, 3));
    await current().dropOrphans([kept]);
    await reopen();
    expect(await current().trajectoryIds()).toEqual(batch.trajectories.map(({ id }) => id).sort());
    expect(await current().analyses()).toHaveLength(4);
    expect(await current().trajectory(sampleTrajectory(dropped, 0).id)).toBeNull();
    await current().addTrajectories(sampleBatch(dropped, 3));
    expect(await current().trajectoryIds()).toHaveLength(7);
  });
}

function vectorRules(current: Current, reopen: Reopen): void {
  it('gives back vectors bit for bit, by model and text', async () => {
    const vector = Float32Array.from([0.1, -2, 1e-30]);
    await current().addVectors([
      { textHash: 'h1', model: 'm', vector },
      { textHash: 'h2', model: 'm', vector: Float32Array.from([1, 0, 0]) },
      { textHash: 'h1', model: "other's", vector: Float32Array.from([5, 5]) },
    ]);
    await current().addVectors([{ textHash: 'h1', model: 'm', vector }]);
    await reopen();
    const found = await current().vectors('m', ['h1', 'absent']);
    expect([...found]).toEqual([['h1', vector]]);
    expect([...(await current().vectors("other's", ['h1', 'h2']))]).toEqual([['h1', Float32Array.from([5, 5])]]);
    expect((await current().vectors('m', [])).size).toBe(0);
    const many = Array.from({ length: 2000 }, (_, index) => `h${index}`);
    expect([...(await current().vectors('m', many)).keys()].sort()).toEqual(['h1', 'h2']);
  });
}

function derivedRules(current: Current, reopen: Reopen): void {
  it('has no derived state before one is written', async () => {
    expect(await current().readDerived()).toBeNull();
    expect(await current().derivedMark()).toBeNull();
  });

  it('gives back derived rows in id order with their mark', async () => {
    const tables = sampleTables({ procedures: sampleRows('p', 3).toReversed(), evidence: sampleRows('e', 500) });
    await current().writeDerived(tables, [searchRow('p-000000', 'pour tea', [1, 0])], mark);
    const sorted = sampleTables({ procedures: sampleRows('p', 3), evidence: sampleRows('e', 500) });
    expect(await current().readDerived()).toEqual({ tables: sorted, mark });
    await reopen();
    expect(await current().readDerived()).toEqual({ tables: sorted, mark });
  });

  it('changes, adds and removes single rows, and empties a table', async () => {
    const before = sampleTables({ evidence: sampleRows('e', 500), metas: sampleRows('m', 2) });
    await current().writeDerived(before, [], mark);
    const rows = sampleRows('e', 501).map((row) => (row.id === 'e-000007' ? { ...row, json: '{"changed":1}' } : row));
    const after = sampleTables({ evidence: rows.filter((row) => row.id !== 'e-000009') });
    await current().writeDerived(after, [], { ...mark, seq: 2 });
    expect(await current().readDerived()).toEqual({ tables: after, mark: { ...mark, seq: 2 } });
    await reopen();
    expect(await current().readDerived()).toEqual({ tables: after, mark: { ...mark, seq: 2 } });
  });

  it('moves the mark alone where no row changed', async () => {
    const tables = sampleTables({ evidence: sampleRows('e', 5) });
    await current().writeDerived(tables, [], mark);
    await current().writeDerived(tables, [], { ...mark, seq: 9 });
    await reopen();
    expect((await current().readDerived())?.mark.seq).toBe(9);
    expect(await current().derivedMark()).toEqual({ ...mark, seq: 9 });
  });

  it('refuses two rows with one id', async () => {
    const row = { id: 'x', json: '{}' };
    await expect(current().writeDerived(sampleTables({ extras: [row, row] }), [], mark)).rejects.toMatchObject({
      code: 'INTERNAL',
    });
    expect(await current().readDerived()).toBeNull();
  });
}

const shelf = [
  searchRow('tea', 'pour hot tea into the cup', [1, 0, 0]),
  searchRow('mail', 'send the letters by post', [0, 1, 0]),
  searchRow('plant', 'water plants, then post a note', [0, 0.6, 0.8]),
  searchRow('mute', 'cancel_order in the queue', null),
];

function searchRules(current: Current, reopen: Reopen): void {
  const written = () => current().writeDerived(sampleTables({}), shelf, mark);
  const search = (text: string, vector: readonly number[] | null, limit = 10) =>
    current().search({ text, vector: vector === null ? null : Float32Array.from(vector), limit });

  it('finds nothing in an empty memory', async () => {
    expect(await search('tea', [1, 0, 0])).toEqual([]);
  });

  it('finds by words alone, by stems, and without regard to case', async () => {
    await written();
    const hits = await search('Pouring TEAS', null);
    expect(hits.map((hit) => hit.id)).toEqual(['tea']);
    expect(hits[0]?.bm25).toBeGreaterThan(0);
    expect(hits[0]?.cosine).toBeNull();
    expect((await search('order', null)).map((hit) => hit.id)).toEqual(['mute']);
  });

  it('fuses words and meaning, and shows each score itself', async () => {
    await written();
    await reopen();
    const hits = await search('post', [0, 1, 0]);
    expect(hits.slice(0, 2).map((hit) => hit.id)).toEqual(['mail', 'plant']);
    const byId = new Map(hits.map((hit) => [hit.id, hit]));
    expect(byId.get('mail')?.cosine).toBeCloseTo(1, 6);
    expect(byId.get('plant')?.cosine).toBeCloseTo(0.6, 6);
    expect(byId.get('tea')).toMatchObject({ cosine: 0, bm25: 0 });
    expect(hits.every((hit, index) => index === 0 || hit.fused <= (hits[index - 1]?.fused ?? 0))).toBe(true);
    const wordless = await search('cancel', [0, 1, 0]);
    expect(wordless.find((hit) => hit.id === 'mute')).toMatchObject({ cosine: null });
  });

  it('takes any text as a question, and gives at most the limit', async () => {
    await written();
    for (const text of ['', '   ', 'the of', `it's (a) "quote" AND NOT -x +y: * ~ \\ ^`, '茶', '\u0000']) {
      expect(await search(text, null)).toEqual([]);
    }
    expect(await search('post tea order', [0, 1, 0], 1)).toHaveLength(1);
    expect((await search('tea', [0, 0, 0])).map((hit) => hit.id)).toEqual(['tea']);
  });

  it('forgets rows that went, and takes vectors of another length', async () => {
    await written();
    await current().writeDerived(sampleTables({}), shelf.slice(1), mark);
    expect(await search('tea', null)).toEqual([]);
    const longer = [searchRow('tea', 'pour tea', [0, 0, 0, 1])];
    await current().writeDerived(sampleTables({}), longer, mark);
    await reopen();
    expect(await search('', [0, 0, 0, 1])).toMatchObject([{ id: 'tea', cosine: 1 }]);
    expect(await search('tea', [1, 0, 0])).toMatchObject([{ id: 'tea', cosine: null }]);
  });
}

function lifeRules(current: Current, reopen: Reopen): void {
  it('is the same after it was compacted', async () => {
    const events = sampleEvents([], [{ kind: 'undone', seq: 1 }]);
    const batch = sampleBatch(sampleSource('a'), 20);
    for (const trajectory of batch.trajectories)
      await current().addTrajectories({ trajectories: [trajectory], analyses: [] });
    await current().append(events);
    await current().writeDerived(sampleTables({ evidence: sampleRows('e', 300) }), shelf, mark);
    await current().writeDerived(sampleTables({ evidence: sampleRows('e', 299) }), shelf.slice(1), mark);
    await current().optimize();
    await reopen();
    expect(await current().events()).toEqual(events);
    expect(await current().trajectoryIds()).toHaveLength(20);
    expect(await current().trajectory(batch.trajectories[3]?.id ?? '')).toEqual(batch.trajectories[3]);
    expect((await current().readDerived())?.tables.evidence).toHaveLength(299);
    expect((await current().search({ text: 'letters', vector: null, limit: 3 })).map((hit) => hit.id)).toEqual([
      'mail',
    ]);
  });

  it('keeps its answers in order when calls are not awaited one by one', async () => {
    const events = sampleEvents(
      [],
      [
        { kind: 'undone', seq: 1 },
        { kind: 'undone', seq: 2 },
      ],
    );
    const [first, second] = [events.slice(0, 1), events.slice(1)];
    const [, , seen] = await Promise.all([current().append(first), current().append(second), current().events()]);
    expect(seen).toEqual(events);
  });

  it('refuses calls after it was closed', async () => {
    await current().close();
    await expect(current().events()).rejects.toMatchObject({ code: 'WRONG_USE' });
    await current().close();
  });
}
