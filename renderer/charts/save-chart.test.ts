import { expect, it } from 'vitest';
import { legendRows, wrap } from './save-chart.ts';

it('breaks captions at spaces and loses no word', () => {
  const text = 'Exact density with its prior, 89 % equal-tailed interval from 0.44 to 0.86, n = 10';
  const lines = wrap(text, 24);
  expect(lines.every((line) => line.length <= 24)).toBe(true);
  expect(lines.join(' ')).toBe(text);
});

it('puts legend entries into as few rows as fit', () => {
  const rows = legendRows(['Mean', 'Posterior density', 'Prior'], 240);
  expect(rows.map((row) => row.map(({ index }) => index))).toEqual([[0, 1], [2]]);
  expect(rows.every((row) => row[0]?.x === 0)).toBe(true);
  expect(legendRows([], 100)).toEqual([]);
});
