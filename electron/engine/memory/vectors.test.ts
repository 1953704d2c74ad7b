import { expect, it } from 'vitest';
import { KnackError } from '../../../shared/errors.ts';
import { hashingEmbedder } from '../fixtures/memory.fixture.ts';
import type { Embedder } from '../ports.ts';
import { Vectors } from './vectors.ts';

const noStore = { vectors: async () => new Map<string, Float32Array>(), addVectors: async () => undefined };
const missing = new KnackError({ code: 'MODEL_MISSING', happened: 'It is not here.', kept: '', todo: '' });

/** An embedder that writes down what it is asked. */
function listening(): { readonly embedder: Embedder; readonly asked: string[] } {
  const asked: string[] = [];
  const embedder = hashingEmbedder();
  return {
    asked,
    embedder: {
      ...embedder,
      embed: (texts) => {
        asked.push(...texts);
        return embedder.embed(texts);
      },
    },
  };
}

it('loads the model before the first question, and not once it is closed', async () => {
  const { embedder, asked } = listening();
  const vectors = new Vectors(noStore, async () => embedder);
  const tooLate = vectors.warm('m');
  await Promise.all([vectors.close(), tooLate]);
  expect(asked).toEqual([]);
  await vectors.warm('m');
  expect(asked).toHaveLength(1);
});

it('fetches a model for whoever may, also when somebody who may not asked first', async () => {
  const { embedder } = listening();
  const vectors = new Vectors(noStore, async (_, mayDownload) => {
    if (mayDownload) return embedder;
    throw missing;
  });
  const warming = vectors.warm('m');
  const building = vectors.embed('m', ['a goal']);
  await expect(warming).rejects.toBe(missing);
  expect(await building).toHaveLength(1);
  await expect(vectors.query('m', 'a goal')).resolves.toBeInstanceOf(Float32Array);
});
