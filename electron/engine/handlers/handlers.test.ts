import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, ImportProgress, Look } from '../../../shared/contract/index.ts';
import { createEngine, createRouter, realConfig } from '../index.ts';
import type { Engine } from '../index.ts';
import { fixedTime, hashingEmbedder, tempFolder, writeEpisodes } from '../fixtures/memory.fixture.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let episodes: string;
let engine: Engine;
let client: Client;

/** An error as it crosses the wire: its data is the report. */
const report = (code: string): Error =>
  expect.objectContaining({ data: expect.objectContaining({ code, happened: expect.any(String) }) }) as Error;

beforeAll(async () => {
  folder = await tempFolder();
  episodes = await writeEpisodes(join(folder.path, 'episodes.jsonl'), { from: 0, to: 120 });
  const config = realConfig({
    host: 'desktop',
    version: '1.2.3',
    capabilities: { pickFiles: true, browseFolders: true, dropPaths: true, upload: false, revealFile: true },
    resources: folder.path,
    configFolder: join(folder.path, 'config'),
    now: fixedTime,
  });
  engine = createEngine({ ...config, openEmbedder: async () => hashingEmbedder() });
  client = createRouterClient(createRouter(engine));
  await client.memory.open({ uri: join(folder.path, 'memory'), create: true });
  await runImport([episodes]);
});

afterAll(async () => {
  await engine.close();
  await folder.remove();
});

async function runImport(paths: readonly string[]): Promise<readonly ImportProgress[]> {
  const seen: ImportProgress[] = [];
  for await (const progress of await client.imports.run({ paths: [...paths] })) seen.push(progress);
  return seen;
}

describe('the contract, answered by an engine', () => {
  it('says who it is, and remembers what was opened', async () => {
    const hello = await client.memory.hello();
    expect(hello).toMatchObject({ version: '1.2.3', host: 'desktop', memory: { revision: 2 } });
    expect(hello.recent).toEqual([{ uri: join(folder.path, 'memory'), name: 'memory' }]);
  });

  it('names the field that does not fit, and does nothing', async () => {
    // A caller of another version, or one that no type checked.
    const call = client.memory.undo as (input: unknown) => Promise<unknown>;
    await expect(call({ seq: 'last' })).rejects.toMatchObject({
      data: { code: 'BAD_INPUT', happened: expect.stringContaining('seq: ') },
    });
    expect(await client.memory.info()).toMatchObject({ revision: 2 });
  });

  it('goes on with a detached import when nobody listens, and tells its end to who comes later', async () => {
    const more = await writeEpisodes(join(folder.path, 'more.jsonl'), { from: 120, to: 125 });
    const stream = await client.imports.run({ paths: [more], detached: true });
    await stream.return?.();
    const seen: ImportProgress[] = [];
    for await (const progress of await client.imports.follow()) seen.push(progress);
    expect(seen.at(-1)).toMatchObject({ kind: 'done', report: { imported: 5 } });
    const none: ImportProgress[] = [];
    for await (const progress of await client.imports.follow()) none.push(progress);
    expect(none).toEqual([]);
    expect(await client.imports.cancel()).toEqual({ cancelled: false });
    await client.memory.undo();
  });

  it('looks at files in parts, with progress', async () => {
    const parts: Look[] = [];
    for await (const part of await client.imports.look({ paths: [episodes] })) parts.push(part);
    expect(parts.map(({ kind }) => kind)).toContain('progress');
    expect(parts.at(-1)).toMatchObject({ kind: 'found', files: [{ file: episodes, trajectories: 120 }] });
  });

  it('writes trajectories that files hold again', async () => {
    const rows = await client.trajectories.list();
    const file = join(folder.path, 'some.jsonl');
    const [one] = rows;
    const written = await client.trajectories.exportTo({ ids: [one?.id ?? ''], file, as: 'atif', redact: false });
    expect(written).toMatchObject({ file, trajectories: 1 });
    const again = await client.imports.preview({ paths: [file] });
    expect(again.files).toMatchObject([{ format: 'atif', trajectories: 1, first: { goal: one?.goal } }]);
    const all = await client.trajectories.exportTo({ file, as: 'openai-messages' });
    expect(all.trajectories).toBe(120);
    // Secrets and what tells of people are taken out unless somebody says otherwise [X1].
    expect(await readFile(file, 'utf8')).not.toContain('@post.example');
    expect(await readFile(file, 'utf8')).toContain('[redacted email]');
    expect((await client.imports.inspect({ paths: [file] })).totals).toMatchObject({ trajectories: 120, rejected: 0 });
    await expect(client.trajectories.exportTo({ ids: ['none'], file, as: 'atif' })).rejects.toThrow(
      report('NOT_FOUND'),
    );
  });

  it('previews before it imports, and tells progress and an end', async () => {
    const preview = await client.imports.preview({ paths: [episodes] });
    expect(preview.files).toMatchObject([{ trajectories: 120 }]);
    expect(preview.files[0]?.first?.steps.length).toBeGreaterThan(0);
    const seen = await runImport([episodes]);
    expect(seen.at(-1)).toMatchObject({ kind: 'done', report: { imported: 0, alreadyThere: 120 } });
    expect(seen[0]).toMatchObject({ kind: 'progress', stage: 'reading' });
  });

  it('cancels an import whose listener leaves', async () => {
    const more = await writeEpisodes(join(folder.path, 'more.jsonl'), { from: 120, to: 200 });
    const before = await client.memory.info();
    for await (const progress of await client.imports.run({ paths: [more] })) {
      if (progress.kind === 'progress') break;
    }
    const stop = new AbortController();
    const stream = await client.imports.run({ paths: [more] }, { signal: stop.signal });
    await expect(
      (async () => {
        for await (const _ of stream) stop.abort();
      })(),
    ).rejects.toThrow(/abort|cancel/i);
    expect(await client.memory.info()).toEqual(before);
  });

  it('draws as many nodes as it counts, and every edge between two of them', async () => {
    const [graph, { counts }, forest] = await Promise.all([
      client.library.graph(),
      client.memory.info(),
      client.library.forest(),
    ]);
    expect(graph.nodes.filter(({ kind }) => kind === 'procedure')).toHaveLength(counts.procedures);
    expect(graph.nodes.filter(({ kind }) => kind === 'meta')).toHaveLength(counts.metaProcedures);
    expect(forest).toHaveLength(graph.nodes.length);
    const ids = new Set(graph.nodes.map(({ id }) => id));
    expect(graph.edges.length).toBeGreaterThan(0);
    for (const { from, to } of graph.edges) expect(ids.has(from) && ids.has(to)).toBe(true);
  });

  it('gives the library as columns that say what the lists say', async () => {
    const [columns, texts, procedures, metas] = await Promise.all([
      client.library.columns(),
      client.library.texts(),
      client.library.procedures(),
      client.library.metas(),
    ]);
    const items = [...metas, ...procedures];
    expect(columns.ids).toEqual(items.map(({ id }) => id));
    expect(columns.means).toEqual(items.map(({ posterior }) => posterior.mean));
    expect(columns.lows).toEqual(items.map(({ posterior }) => posterior.interval.low));
    for (const [name, column] of Object.entries(columns))
      if (Array.isArray(column) && name !== 'categories') expect(column, name).toHaveLength(items.length);
    expect(columns.category.every((place) => place >= -1 && place < columns.categories.length)).toBe(true);
    expect(texts).toHaveLength(items.length);
    for (const [place, item] of items.entries())
      if ('body' in item) expect(texts[place]).toContain(item.body.steps[0]?.template.toLowerCase());
  });

  it('opens an item with its evidence, its density and its history', async () => {
    for (const { id, posterior } of await client.library.procedures()) {
      const detail = await client.library.procedure({ id });
      for (const span of [...detail.success, ...detail.failure]) {
        expect(span.steps.map(({ index }) => index)).toEqual(
          Array.from({ length: span.evidence.to - span.evidence.from }, (_, at) => span.evidence.from + at),
        );
      }
      const density = await client.library.density({ id, points: 64 });
      expect(density.posterior).toEqual({ alpha: posterior.alpha, beta: posterior.beta });
      const history = await client.library.history({ id });
      expect(history).toHaveLength(posterior.n + 1);
      expect(history.at(-1)?.mean).toBeCloseTo(posterior.mean, 12);
    }
    const [meta] = await client.library.metas();
    const detail = await client.library.meta({ id: meta?.id ?? '' });
    expect(detail.steps.map(({ id }) => id)).toEqual(meta?.sequence);
    expect(detail.evidence).toHaveLength(meta?.posterior.n ?? -1);
  });

  it('opens a trajectory with its segments', async () => {
    const rows = await client.trajectories.list();
    expect(rows).toHaveLength(120);
    const [procedure] = await client.library.procedures();
    const executing = await client.trajectories.executing({ id: procedure?.id ?? '' });
    const detail = await client.trajectories.get({ id: executing[0] ?? '' });
    expect(detail.source).toBe('episodes.jsonl');
    expect(detail.segments.map(({ segment }) => segment.procedureId)).toContain(procedure?.id);
    expect(detail.segments).toHaveLength(rows.find(({ id }) => id === executing[0])?.segments ?? -1);
  });

  it('ranks what it knows for a goal, with terms that add up', async () => {
    const { candidates, reason } = await client.ask.rank({ goal: 'cancel my subscription', k: 5 });
    expect(reason).not.toBe('');
    expect(candidates.length).toBeGreaterThan(0);
    expect(candidates.length).toBeLessThanOrEqual(5);
    for (const { terms, expectedUtility } of candidates) {
      expect(terms.reward + terms.risk + terms.information + terms.steps).toBeCloseTo(expectedUtility, 10);
    }
    const again = await client.ask.rank({ goal: 'cancel my subscription', k: 5 });
    expect(again.candidates).toEqual(candidates);
  });

  it('draws by the seed of the question under Thompson sampling', async () => {
    const { settings } = await client.memory.info();
    await client.memory.changeSettings({ settings: { ...settings, selection: 'thompson' } });
    const drawn = async (seed: number): Promise<readonly number[]> => {
      const { candidates } = await client.ask.rank({ goal: 'cancel my subscription', options: { seed } });
      return candidates.map(({ expectedUtility }) => expectedUtility);
    };
    const first = await drawn(7);
    expect(await drawn(7)).toEqual(first);
    expect(await drawn(8)).not.toEqual(first);
    await client.memory.undo();
  });

  it('reviews: the proposal with its spans, the decision with its event', async () => {
    const [proposal] = (await client.review.list()).filter(({ status }) => status === 'pending');
    const id = proposal?.id ?? '';
    const detail = await client.review.get({ id });
    expect(detail.success.length + detail.failure.length).toBeGreaterThan(0);
    const before = await client.memory.info();
    const decision = await client.review.approve({ id });
    expect(decision.event).toMatchObject({ at: fixedTime, cause: 'person', change: { kind: 'proposal-approved' } });
    await expect(client.review.approve({ id })).rejects.toThrow(report('WRONG_USE'));
    expect((await client.memory.info()).undo?.label).toMatch(/^approval: /);
    expect((await client.memory.undo()).stateHash).toBe(before.stateHash);
  });

  it('tells what is wrong as a report, whatever it is', async () => {
    await expect(client.library.procedure({ id: 'p-none' })).rejects.toThrow(report('NOT_FOUND'));
    await expect(client.trajectories.get({ id: 'none' })).rejects.toThrow(report('NOT_FOUND'));
    await expect(client.memory.open({ uri: join(folder.path, 'nowhere'), create: false })).rejects.toThrow(
      report('MEMORY_MISSING'),
    );
    await expect(client.memory.exportTo({ file: join(folder.path, 'x', 'y'), as: 'html' })).rejects.toThrow(
      report('FILE_UNREADABLE'),
    );
    await expect(client.imports.browse({ path: join(folder.path, 'nowhere') })).rejects.toThrow(
      report('FILE_UNREADABLE'),
    );
    await expect(runImport([join(folder.path, 'nowhere')])).rejects.toThrow(report('FILE_UNREADABLE'));
    // What was open is still open.
    expect((await client.memory.info()).counts.sources).toBe(1);
  });

  it('goes out as a snapshot, JSON lines and a table, and comes back', async () => {
    const file = (name: string): string => join(folder.path, name);
    const out = await client.memory.exportTo({ file: file('memory.knack'), as: 'snapshot' });
    expect(await client.memory.verify({ target: file('memory.knack') })).toMatchObject({ ok: true });
    expect(await client.memory.verify()).toMatchObject({ ok: true });
    await client.memory.exportTo({ file: file('rows.jsonl'), as: 'jsonl' });
    await client.memory.exportTo({ file: file('library.csv'), as: 'csv' });
    const back = await client.memory.importSnapshot({ file: file('memory.knack'), uri: file('copy') });
    expect(back).toMatchObject({ sha256: out.sha256, stateHash: out.stateHash, counts: out.counts });
    expect((await client.memory.info()).uri).toBe(file('copy'));
    await client.memory.open({ uri: file('memory'), create: false });
  });

  it('lists folders of the host and keeps mappings', async () => {
    await mkdir(join(folder.path, 'browse', 'inner'), { recursive: true });
    await writeFile(join(folder.path, 'browse', 'a.txt'), 'abc');
    const listing = await client.imports.browse({ path: join(folder.path, 'browse') });
    expect(listing.entries.map(({ name, folder: isFolder, bytes }) => [name, isFolder, isFolder || bytes])).toEqual([
      ['inner', true, true],
      ['a.txt', false, 3],
    ]);
    const mapping = { name: 'mine', columns: ['a'], action: 'a' };
    expect(await client.imports.saveMapping({ mapping })).toEqual([mapping]);
    expect(await client.imports.mappings()).toEqual([mapping]);
  });
});
