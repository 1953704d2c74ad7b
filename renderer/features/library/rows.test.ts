import { describe, expect, it } from 'vitest';
import type { LibraryColumns } from '../../../shared/contract/index.ts';
import { filterRows, libraryRows, type LibraryFilter } from './rows.ts';

const columns: LibraryColumns = {
  ids: ['m', 'a', 'b', 'c'],
  goals: ['bring {item}', 'Fetch the towel', 'Fold it', 'Wash'],
  kinds: ['meta', 'procedure', 'procedure', 'procedure'],
  statuses: ['live', 'live', 'deleted', 'live'],
  pinned: [false, false, false, true],
  pending: [0, 2, 0, 0],
  means: [0.6, 0.7, 0.5, 0.9],
  lows: [0.2, 0.4, 0.1, 0.8],
  highs: [0.9, 0.8, 0.9, 1],
  n: [4, 9, 2, 30],
  interval: { kind: 'eti', mass: 0.89 },
  runs: [4, 7, 7, 7],
  scores: [0.6, 0.5, 0.5, 0.5],
  steps: [2, 1, 1, 1],
  category: [-1, 0, 0, 0],
  categories: ['put {item} away'],
};
const texts = ['bring {item}\nfold it', 'fetch the towel\ncarry {item}', 'fold it', 'wash'];
const rows = libraryRows(columns);
const ids = (
  filter: Omit<LibraryFilter, 'evidence'> & Partial<LibraryFilter>,
  known: readonly string[] | null = texts,
): readonly string[] => filterRows(rows, { evidence: 'all', ...filter }, known).map(({ id }) => id);

describe('libraryRows', () => {
  it('puts each item together from its places in the columns', () => {
    expect(rows.map(({ id, category }) => [id, category])).toEqual([
      ['m', null],
      ['a', 'put {item} away'],
      ['b', 'put {item} away'],
      ['c', 'put {item} away'],
    ]);
    expect(rows[1]).toMatchObject({
      kind: 'procedure',
      pending: 2,
      posterior: { mean: 0.7, n: 9, interval: { kind: 'eti', mass: 0.89, low: 0.4, high: 0.8 } },
    });
  });
});

describe('filterRows', () => {
  it('wants every word, in goal, steps, or the procedures of a sequence', () => {
    expect(ids({ search: 'TOWEL carry', kind: 'all', status: 'all' })).toEqual(['a']);
    expect(ids({ search: 'fold', kind: 'meta', status: 'all' })).toEqual(['m']);
    expect(ids({ search: 'nothing', kind: 'all', status: 'all' })).toEqual([]);
  });
  it('looks into goals while the other texts are on their way', () => {
    expect(ids({ search: 'towel', kind: 'all', status: 'all' }, null)).toEqual(['a']);
    expect(ids({ search: 'carry', kind: 'all', status: 'all' }, null)).toEqual([]);
  });
  it('knows how much evidence there is', () => {
    const of = (evidence: LibraryFilter['evidence']): readonly string[] =>
      ids({ search: '', kind: 'all', status: 'all', evidence });
    expect([of('little'), of('enough'), of('much')]).toEqual([['m', 'b'], ['a', 'c'], ['c']]);
  });
  it('knows the states', () => {
    expect(ids({ search: '', kind: 'all', status: 'live' })).toEqual(['m', 'a', 'c']);
    expect(ids({ search: '', kind: 'procedure', status: 'deleted' })).toEqual(['b']);
    expect(ids({ search: '', kind: 'all', status: 'pinned' })).toEqual(['c']);
    expect(ids({ search: '', kind: 'all', status: 'pending' })).toEqual(['a']);
  });
});
