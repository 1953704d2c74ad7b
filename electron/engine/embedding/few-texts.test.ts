import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeTinyModel } from '../fixtures/tiny-model.fixture.ts';
import { openFewTexts } from './few-texts.ts';
import { openEmbedder } from './index.ts';

const modelsFolder = resolve(import.meta.dirname, '../../../resources/models');
const bundled = join(modelsFolder, 'knack-embed-en');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-few-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('Z5: vectors of few texts are those of the loaded model, bit for bit', async () => {
  const texts = [
    'wash the cup',
    'getUser_by-id(HTTPServer)+open{list}',
    "the owner's keys, don’t touch",
    'Straße über ﬁsh e\u0301clair İstanbul',
    'gardenhosereel qzxv 42 x86_64',
    '茶 and \u{1d4b3}y',
    'a\u0000b \ud800',
    '?!',
    'x'.repeat(64),
    'y'.repeat(70),
    'one '.repeat(200),
  ];
  const options = { spec: 'bundled:knack-embed-en', modelsFolder, cacheFolder: folder, allowDownload: false };
  const embedder = await openEmbedder({ ...options, fewUnloaded: false });
  try {
    const few = await openFewTexts(bundled);
    expect(few?.run(texts)).toEqual(await embedder.embed(texts));
    expect(few?.run(['wash the cup'])).toEqual(await embedder.embed(['wash the cup']));
  } finally {
    await embedder.close();
  }
});

it('Z5: leaves to the model what may be cut, and what names a mark of the tokenizer', async () => {
  const few = await openFewTexts(bundled);
  expect(few?.run(['word', 'long '.repeat(1000)])).toBeNull();
  expect(few?.run(['what is [PAD]?'])).toBeNull();
});

it('Z5: leaves to its runtime every model of another make, and one that is damaged', async () => {
  await writeTinyModel(join(folder, 'tiny'));
  expect(await openFewTexts(join(folder, 'tiny'))).toBeNull();
  expect(await openFewTexts(join(folder, 'absent'))).toBeNull();
  await cp(bundled, join(folder, 'damaged'), { recursive: true });
  const graph = join(folder, 'damaged', 'onnx', 'model_quantized.onnx');
  await writeFile(graph, (await readFile(graph)).subarray(0, 100_000));
  expect(await openFewTexts(join(folder, 'damaged'))).toBeNull();
});
