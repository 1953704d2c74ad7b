import { expect, test } from 'vitest';
import { trainByContrast } from './contrast.ts';
import type { PairSets } from './pairs.ts';
import { createRandomStream, fillWithNormals } from './random.ts';
import { createBatchSource } from './sampling.ts';

const DIMENSION = 16;
const WORDS = 80;

/** Word 2n and word 2n + 1 mean the same. */
const pairs: PairSets = new Map([
  [
    'synonym',
    Array.from({ length: WORDS / 2 }, (_, index) => ({ one: [2 * index], other: [2 * index + 1], weight: 1 })),
  ],
]);

function train(): { vectors: Float32Array; losses: number[] } {
  const vectors = new Float32Array(WORDS * DIMENSION);
  fillWithNormals(vectors, createRandomStream(3));
  const plan = { mixture: { synonym: 1 }, size: 16, pool: 20, parts: [0.5, 0.5], dropout: 0 };
  const losses: number[] = [];
  trainByContrast({
    vectors,
    dimension: DIMENSION,
    nextBatch: createBatchSource(pairs, plan, createRandomStream(5)),
    batchSize: 16,
    steps: 600,
    rate: 0.03,
    temperature: 0.1,
    onStep: (_, loss) => losses.push(loss),
  });
  return { vectors, losses };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

test('training brings together what means the same', () => {
  const { losses } = train();
  expect(mean(losses.slice(-50))).toBeLessThan(mean(losses.slice(0, 50)) / 3);
});

test('the same seed gives the same vectors', () => {
  expect([...train().vectors]).toEqual([...train().vectors]);
});
