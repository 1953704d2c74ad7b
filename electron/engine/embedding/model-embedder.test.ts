import { describe, expect, it } from 'vitest';
import { batchesByLength, ModelEmbedder } from './model-embedder.ts';
import type { Extractor } from './vendor.ts';

const info = { id: 'test', dimension: 2, digest: '', licence: 'MIT', bytes: 0 };

/** Gives [length, 1] of each text; `disturb` changes it in company, as dynamic quantisation does. */
function recorder(disturb = 0): { readonly runs: string[][]; readonly extractor: Extractor } {
  const runs: string[][] = [];
  return {
    runs,
    extractor: {
      run: async (texts) => {
        runs.push([...texts]);
        const shift = texts.length > 1 ? disturb : 0;
        return { data: Float32Array.from(texts.flatMap((text) => [text.length + shift, 1])), dimension: 2 };
      },
      close: async () => undefined,
    },
  };
}

it('runs each distinct text once, in batches of like length, and keeps the order of the answers', async () => {
  const { runs, extractor } = recorder();
  const embedder = new ModelEmbedder(info, async () => extractor);
  const texts = ['ccc', 'a', '', 'bb', 'a', '  ', 'ccc'];
  const vectors = await embedder.embed(texts);
  expect(vectors.map((vector) => vector[0])).toEqual([3, 1, 0, 2, 1, 0, 3]);
  expect(vectors[2]).toEqual(new Float32Array(2));
  expect(runs.slice(4)).toEqual([['a', 'bb', 'ccc']]);
  const many = Array.from({ length: 70 }, (_, index) => `text ${index}`);
  await embedder.embed(many);
  expect(runs.slice(5).map((run) => run.length)).toEqual([32, 32, 6]);
});

it('runs texts one by one where company changes a vector', async () => {
  const { runs, extractor } = recorder(1e-7 * 2 ** 10);
  const embedder = new ModelEmbedder(info, async () => extractor);
  await embedder.embed(['a', 'bb', 'ccc']);
  expect(runs.slice(4)).toEqual([['a'], ['bb'], ['ccc']]);
});

it('loads at the first text alone, and again after a failure', async () => {
  let loads = 0;
  const embedder = new ModelEmbedder(info, async () => {
    loads += 1;
    if (loads === 1) throw new Error('no such graph');
    return recorder().extractor;
  });
  await embedder.embed(['', ' ']);
  expect(loads).toBe(0);
  await expect(embedder.embed(['a'])).rejects.toMatchObject({
    code: 'MODEL_MISSING',
    happened: expect.stringContaining('no such graph'),
  });
  await embedder.embed(['a']);
  expect(loads).toBe(2);
});

it('stops between batches when it is cancelled', async () => {
  const { extractor, runs } = recorder();
  const control = new AbortController();
  const embedder = new ModelEmbedder(info, async () => extractor);
  await embedder.embed(['warm']);
  control.abort();
  await expect(embedder.embed(['a'], control.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(runs.at(-1)).toEqual(['warm']);
});

it('refuses vectors of another length than it said', async () => {
  const embedder = new ModelEmbedder({ ...info, dimension: 3 }, async () => recorder().extractor);
  await expect(embedder.embed(['a'])).rejects.toMatchObject({ code: 'MODEL_MISSING' });
});

it('puts texts in batches in one total order', () => {
  expect(batchesByLength(['bb', 'a', 'cc', 'b'], 3)).toEqual([['a', 'b', 'bb'], ['cc']]);
});

describe('Z5: few texts', () => {
  const open = (loads: string[], rows: (texts: readonly string[]) => readonly Float32Array[] | null) => {
    const { extractor, runs } = recorder();
    const load = async () => {
      loads.push('load');
      return extractor;
    };
    return { embedder: new ModelEmbedder(info, load, async () => ({ run: rows })), runs };
  };
  const lengths = (texts: readonly string[]): readonly Float32Array[] =>
    texts.map((text) => Float32Array.of(text.length, 1));

  it('are made without the model, until they are not few any more', async () => {
    const loads: string[] = [];
    const { embedder } = open(loads, lengths);
    expect(await embedder.embed(['bb', '', 'a', 'bb'])).toEqual([
      ...lengths(['bb']),
      new Float32Array(2),
      ...lengths(['a', 'bb']),
    ]);
    await embedder.embed(Array.from({ length: 30 }, (_, index) => `text ${index}`));
    expect(loads).toEqual([]);
    await embedder.embed(['one more']);
    expect(loads).toEqual(['load']);
  });

  it('are made by the model once it is loaded, and where they cannot be made without it', async () => {
    const loads: string[] = [];
    const { embedder, runs } = open(loads, () => null);
    await embedder.embed(['a']);
    expect(loads).toEqual(['load']);
    expect(runs.at(-1)).toEqual(['a']);
    const warm = open(loads, lengths);
    await warm.embedder.load();
    await warm.embedder.embed(['b']);
    expect(warm.runs.at(-1)).toEqual(['b']);
    const other = open(loads, (texts) => texts.map(() => new Float32Array(3)));
    await other.embedder.embed(['c']);
    expect(other.runs.at(-1)).toEqual(['c']);
  });
});
