import { expect, it } from 'vitest';
import { contenderSchema } from '../../../shared/contract/index.ts';
import { chosenGames, kindsOf, usualContenders, wholeIn } from './choices.ts';

const games = ['a/1', 'a/2', 'b/1', 'b/2', 'c'].map((name) => ({
  name,
  taskType: name.includes('/') ? name.slice(0, 1) : null,
}));

it('counts the games of each kind', () => {
  expect(kindsOf(games)).toEqual([
    { kind: '', count: 1 },
    { kind: 'a', count: 2 },
    { kind: 'b', count: 2 },
  ]);
});

it('plays all, those of some kinds, or a few evenly from these', () => {
  expect(chosenGames(games, { without: new Set(), most: null })).toEqual([]);
  expect(chosenGames(games, { without: new Set(), most: 9 })).toEqual([]);
  expect(chosenGames(games, { without: new Set(['a', '']), most: null })).toEqual(['b/1', 'b/2']);
  expect(chosenGames(games, { without: new Set(['']), most: 2 })).toEqual(['a/1', 'b/1']);
});

it('reads whole numbers that are large enough', () => {
  expect(['3', ' 1 ', '0', '', '2.5', 'x'].map((text) => wholeIn(text, 1))).toEqual([3, 1, null, null, null, null]);
});

it('takes the first contender, against the plain controls', () => {
  const contenders = ['memory', 'empty', 'nearest', 'skeleton'].map((name) => ({
    name,
    contender: contenderSchema.parse({ control: 'nearest' }),
  }));
  expect(usualContenders({ samples: null, contenders })).toEqual({ agent: 'memory', against: ['nearest', 'skeleton'] });
});
