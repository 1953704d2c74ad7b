import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Embedder } from '../ports.ts';
import { openEmbedder, type OpenEmbedderOptions } from './index.ts';
import { tinyDimension, writeTinyModel } from '../fixtures/tiny-model.fixture.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-model-'));
  await writeTinyModel(join(folder, 'tiny'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const bundledFolder = resolve(import.meta.dirname, '../../../resources/models');

function open(spec: string, more: Partial<OpenEmbedderOptions> = {}): Promise<Embedder> {
  const base = { modelsFolder: folder, cacheFolder: join(folder, 'cache'), allowDownload: false };
  return openEmbedder({ spec, ...base, ...more });
}

async function withEmbedder<T>(
  spec: string,
  act: (embedder: Embedder) => Promise<T>,
  more: Partial<OpenEmbedderOptions> = {},
) {
  const embedder = await open(spec, more);
  try {
    return await act(embedder);
  } finally {
    await embedder.close();
  }
}

const difference = (a: Float32Array, b: Float32Array) =>
  Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? 9))));

it.each(['bundled:tiny', 'PATH'])('%s gives unit vectors, the same in every batch', async (spec) => {
  await withEmbedder(spec === 'PATH' ? `path:${join(folder, 'tiny')}` : spec, async (embedder) => {
    expect(embedder.info).toMatchObject({
      dimension: tinyDimension,
      licence: 'mit',
      id: spec === 'PATH' ? 'path:tiny' : spec,
    });
    const texts = ['tea', 'pour the tea', 'send the letter to the cup of tea', '', 'unknown words', '?!'];
    const together = await embedder.embed(texts);
    for (const [index, text] of texts.entries()) {
      const [alone] = await embedder.embed([text]);
      expect(difference(alone ?? new Float32Array(), together[index] ?? new Float32Array())).toBeLessThan(1e-6);
      expect(Math.hypot(...(alone ?? []))).toBeCloseTo(text === '' ? 0 : 1, 5);
    }
    expect(together[0]).not.toEqual(together[1]);
  });
});

it('the bundled model loads offline and agrees with itself', async () => {
  await withEmbedder(
    'bundled:knack-embed-en',
    async (embedder) => {
      const texts = [
        'wash the cup',
        'clean the mugs and put them on the shelf',
        'refund the order',
        '茶',
        '!!!',
        'x'.repeat(100_000),
      ];
      const together = await embedder.embed(texts);
      for (const [index, text] of texts.entries()) {
        const [alone] = await embedder.embed([text]);
        expect(difference(alone ?? new Float32Array(), together[index] ?? new Float32Array())).toBeLessThan(1e-6);
      }
      expect(embedder.info.digest).toMatch(/^[0-9a-f]{64}$/);
    },
    { modelsFolder: bundledFolder },
  );
});

it('makes no network request', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch');
  const connected = vi.spyOn(Socket.prototype, 'connect');
  await withEmbedder('bundled:tiny', (embedder) => embedder.embed(['tea', 'cup']));
  await withEmbedder(`path:${join(folder, 'tiny')}`, (embedder) => embedder.embed(['tea']));
  await expect(open('hub:some/model')).rejects.toMatchObject({ code: 'MODEL_MISSING' });
  await expect(open('bundled:absent')).rejects.toMatchObject({ code: 'MODEL_MISSING' });
  expect(fetched).not.toHaveBeenCalled();
  expect(connected).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

it('loads no runtime before the first text', async () => {
  const script = `
    const { openEmbedder } = await import(${JSON.stringify(join(import.meta.dirname, 'index.ts'))});
    const embedder = await openEmbedder({ spec: 'bundled:tiny', modelsFolder: ${JSON.stringify(folder)}, cacheFolder: '', allowDownload: false });
    const loaded = () => process.report.getReport().sharedObjects.some((file) => file.includes('onnxruntime'));
    const before = loaded();
    await embedder.embed(['tea']);
    console.log(JSON.stringify([before, loaded()]));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  expect(JSON.parse(stdout)).toEqual([false, true]);
});

it('says what is missing, what is damaged, and what is no name of a model', async () => {
  const broken = join(folder, 'broken');
  await cp(join(folder, 'tiny'), broken, { recursive: true });
  await writeFile(join(broken, 'onnx', 'model.onnx'), 'no graph');
  const embedder = await open('bundled:broken');
  await expect(embedder.embed(['tea'])).rejects.toMatchObject({ code: 'MODEL_MISSING' });
  await rm(join(broken, 'tokenizer.json'));
  await expect(open('bundled:broken')).rejects.toMatchObject({
    code: 'MODEL_MISSING',
    happened: expect.stringContaining('tokenizer.json'),
  });
  for (const spec of ['', 'tiny', 'bundled:../tiny', 'hub:../x', 'hub:a', 'hub:a/b/c', 'path:', 'hashed:other']) {
    await expect(open(spec)).rejects.toMatchObject({ code: 'WRONG_USE' });
  }
});

it('changes its digest when a file of the model changes', async () => {
  const other = join(folder, 'other');
  await cp(join(folder, 'tiny'), other, { recursive: true });
  expect((await open('bundled:other')).info.digest).toBe((await open('bundled:tiny')).info.digest);
  await writeFile(join(other, 'tokenizer_config.json'), '{}');
  expect((await open('bundled:other')).info.digest).not.toBe((await open('bundled:tiny')).info.digest);
});
