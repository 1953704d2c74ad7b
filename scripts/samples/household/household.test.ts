import { describe, expect, it } from 'vitest';
import { isReached, perform, type Boathouse, type Goal, type Place, type Thing } from './index.ts';
import { REFUSAL } from './words.ts';

function place(name: string, kind: Place['kind'], more: Partial<Place> = {}): Place {
  return { name, kind, latch: 'none', things: [], burning: false, ...more };
}

function thing(name: string, kind: Thing['kind']): Thing {
  return { name, kind, wash: 'muddy', warmth: 'mild', dipsLeft: 2, oil: 'empty', flame: 'dark', isStudied: false };
}

function boathouse(): Boathouse {
  const places = [
    place('bench 1', 'bench', { things: ['flask 1', 'lantern 1'] }),
    place('locker 1', 'locker', { latch: 'latched', things: ['chart 1'] }),
    place('rack 1', 'rack'),
    place('brazier 1', 'brazier'),
    place('spring 1', 'spring'),
    place('cask 1', 'cask'),
  ];
  const things = [thing('flask 1', 'flask'), thing('lantern 1', 'lantern'), thing('chart 1', 'chart')];
  return {
    at: 'door',
    held: undefined,
    places: new Map(places.map((entry) => [entry.name, entry])),
    things: new Map(things.map((entry) => [entry.name, entry])),
    isOver: false,
  };
}

/** Does the commands one after the other; gives the last state and every observation. */
function play(...commands: string[]): { readonly state: Boathouse; readonly observations: readonly string[] } {
  let state = boathouse();
  const observations = commands.map((command) => {
    const step = perform(state, command);
    state = step.state;
    return step.observation;
  });
  return { state, observations };
}

const warmFlask: Goal = { kind: 'leave', thing: 'flask', place: 'rack', count: 1, treatment: 'warm' };
const studyChart: Goal = { kind: 'study', thing: 'chart' };
const fetchFlask = ['walk to bench 1', 'lift flask 1 from bench 1', 'walk to brazier 1'];
const leaveFlask = ['walk to rack 1', 'leave flask 1 at rack 1'];

describe('the boathouse', () => {
  it('refuses what cannot be done and stays as it was', () => {
    const start = boathouse();
    const impossible = ['lift flask 1 from bench 1', 'walk to attic 9', 'dance', 'unlatch locker 1', 'ring bell twice'];
    for (const command of impossible) {
      expect(perform(start, command)).toEqual({ state: start, observation: REFUSAL });
    }
  });

  it('warms nothing over a dead brazier, and does not say why', () => {
    const { state, observations } = play(...fetchFlask, 'warm flask 1 over brazier 1', ...leaveFlask);
    expect(observations[3]).toBe('You hold it there for a while. Flask 1 is mild.');
    expect(isReached(state, warmFlask)).toBe(false);
  });

  it('warms over a burning one', () => {
    const { state } = play(...fetchFlask, 'kindle brazier 1', 'warm flask 1 over brazier 1', ...leaveFlask);
    expect(isReached(state, warmFlask)).toBe(true);
  });

  it('chills after as many dips as the thing needs', () => {
    const fetched = ['walk to bench 1', 'lift flask 1 from bench 1', 'walk to spring 1'];
    const dip = 'chill flask 1 in spring 1';
    const { observations } = play(...fetched, dip, dip);
    expect(observations.slice(3)).toEqual([
      'You dip it for a while. Flask 1 is mild.',
      'You dip it for a while. Flask 1 is cold.',
    ]);
  });

  it('gives light only to a lantern that was filled before it was kindled', () => {
    const fetched = ['walk to bench 1', 'lift lantern 1 from bench 1', 'walk to cask 1'];
    const read = ['walk to locker 1', 'unlatch locker 1', 'study chart 1 under lantern 1'];
    const right = play(...fetched, 'fill lantern 1 at cask 1', 'kindle lantern 1', ...read);
    const wrongOrder = play(...fetched, 'kindle lantern 1', 'fill lantern 1 at cask 1', ...read);
    expect(isReached(right.state, studyChart)).toBe(true);
    expect(isReached(wrongOrder.state, studyChart)).toBe(false);
  });

  it('ends with the bell, in the same words whatever was reached', () => {
    expect(perform(boathouse(), 'ring bell').state.isOver).toBe(true);
  });
});
