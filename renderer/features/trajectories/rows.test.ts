import { describe, expect, it } from 'vitest';
import type { TrajectoryRow } from '../../../shared/contract/index.ts';
import { countOutcomes, filterRows, inFileOrder, nextFailedEpisode, sourcesOf } from './rows.ts';

const row = (
  id: string,
  outcome: TrajectoryRow['outcome'],
  { source = 'a.json', goal = 'warm the tea' } = {},
): TrajectoryRow => ({
  id,
  goal,
  title: '',
  outcome,
  steps: 3,
  segments: 1,
  source,
  record: 0,
});
const rows = [
  row('1', 'success'),
  row('2', 'failure', { source: 'b.json' }),
  row('3', 'unknown', { goal: 'refund 12' }),
  row('4', 'failure'),
];
const all = { search: '', outcome: 'all', source: '', executing: null } as const;
const ids = (found: readonly TrajectoryRow[]): string => found.map(({ id }) => id).join('');

describe('filterRows', () => {
  it('joins its filters', () => {
    expect(ids(filterRows(rows, all))).toBe('1234');
    expect(ids(filterRows(rows, { ...all, outcome: 'failure' }))).toBe('24');
    expect(ids(filterRows(rows, { ...all, outcome: 'failure', source: 'b.json' }))).toBe('2');
    expect(ids(filterRows(rows, { ...all, executing: new Set(['1', '4']) }))).toBe('14');
  });

  it('looks for every word in goal, name, file and id', () => {
    expect(ids(filterRows(rows, { ...all, search: 'TEA b.json' }))).toBe('2');
    expect(ids(filterRows(rows, { ...all, search: ' refund ' }))).toBe('3');
    expect(ids(filterRows(rows, { ...all, search: 'nothing' }))).toBe('');
  });

  it('puts rows in the order of their files', () => {
    const mixed = [
      { ...row('x', 'success', { source: 'b' }), record: 0 },
      { ...row('y', 'success', { source: 'a' }), record: 10 },
      { ...row('z', 'success', { source: 'a' }), record: 9 },
    ];
    expect(ids(inFileOrder(mixed))).toBe('zyx');
  });

  it('counts what is there', () => {
    expect(countOutcomes(rows)).toEqual({ success: 1, failure: 2, unknown: 1 });
    expect(sourcesOf(rows)).toEqual(['a.json', 'b.json']);
  });
});

describe('nextFailedEpisode', () => {
  it('goes round, and never to the same episode', () => {
    expect(nextFailedEpisode(rows, '1')).toBe('2');
    expect(nextFailedEpisode(rows, '2')).toBe('4');
    expect(nextFailedEpisode(rows, '4')).toBe('2');
    expect(nextFailedEpisode([row('9', 'failure')], '9')).toBeNull();
  });
});
