import { expect, it } from 'vitest';
import { fuse } from './fusion.ts';

it('adds 1 / (60 + rank) over both lists', () => {
  const hits = fuse(
    new Map([
      ['a', 9],
      ['b', 3],
    ]),
    ['b', 'c'],
  );
  expect(hits).toEqual([
    { id: 'b', fused: 1 / 62 + 1 / 61 },
    { id: 'a', fused: 1 / 61 },
    { id: 'c', fused: 1 / 62 },
  ]);
});

it('gives equal scores the same rank, so that ids alone decide', () => {
  expect(
    fuse(
      new Map([
        ['y', 2],
        ['x', 2],
        ['z', 1],
      ]),
      [],
    ),
  ).toEqual([
    { id: 'x', fused: 1 / 61 },
    { id: 'y', fused: 1 / 61 },
    { id: 'z', fused: 1 / 63 },
  ]);
});
