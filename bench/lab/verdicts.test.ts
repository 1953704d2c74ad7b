import { expect, it } from 'vitest';
import { bothOf, gainOf } from './verdicts.ts';

const pairs = (differences: readonly number[]): Parameters<typeof gainOf>[0] =>
  differences.map((first, at) => ({ group: `g${at}`, memory: '', first, second: 0 }));

it('beats where the interval lies above 0, does not where it lies below, and else cannot be told', () => {
  const gains = [
    [4, 5, 6, 5],
    [-4, -5, -6, -5],
    [4, -5, 6, -6],
  ].map((differences) => gainOf(pairs(differences)));
  expect(gains.map(({ verdict }) => verdict)).toEqual(['beats', 'does not beat', 'cannot be told']);
  expect(gains[0]?.text).toMatch(/^5\.0 \[4\.\d, [56]\.\d\]$/);
  expect(gainOf([])).toEqual({ text: '', verdict: 'cannot be told' });
});

it('says of both baselines why it cannot be told', () => {
  const gain = (name: string, verdict: 'beats' | 'does not beat' | 'cannot be told') => ({ name, text: '', verdict });
  expect(bothOf(gain('a', 'beats'), gain('b', 'beats'))).toBe('beats both');
  expect(bothOf(gain('a', 'does not beat'), gain('b', 'does not beat'))).toBe('beats neither');
  expect(bothOf(gain('a', 'cannot be told'), gain('b', 'cannot be told'))).toBe(
    'cannot be told: both intervals hold 0',
  );
  expect(bothOf(gain('a', 'beats'), gain('b', 'cannot be told'))).toBe(
    'beats a; b cannot be told: the interval holds 0',
  );
});
