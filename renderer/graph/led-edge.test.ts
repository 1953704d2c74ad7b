import { expect, it } from 'vitest';
import { roundedPath } from './led-edge.tsx';

it('begins and ends where it was told, and passes its bends in a curve', () => {
  const path = roundedPath([
    { x: 0, y: 0 },
    { x: 100, y: 0 },
    { x: 100, y: 100 },
  ]);
  expect(path).toBe('M0,0L72,0Q100,0 100,28L100,100');
});

it('draws a straight line of two points and nothing of none', () => {
  expect(
    roundedPath([
      { x: 0, y: 0 },
      { x: 5, y: 5 },
    ]),
  ).toBe('M0,0L5,5');
  expect(roundedPath([])).toBe('');
});
