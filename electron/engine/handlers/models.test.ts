import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Client, ModelProgress } from '../../../shared/contract/index.ts';
import { createEngine, createRouter, realConfig } from '../index.ts';
import type { Engine } from '../index.ts';
import { startHub, type TestHub } from '../fixtures/hub.fixture.ts';
import { writeTinyModel } from '../fixtures/tiny-model.fixture.ts';
import { tempFolder, writeEpisodes } from '../fixtures/memory.fixture.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let hub: TestHub;
let engine: Engine;
let client: Client;
let uri: string;
let memories = 0;

const goal = 'please cancel my subscription';

function start(): void {
  engine = createEngine(
    realConfig({
      host: 'terminal',
      version: '1.2.3',
      capabilities: { pickFiles: false, browseFolders: true, dropPaths: false, upload: false, revealFile: false },
      resources: folder.path,
      configFolder: join(folder.path, `config-${memories}`),
      hub: hub.address,
    }),
  );
  client = createRouterClient(createRouter(engine));
}

beforeAll(async () => {
  folder = await tempFolder();
  await writeTinyModel(join(folder.path, 'models', 'tiny'));
  await writeTinyModel(join(folder.path, 'other'));
  // Another digest, so that it is another model.
  const config = join(folder.path, 'other', 'tokenizer_config.json');
  await writeFile(config, (await readFile(config, 'utf8')).replace('64', '65'));
  hub = await startHub(join(folder.path, 'other'));
  await writeEpisodes(join(folder.path, 'episodes.jsonl'), { from: 0, to: 60 });
});
afterAll(async () => {
  await hub.stop();
  await folder.remove();
});

beforeEach(async () => {
  hub.fault = null;
  memories += 1;
  uri = join(folder.path, `memory-${memories}`);
  start();
  await client.memory.open({ uri, create: true });
  const { settings } = await client.memory.info();
  await client.memory.changeSettings({ settings: { ...settings, embeddingModel: 'bundled:tiny' } });
  for await (const _ of await client.imports.run({ paths: [join(folder.path, 'episodes.jsonl')] }));
});
afterEach(() => engine.close());

async function use(id: string, seen: ModelProgress[] = [], signal?: AbortSignal): Promise<void> {
  const stream = await client.models.use({ id }, signal === undefined ? {} : { signal });
  for await (const event of stream) if (event.kind === 'progress') seen.push(event);
}

const modelNow = async (): Promise<string> => (await client.memory.info()).settings.embeddingModel;

describe('choosing another model [Z3]', () => {
  it('downloads it, embeds with progress while the memory is asked, and is one event that undo takes back', async () => {
    const before = await client.memory.info();
    const seen: ModelProgress[] = [];
    const using = use('hub:some/tiny', seen);
    const meanwhile = await client.ask.rank({ goal });
    expect(meanwhile.hasVectors).toBe(true);
    await using;
    expect([...new Set(seen.map(({ stage }) => stage))]).toEqual(expect.arrayContaining(['learning']));
    for (const { done, total } of seen) expect(done).toBeLessThanOrEqual(total);
    const after = await client.memory.info();
    expect(after.revision).toBe(before.revision + 1);
    expect(after.model).toMatchObject({ id: 'hub:some/tiny', available: true, dimension: 4 });
    expect((await client.ask.rank({ goal })).hasVectors).toBe(true);
    expect(await client.memory.verify({})).toMatchObject({ ok: true });
    await client.memory.undo();
    expect(await modelNow()).toBe('bundled:tiny');
    expect((await client.memory.info()).stateHash).toBe(before.stateHash);
  });

  it.each(['breaks-off', 'wrong-checksum'] as const)(
    'leaves the memory as it was when the download %s',
    async (fault) => {
      hub.fault = fault;
      const before = await client.memory.info();
      await expect(use('hub:some/tiny')).rejects.toMatchObject({ data: { code: 'MODEL_MISSING' } });
      expect(await client.memory.info()).toEqual(before);
      expect((await client.ask.rank({ goal })).hasVectors).toBe(true);
    },
  );

  it('leaves the memory as it was when it is cancelled', async () => {
    hub.fault = 'silent';
    const stop = new AbortController();
    const before = await client.memory.info();
    const using = use('hub:some/tiny', [], stop.signal);
    setTimeout(() => stop.abort(), 100);
    await using.catch(() => undefined);
    expect(await client.memory.info()).toEqual(before);
    await use('path:' + join(folder.path, 'other'));
    expect(await modelNow()).toContain('other');
  });

  it('refuses the model that is in use, and what names none', async () => {
    await expect(use('bundled:tiny')).rejects.toMatchObject({ data: { code: 'WRONG_USE' } });
    await expect(use('tiny')).rejects.toMatchObject({ data: { code: 'WRONG_USE' } });
    await expect(use('path:/nowhere')).rejects.toMatchObject({ data: { code: 'MODEL_MISSING' } });
  });
});

describe('a memory whose model is missing [Z4]', () => {
  it('opens, says so, is asked by words, and takes another model', async () => {
    await client.models.download({ id: 'hub:some/tiny' }).then(async (stream) => {
      for await (const _ of stream);
    });
    await use('hub:some/tiny');
    await engine.close();
    await rename(join(folder.path, `config-${memories}`), join(folder.path, `gone-${memories}`));
    start();
    await client.memory.open({ uri, create: false });
    const info = await client.memory.info();
    expect(info.model).toMatchObject({ available: false, note: expect.any(String) });
    const ranking = await client.ask.rank({ goal });
    expect(ranking.hasVectors).toBe(false);
    expect(ranking.candidates[0]?.goal).toContain('subscription');
    expect((await client.models.list())[0]).toMatchObject({ id: 'hub:some/tiny', state: 'absent' });
    await use('bundled:tiny');
    expect((await client.ask.rank({ goal })).hasVectors).toBe(true);
  });
});
