import {
  capital,
  describePlace,
  refuse,
  withPlace,
  withThing,
  type Boathouse,
  type Place,
  type Step,
  type Thing,
} from './world.ts';
import { FIXTURE_KINDS } from './words.ts';

type Handler = (state: Boathouse, first: string, second: string) => Step;

/** The grammar: a pattern with up to two names, and what the boathouse does about it. */
const COMMANDS: readonly (readonly [RegExp, Handler])[] = [
  [/^walk to (\w+ \d+)$/, walk],
  [/^unlatch (\w+ \d+)$/, unlatch],
  [/^lift (\w+ \d+) from (\w+ \d+)$/, lift],
  [/^leave (\w+ \d+) at (\w+ \d+)$/, leave],
  [/^rinse (\w+ \d+) at (\w+ \d+)$/, rinse],
  [/^kindle (\w+ \d+)$/, kindle],
  [/^warm (\w+ \d+) over (\w+ \d+)$/, warm],
  [/^chill (\w+ \d+) in (\w+ \d+)$/, chill],
  [/^fill (\w+ \d+) at (\w+ \d+)$/, fill],
  [/^study (\w+ \d+) under (\w+ \d+)$/, study],
  [/^ring bell$/, ring],
];

/** Does one command. Whatever cannot be done, or read, leaves the state as it was and gets the refusal. */
export function perform(state: Boathouse, command: string): Step {
  for (const [pattern, handler] of COMMANDS) {
    const match = pattern.exec(command);
    if (match !== null) return handler(state, match[1] ?? '', match[2] ?? '');
  }
  return refuse(state);
}

function walk(state: Boathouse, name: string): Step {
  const place = state.places.get(name);
  if (place === undefined || state.at === name) return refuse(state);
  return { state: { ...state, at: name }, observation: `You stand at ${name}. ${describePlace(place)}` };
}

function unlatch(state: Boathouse, name: string): Step {
  const place = state.places.get(name);
  if (place === undefined || state.at !== name || place.latch !== 'latched') return refuse(state);
  const opened: Place = { ...place, latch: 'unlatched' };
  return {
    state: withPlace(state, name, opened),
    observation: `The latch gives way. ${describePlace(opened)}`,
  };
}

function lift(state: Boathouse, name: string, from: string): Step {
  const place = state.places.get(from);
  const thing = state.things.get(name);
  if (place === undefined || thing === undefined || !isReachable(state, place)) return refuse(state);
  if (state.held !== undefined || !place.things.includes(name)) return refuse(state);
  const rest = place.things.filter((other) => other !== name);
  return {
    state: { ...withPlace(state, from, { things: rest }), held: name },
    observation: `You carry ${name} now. ${capital(name)} is ${condition(thing)}.`,
  };
}

/** What one sees of a thing in the hand: the oil of a lantern, the dirt or the chill of anything else. */
function condition(thing: Thing): string {
  if (thing.kind === 'lantern') return thing.oil;
  return thing.warmth === 'mild' ? thing.wash : thing.warmth;
}

function leave(state: Boathouse, name: string, at: string): Step {
  const place = state.places.get(at);
  if (place === undefined || state.held !== name || !isReachable(state, place) || isFixture(place)) {
    return refuse(state);
  }
  return {
    state: { ...withPlace(state, at, { things: [...place.things, name] }), held: undefined },
    observation: `Your hands are free. ${capital(at)} holds ${name} now.`,
  };
}

function isReachable(state: Boathouse, place: Place): boolean {
  return state.at === place.name && place.latch !== 'latched';
}

function isFixture(place: Place): boolean {
  return FIXTURE_KINDS.some((kind) => kind === place.kind);
}

/** The thing in the hand and the fixture one stands at, or nothing when the names do not fit. */
function atFixture(state: Boathouse, name: string, at: readonly [string, Place['kind']]): Thing | undefined {
  const [fixture, kind] = at;
  if (state.at !== fixture || state.places.get(fixture)?.kind !== kind || state.held !== name) return undefined;
  return state.things.get(name);
}

function rinse(state: Boathouse, name: string, pump: string): Step {
  if (atFixture(state, name, [pump, 'pump']) === undefined) return refuse(state);
  return {
    state: withThing(state, name, { wash: 'rinsed' }),
    observation: `Water runs over it. ${capital(name)} is rinsed.`,
  };
}

function kindle(state: Boathouse, name: string): Step {
  const place = state.places.get(name);
  if (place?.kind === 'brazier' && state.at === name && !place.burning) {
    return { state: withPlace(state, name, { burning: true }), observation: `${capital(name)} is burning.` };
  }
  const thing = state.things.get(name);
  if (thing?.kind !== 'lantern' || state.held !== name) return refuse(state);
  // Without oil the wick only glows. Oil that comes later needs another match.
  const flame = thing.oil === 'full' ? 'bright' : 'flickering';
  return { state: withThing(state, name, { flame }), observation: `A match flares. ${capital(name)} is ${flame}.` };
}

function warm(state: Boathouse, name: string, brazier: string): Step {
  const thing = atFixture(state, name, [brazier, 'brazier']);
  if (thing === undefined) return refuse(state);
  // Over a dead brazier nothing is refused and nothing is explained: that is the latent precondition.
  const burns = state.places.get(brazier)?.burning === true;
  const after: Thing = burns ? { ...thing, warmth: 'warm' } : thing;
  return {
    state: withThing(state, name, after),
    observation: `You hold it there for a while. ${capital(name)} is ${after.warmth}.`,
  };
}

function chill(state: Boathouse, name: string, spring: string): Step {
  const thing = atFixture(state, name, [spring, 'spring']);
  if (thing === undefined) return refuse(state);
  const dipsLeft = Math.max(0, thing.dipsLeft - 1);
  const warmth = dipsLeft === 0 ? 'cold' : 'mild';
  return {
    state: withThing(state, name, { dipsLeft, warmth }),
    observation: `You dip it for a while. ${capital(name)} is ${warmth}.`,
  };
}

function fill(state: Boathouse, name: string, cask: string): Step {
  const thing = atFixture(state, name, [cask, 'cask']);
  if (thing?.kind !== 'lantern') return refuse(state);
  return { state: withThing(state, name, { oil: 'full' }), observation: `Oil gurgles in. ${capital(name)} is full.` };
}

function study(state: Boathouse, name: string, lamp: string): Step {
  const place = state.places.get(state.at);
  const light = state.things.get(lamp);
  if (place === undefined || !isReachable(state, place) || !place.things.includes(name)) return refuse(state);
  if (light?.kind !== 'lantern' || state.held !== lamp || light.flame === 'dark') return refuse(state);
  if (light.flame === 'flickering') return { state, observation: `You bend over ${name}. The lines swim.` };
  return {
    state: withThing(state, name, { isStudied: true }),
    observation: `You follow every line. ${capital(name)} is studied.`,
  };
}

function ring(state: Boathouse): Step {
  // The same words whatever was reached, so that no observation gives the outcome away.
  return { state: { ...state, isOver: true }, observation: 'The bell sounds over the water. The shift is over.' };
}
