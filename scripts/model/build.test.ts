import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openEmbedder } from '../../electron/engine/embedding/index.ts';
import { buildModel } from './build.ts';
import { smallCorpora } from './corpora.fixture.ts';
import type { TrainingPlan } from './embedding.ts';

const plan: TrainingPlan = {
  dimension: 16,
  seed: 1,
  steps: 40,
  rate: 0.01,
  temperature: 0.1,
  commonness: 1,
  batches: { mixture: { synonym: 1, definition: 1 }, size: 16, pool: 8, parts: [0.5, 0.5], dropout: 0.2 },
};
const folders: string[] = [];

async function build(changes: Partial<TrainingPlan> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'knack-small-model-'));
  folders.push(folder);
  buildModel({ corpora: smallCorpora, plan: { ...plan, ...changes }, folder, report: () => undefined });
  return folder;
}

async function digestOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'])
    hash.update(await readFile(join(folder, file)));
  return hash.digest('hex');
}

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

test('the same corpora and seed give the same bytes, another seed gives others', async () => {
  const first = await digestOf(await build());
  expect(await digestOf(await build())).toBe(first);
  expect(await digestOf(await build({ seed: 2 }))).not.toBe(first);
});

test('a built model loads, and its tokenizer splits as the training did', async () => {
  const embedder = await openEmbedder({
    spec: `path:${await build()}`,
    modelsFolder: '',
    cacheFolder: '',
    allowDownload: false,
  });
  const [whole, parts, other] = await embedder.embed(['Soapbar', 'soap bar', 'berries']);
  await embedder.close();
  expect(whole).toEqual(parts);
  expect(whole).not.toEqual(other);
});
