import { expect, it } from 'vitest';
import type { JournalEvent, Procedure } from '../../../shared/model/index.ts';
import { daysBetween, growthOf, meansOf } from './figures.ts';

const imported = (seq: number, sources: readonly (readonly [string, number])[]): JournalEvent =>
  ({
    seq,
    at: '2026-01-01T00:00:00.000Z',
    change: { kind: 'sources-imported', sources: sources.map(([id, trajectories]) => ({ id, trajectories })) },
  }) as unknown as JournalEvent;

it('counts what stands after each import, each source once', () => {
  const events = [
    imported(2, [['a', 5]]),
    imported(3, [['b', 9]]),
    imported(4, [
      ['a', 5],
      ['c', 2],
    ]),
  ];
  expect(growthOf(events, new Set(['a', 'c'])).map(({ seq, trajectories }) => [seq, trajectories])).toEqual([
    [2, 5],
    [4, 7],
  ]);
});

it('sorts live procedures by their mean, one at the end of the axis too', () => {
  const of = (mean: number, status = 'live'): Procedure => ({ status, posterior: { mean } }) as unknown as Procedure;
  const bins = meansOf([of(0), of(0.55), of(0.59), of(1), of(0.2, 'pruned')]);
  expect(bins.map(({ count }) => count)).toEqual([1, 0, 0, 0, 0, 2, 0, 0, 0, 1]);
});

it('counts days that have passed', () => {
  expect(daysBetween('2026-01-01T12:00:00.000Z', new Date('2026-01-04T11:00:00.000Z'))).toBe(2);
  expect(daysBetween('2026-01-05T00:00:00.000Z', new Date('2026-01-04T00:00:00.000Z'))).toBe(0);
});
