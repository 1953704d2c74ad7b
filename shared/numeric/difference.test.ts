import { expect, it } from 'vitest';
import { betaMean } from './beta.ts';
import { probabilityGreater } from './compare.ts';
import { differenceDensity } from './difference.ts';

const steps = 2000;
const grid = Array.from({ length: steps + 1 }, (_, index) => -1 + (2 * index) / steps);

it.each([
  [
    { alpha: 9, beta: 3 },
    { alpha: 4, beta: 6 },
  ],
  [
    { alpha: 120, beta: 40 },
    { alpha: 2, beta: 3 },
  ],
  [
    { alpha: 2, beta: 2 },
    { alpha: 300, beta: 500 },
  ],
])('has mass 1, the mean of the difference, and P(p1 > p2) above zero [N9]', (first, second) => {
  const values = differenceDensity(first, second, grid);
  const sum = (weigh: (x: number) => number): number =>
    values.reduce((total, value, index) => total + value * weigh(grid[index] ?? 0), 0) * (2 / steps);
  expect(sum(() => 1)).toBeCloseTo(1, 3);
  expect(sum((x) => x)).toBeCloseTo(betaMean(first) - betaMean(second), 3);
  expect(sum((x) => (x > 0 ? 1 : x === 0 ? 0.5 : 0))).toBeCloseTo(probabilityGreater(first, second), 2);
});
