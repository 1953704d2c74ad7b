import { expect, it } from 'vitest';
import type { Knowledge } from './knowledge.ts';
import { freshProgress } from './progress.ts';
import { prospectOf } from './prospects.ts';
import { Scene } from './scene.ts';
import type { Way } from './ways.ts';

/** Rakes stand in sheds, hoes nowhere much. */
const knowledge = {
  skills: new Map([['find', { id: 'find', executions: 1, acts: [], sought: 'thing' }]]),
  places: {
    kinds: new Set(['shed']),
    counts: new Map(),
    expectation: (thing: string) => (thing === 'rake' ? 1 : 0.01),
    cost: () => 2,
  },
} as unknown as Knowledge; // what is read
const links = new Map([['thing', { source: { kind: 'goal', index: 0 }, other: [], counts: new Map() }]] as const);
const way: Way = {
  metaId: null,
  plays: 1,
  positions: [
    { procedureId: 'find', links },
    { procedureId: 'find', links },
  ],
};

it('a way is worth what can still be found of what it looks for [A8]', () => {
  const scene = new Scene(new Set(['on']));
  scene.observe('You see a shed 1, a shed 2, and a rake 1.');
  const parts = { knowledge, scene, progress: freshProgress() };
  const rake = prospectOf({ way, goal: ['rake'], from: 0 }, parts);
  expect(rake.chance).toBeCloseTo(1 - Math.exp(-2), 12);
  expect(rake.search).toBeCloseTo(2 + 2 * Math.exp(-1), 12);
  expect(prospectOf({ way, goal: ['hoe'], from: 0 }, parts).chance).toBeLessThan(0.001);
  parts.progress.visited.add('shed 1').add('shed 2');
  expect(prospectOf({ way, goal: ['rake'], from: 1 }, parts)).toEqual({ chance: 0, search: 0 });
  expect(prospectOf({ way: { ...way, positions: way.positions.slice(1) }, goal: ['rake'], from: 0 }, parts)).toEqual({
    chance: 1,
    search: 0,
  });
});
