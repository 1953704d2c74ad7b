import { describe, expect, it } from 'vitest';
import { formatSort, linesOf, parseSort } from './table-lines.ts';

describe('linesOf', () => {
  it('keeps the order of rows inside their groups, and of groups by first row', () => {
    const lines = linesOf(['b1', 'a1', 'b2'], (row) => row[0] ?? '');
    expect(lines.map((line) => (line.kind === 'row' ? line.row : `${line.label}/${line.count}`))).toEqual([
      'b/2',
      'b1',
      'b2',
      'a/1',
      'a1',
    ]);
  });
  it('draws rows alone without a group', () => {
    expect(linesOf([1, 2])).toEqual([
      { kind: 'row', row: 1 },
      { kind: 'row', row: 2 },
    ]);
  });
});

describe('sorting in the address', () => {
  it('reads back what it writes', () => {
    expect(parseSort(formatSort('mean', 'desc'))).toEqual([{ id: 'mean', desc: true }]);
    expect(parseSort(formatSort('goal', 'asc'))).toEqual([{ id: 'goal', desc: false }]);
    expect(parseSort('')).toEqual([]);
  });
});
