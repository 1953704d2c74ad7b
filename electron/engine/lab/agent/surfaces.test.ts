import { describe, expect, it } from 'vitest';
import { corpusOf, times, type Told } from '../../fixtures/episodes.fixture.ts';
import { surfaceOf, surfacesOf } from './surfaces.ts';

const told = (context: string, verbs: readonly string[]): Told => ({
  goal: 'bring the rake',
  context,
  outcome: 'success',
  steps: verbs.map((verb) => [`${verb} rake 1`, 'Done.']),
});
const shed = (at: number): Told => told(`In the shed there is a bench ${at}.`, ['grasp', 'polish', 'hang']);
const yard = (at: number): Told => told(`Out in the yard stands a barrow ${at}.`, ['seize', 'scrub', 'stow']);
const opening = (observation: string) => ({ observation, task: 'bring the rake' });

describe('surfaces [A12]', () => {
  it('what opens and acts otherwise stands apart, and an opening finds its own', () => {
    const found = surfacesOf(corpusOf([...times(4, shed), ...times(3, yard)]));
    expect(found.map(({ trajectoryIds }) => trajectoryIds.size)).toEqual([4, 3]);
    expect(surfaceOf(found, opening('Out in the yard stands a barrow 9.'))).toBe(found[1]);
    expect(surfaceOf(found, opening('In the shed there is a bench 7.'))).toBe(found[0]);
    expect(surfaceOf(found, opening('A lamp 1 hums.'))).toBeNull();
  });

  it('what acts alike is one, however it opens; all is played from', () => {
    const silent = times(2, () => told('', ['grasp', 'polish']));
    const other = times(2, (at) => told(`By the gate leans a ladder ${at}.`, ['grasp', 'polish', 'carry']));
    const found = surfacesOf(corpusOf([...times(4, shed), ...other, ...silent]));
    expect(found.map(({ trajectoryIds }) => trajectoryIds.size)).toEqual([8]);
    expect(surfaceOf(found, opening('In the shed there is a bench 7.'))).toBeNull();
  });
});
