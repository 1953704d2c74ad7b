import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCatalogue, openEmbedder, type DownloadProgress, type OpenEmbedderOptions } from './index.ts';
import { startHub, type HubFault, type TestHub } from '../fixtures/hub.fixture.ts';
import { writeTinyModel } from '../fixtures/tiny-model.fixture.ts';

let folder: string;
let hub: TestHub;
let cacheFolder: string;
let caches = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-hub-'));
  await writeTinyModel(join(folder, 'tiny'));
  hub = await startHub(join(folder, 'tiny'));
  cacheFolder = join(folder, 'cache-0');
});
afterEach(() => {
  hub.fault = null;
  caches += 1;
  cacheFolder = join(folder, `cache-${caches}`);
});
afterAll(async () => {
  await hub.stop();
  await rm(folder, { recursive: true, force: true });
});

function open(spec: string, more: Partial<OpenEmbedderOptions> = {}) {
  const base = { modelsFolder: folder, cacheFolder, allowDownload: true, hubAddress: hub.address };
  return openEmbedder({ spec, ...base, ...more });
}

async function vectorsOf(spec: string, more: Partial<OpenEmbedderOptions> = {}) {
  const embedder = await open(spec, more);
  try {
    return await embedder.embed(['pour the tea']);
  } finally {
    await embedder.close();
  }
}

/** Every file below the folder of the model. */
const present = (): Promise<readonly string[]> =>
  readdir(join(cacheFolder, 'some', 'tiny'), { recursive: true }).catch(() => []);

describe('a model of a hub [Z1]', () => {
  it('is downloaded once, with progress, and checked afterwards', async () => {
    const progress: DownloadProgress[] = [];
    const fetched = await vectorsOf('hub:some/tiny', { onProgress: (one) => progress.push(one) });
    expect(fetched).toEqual(await vectorsOf('bundled:tiny'));
    const last = progress.at(-1);
    expect(last).toMatchObject({ file: 'onnx/model.onnx', loadedBytes: last?.totalBytes });
    expect(last?.allLoadedBytes).toBe(last?.allTotalBytes);
    const before = hub.asked.length;
    await vectorsOf('hub:some/tiny', { allowDownload: false });
    expect(hub.asked).toHaveLength(before);
    await writeFile(join(cacheFolder, 'some', 'tiny', 'tokenizer.json'), '{}');
    await expect(open('hub:some/tiny')).rejects.toMatchObject({
      code: 'MODEL_MISSING',
      todo: expect.stringContaining('Delete the folder'),
    });
  });

  it.each<[HubFault, string]>([
    ['breaks-off', 'broke off'],
    ['wrong-checksum', 'checksum of onnx/model.onnx'],
    ['too-long', 'longer than the hub says'],
    ['silent', 'stopped arriving'],
  ])('that %s is refused, and the next try takes up what was whole', async (fault, reason) => {
    hub.fault = fault;
    await expect(open('hub:some/tiny', { patience: 300 })).rejects.toMatchObject({
      code: 'MODEL_MISSING',
      happened: expect.stringContaining(reason),
      kept: expect.stringContaining('memory'),
    });
    const kept = await present();
    expect(kept).toContain('tokenizer.json');
    expect(kept.some((name) => name.endsWith('.part') || name.endsWith('model.onnx'))).toBe(false);
    hub.fault = null;
    const before = hub.asked.length;
    await vectorsOf('hub:some/tiny');
    expect(hub.asked.slice(before).filter((path) => path.includes('/resolve/'))).toEqual([
      '/some/tiny/resolve/main/onnx/model.onnx',
    ]);
  });

  it('says that there is no such model, that the hub cannot be reached, and that it was cancelled', async () => {
    await expect(open('hub:some/absent')).rejects.toMatchObject({
      code: 'MODEL_MISSING',
      happened: expect.stringContaining('there is no such model'),
    });
    await expect(open('hub:some/tiny', { hubAddress: 'http://127.0.0.1:9/' })).rejects.toMatchObject({
      code: 'MODEL_MISSING',
      happened: expect.stringContaining('cannot be reached'),
      todo: expect.stringContaining('connection'),
    });
    await expect(open('hub:some/tiny', { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
    const stop = new AbortController();
    hub.fault = 'silent';
    const opening = open('hub:some/tiny', { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(opening).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('the catalogue [Z2]', () => {
  it('lists what is there and what could be fetched, without asking anybody', async () => {
    const catalogue = createCatalogue({ modelsFolder: folder, cacheFolder, hubAddress: hub.address });
    const before = hub.asked.length;
    const models = await catalogue.list('path:/nowhere');
    expect(hub.asked).toHaveLength(before);
    expect(models[0]).toMatchObject({
      id: 'path:/nowhere',
      state: 'unusable',
      note: expect.stringContaining('nowhere'),
    });
    expect(models.find(({ id }) => id === 'bundled:tiny')).toMatchObject({
      state: 'ready',
      dimension: 4,
      licence: 'mit',
    });
    expect(models.find(({ title }) => title.includes('MiniLM'))).toMatchObject({ state: 'absent', dimension: 384 });
    await (await catalogue.open('hub:some/tiny', { mayDownload: true })).close();
    expect((await catalogue.list(null)).find(({ id }) => id === 'hub:some/tiny')).toMatchObject({ state: 'ready' });
    await expect(catalogue.describe('tiny')).rejects.toMatchObject({ code: 'WRONG_USE' });
  });

  it('measures how fast a model is here', async () => {
    const catalogue = createCatalogue({ modelsFolder: folder, cacheFolder });
    const speed = await catalogue.speed('bundled:tiny');
    expect(speed).toMatchObject({ id: 'bundled:tiny', texts: 512 });
    for (const figure of [speed.loadMilliseconds, speed.oneMilliseconds, speed.textsPerSecond]) {
      expect(figure).toBeGreaterThan(0);
    }
  });
});
