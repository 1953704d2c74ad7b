import { expect, it } from 'vitest';
import { wrap } from './save-chart.ts';

it('breaks captions at spaces and loses no word', () => {
  const text = 'Exact density with its prior, 89 % equal-tailed interval from 0.44 to 0.86, n = 10';
  const lines = wrap(text, 24);
  expect(lines.every((line) => line.length <= 24)).toBe(true);
  expect(lines.join(' ')).toBe(text);
});
