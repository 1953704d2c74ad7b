import { describe, expect, it } from 'vitest';
import type { MetaProcedure, Posterior, Procedure } from '../../../shared/model/index.ts';
import { filterRows, libraryRows } from './rows.ts';

const posterior: Posterior = {
  alpha: 2,
  beta: 1,
  mean: 2 / 3,
  interval: { kind: 'eti', mass: 0.89, low: 0.23, high: 0.97 },
  n: 1,
  prior: { alpha: 1, beta: 1 },
};
const procedure = (id: string, goal: string, more: Partial<Procedure> = {}): Procedure => ({
  id,
  status: 'live',
  pinned: false,
  revision: 'r',
  body: {
    goal,
    slots: [],
    preconditions: [],
    steps: [
      {
        id: 's',
        template: 'carry {item}',
        kind: 'text',
        optional: false,
        repeats: false,
        evidence: { present: 1, of: 1 },
      },
    ],
    postconditions: [],
  },
  posterior,
  contexts: { success: [], failure: [] },
  categories: [
    { category: 'g1', count: 2 },
    { category: 'g2', count: 5 },
  ],
  executions: 7,
  episodes: 7,
  score: 0.5,
  ...more,
});
const meta: MetaProcedure = {
  id: 'm',
  status: 'live',
  pinned: false,
  goal: 'bring {item}',
  categories: [{ category: 'g1', episodes: 3, of: 4 }],
  preconditions: [],
  sequence: ['a', 'b'],
  policy: [],
  posterior,
  episodes: 4,
  score: 0.6,
};
const goals = [{ id: 'g2', template: 'put {item} away', episodes: 5, success: 4, failure: 1 }];
const node = { kind: 'procedure', label: 'a', mean: 0.5, certainty: 0.5, n: 1 } as const;
const rows = libraryRows({
  procedures: [
    procedure('a', 'Fetch the towel'),
    procedure('b', 'Fold it', { status: 'deleted' }),
    procedure('c', 'Wash', { pinned: true }),
  ],
  metas: [meta],
  goals,
  graph: { nodes: [{ ...node, id: 'a', pending: 2 }], edges: [] },
});
const ids = (filter: Parameters<typeof filterRows>[1]): readonly string[] =>
  filterRows(rows, filter).map(({ id }) => id);

describe('libraryRows', () => {
  it('names the kind of goal that an item serves most, and keeps an id that has no name', () => {
    expect(rows.map(({ id, category }) => [id, category])).toEqual([
      ['m', 'g1'],
      ['a', 'put {item} away'],
      ['b', 'put {item} away'],
      ['c', 'put {item} away'],
    ]);
  });
  it('counts proposals that wait', () => {
    expect(rows.find(({ id }) => id === 'a')?.pending).toBe(2);
  });
});

describe('filterRows', () => {
  it('wants every word, in goal, steps, or the procedures of a sequence', () => {
    expect(ids({ search: 'TOWEL carry', kind: 'all', status: 'all' })).toEqual(['a']);
    expect(ids({ search: 'fold', kind: 'meta', status: 'all' })).toEqual(['m']);
    expect(ids({ search: 'nothing', kind: 'all', status: 'all' })).toEqual([]);
  });
  it('knows the states', () => {
    expect(ids({ search: '', kind: 'all', status: 'live' })).toEqual(['m', 'a', 'c']);
    expect(ids({ search: '', kind: 'procedure', status: 'deleted' })).toEqual(['b']);
    expect(ids({ search: '', kind: 'all', status: 'pinned' })).toEqual(['c']);
    expect(ids({ search: '', kind: 'all', status: 'pending' })).toEqual(['a']);
  });
});
