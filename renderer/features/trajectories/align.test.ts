import { describe, expect, it } from 'vitest';
import type { Step } from '../../../shared/model/index.ts';
import { alignRuns, firstDivergence } from './align.ts';

const run = (actions: string): readonly Step[] =>
  [...actions].map((text) => ({ action: { kind: 'text', text }, observation: '' }));
const shown = (...runs: readonly string[]): readonly string[] =>
  alignRuns(runs.map(run)).map(({ steps }) => steps.map((at, which) => runs[which]?.[at ?? -1] ?? '·').join(''));

describe('runs side by side', () => {
  it('puts the same actions beside each other', () => {
    expect(shown('abcd', 'axcd')).toEqual(['aa', 'b·', '·x', 'cc', 'dd']);
    expect(shown('ab', 'ab')).toEqual(['aa', 'bb']);
    expect(shown('', 'ab')).toEqual(['·a', '·b']);
  });

  it('has every step of every run once, in its order', () => {
    const runs = ['abcabd', 'bcaad', 'xabyd'];
    const rows = alignRuns(runs.map(run));
    runs.forEach((text, which) => {
      expect(rows.flatMap(({ steps }) => steps[which] ?? [])).toEqual([...text].map((_, index) => index));
    });
  });

  it('finds where they part first', () => {
    expect(firstDivergence(alignRuns(['abc', 'abd', 'abc'].map(run)))).toBe(2);
    expect(firstDivergence(alignRuns(['abc', 'abc'].map(run)))).toBeNull();
  });
});
