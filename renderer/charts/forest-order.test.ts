import { expect, it } from 'vitest';
import type { ForestRow } from '../../shared/contract/index.ts';
import { sortForest } from './forest-order.ts';

const row = (id: string, figures: { mean: number; low: number; n: number }): ForestRow => ({
  id,
  kind: 'procedure',
  goal: id,
  mean: figures.mean,
  n: figures.n,
  inner: { kind: 'eti', mass: 0.5, low: figures.low, high: 1 },
  outer: { kind: 'eti', mass: 0.89, low: figures.low, high: 1 },
});

const rows = [
  row('a', { mean: 0.9, low: 0.2, n: 3 }),
  row('b', { mean: 0.8, low: 0.7, n: 50 }),
  row('c', { mean: 0.8, low: 0.5, n: 9 }),
];

it('orders by what was asked for, equal ones by id', () => {
  expect(sortForest(rows, 'mean').map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(sortForest(rows, 'low').map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  expect(sortForest(rows, 'n').map(({ id }) => id)).toEqual(['b', 'c', 'a']);
});
