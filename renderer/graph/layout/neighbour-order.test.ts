import { describe, expect, it } from 'vitest';
import { orderByNeighbours } from './neighbour-order.ts';

describe('orderByNeighbours', () => {
  it('puts those that share procedures side by side', () => {
    // 0 and 3 share two, 1 and 4 one, 2 shares nothing.
    const uses = [
      [0, 10],
      [3, 10],
      [0, 11],
      [3, 11],
      [1, 12],
      [4, 12],
      [2, 13],
    ] as const;
    const order = orderByNeighbours({ count: 5, uses });
    expect(order.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
    expect(Math.abs(order.indexOf(0) - order.indexOf(3))).toBe(1);
    expect(Math.abs(order.indexOf(1) - order.indexOf(4))).toBe(1);
  });
  it('keeps the order where nothing is shared, and takes thousands', () => {
    expect(orderByNeighbours({ count: 3, uses: [] })).toEqual([0, 1, 2]);
    const uses = Array.from({ length: 20_000 }, (_, index) => [index % 5000, (index * 7919) % 9000] as const);
    expect(new Set(orderByNeighbours({ count: 5000, uses })).size).toBe(5000);
  });
});
