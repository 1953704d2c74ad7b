import { expect, it } from 'vitest';
import { orderVaried } from './index.ts';

/** Places on a line: nearer than 0.05 they say the same. */
const near = (one: number, other: number): number => 1 - Math.abs(one - other);

it('puts what says the same as something better behind the rest, in its order [L3]', () => {
  expect(orderVaried([1, 1.01, 3, 1.02, 3.04, 2], near)).toEqual([1, 3, 2, 1.01, 1.02, 3.04]);
});

it('leaves what is merely alike, and what nothing is known of, where it is [L3]', () => {
  expect(orderVaried([1, 1.2, 1.4], near)).toEqual([1, 1.2, 1.4]);
  expect(orderVaried([1, 1, 1], () => null)).toEqual([1, 1, 1]);
  expect(orderVaried([], near)).toEqual([]);
});

it('has each once, however many there are, and the best first [L3]', () => {
  const many = Array.from({ length: 250 }, (_, place) => Math.floor(place / 2));
  const varied = orderVaried(many, near);
  expect(varied.toSorted((one, other) => one - other)).toEqual(many);
  expect(varied.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, place) => place));
});
