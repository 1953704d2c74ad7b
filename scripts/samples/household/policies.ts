import {
  enter,
  fetch,
  findWanted,
  fixture,
  isOilKnown,
  isStore,
  kindOf,
  move,
  walk,
  type Mind,
  type Play,
} from './agent.ts';
import { LATCHED_KINDS, type ThingKind } from './words.ts';
import type { Goal } from './world.ts';

type LeaveGoal = Extract<Goal, { kind: 'leave' }>;

/** Most times an agent dips a thing, or warms it in vain. */
const MOST_TRIES = 4;

/** Plays one episode to its bell. */
export function* playEpisode(mind: Mind): Play {
  const finished =
    mind.goal.kind === 'study' ? yield* studyGoal(mind, mind.goal.thing) : yield* leaveGoal(mind, mind.goal);
  if (finished === 'tired') yield move(mind, ['tired', mind.goal.thing], 'ring bell');
  else if (finished === 'stuck') yield move(mind, ['stuck'], 'ring bell');
  else yield move(mind, ['done'], 'ring bell');
}

type End = 'done' | 'tired' | 'stuck';

function* leaveGoal(mind: Mind, goal: LeaveGoal): Play<End> {
  const brought: string[] = [];
  const target = chooseTarget(mind, goal);
  const count = mind.habit === 'one-only' ? 1 : goal.count;
  while (brought.length < count) {
    const thing = yield* fetch(mind, goal.thing, brought);
    if (thing === undefined) return 'tired';
    yield* treat(mind, goal, thing);
    const end = yield* deliver(mind, thing, target);
    if (end !== 'done') return end;
    brought.push(thing);
  }
  return 'done';
}

function chooseTarget(mind: Mind, goal: LeaveGoal): string {
  const fitting = mind.places
    .filter(isStore)
    .filter((name) => (kindOf(name) === goal.place) !== (mind.habit === 'wrong-place'));
  return mind.random.pick(fitting);
}

function* deliver(mind: Mind, thing: string, target: string): Play<End> {
  const isLatched = LATCHED_KINDS.some((kind) => kind === kindOf(target));
  if (mind.habit === 'latched-end' && isLatched && !mind.seen.has(target)) {
    yield* walk(mind, target, ['carry', thing, target]);
    const first = yield move(mind, ['leave', thing], `leave ${thing} at ${target}`);
    return first.startsWith('Your hands are free') ? 'done' : 'stuck';
  }
  yield* enter(mind, target, ['carry', thing, target]);
  const observation = yield move(mind, ['leave', thing], `leave ${thing} at ${target}`);
  return observation.startsWith('Your hands are free') ? 'done' : 'stuck';
}

function* treat(mind: Mind, goal: LeaveGoal, thing: string): Play {
  switch (goal.treatment) {
    case 'none':
      return;
    case 'rinsed': {
      if (mind.habit === 'skips-treatment') return;
      const pump = fixture(mind, 'pump');
      yield* walk(mind, pump, ['fixture', thing, pump]);
      yield move(mind, ['treat', thing, pump], `rinse ${thing} at ${pump}`);
      return;
    }
    case 'warm':
      return yield* warm(mind, thing);
    case 'cold':
      return yield* chill(mind, thing);
  }
}

/** A careful agent kindles first; a careless one only holds the thing there, and may do so again in vain. */
function* warm(mind: Mind, thing: string): Play {
  const brazier = fixture(mind, 'brazier');
  const arrival = yield* walk(mind, brazier, ['fixture', thing, brazier]);
  const looks = mind.habit === 'careful' || mind.habit === 'wrong-place';
  if (looks && arrival.includes('is unlit.')) yield move(mind, ['kindle', brazier], `kindle ${brazier}`);
  const tries = mind.habit === 'no-fire' ? mind.random.between(1, MOST_TRIES - 1) : MOST_TRIES;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const said = attempt === 0 ? (['treat', thing, brazier] as const) : (['repeat', thing] as const);
    const observation = yield move(mind, said, `warm ${thing} over ${brazier}`);
    if (observation.includes('is warm.')) return;
    if (mind.habit === 'late-fire') yield move(mind, ['again', brazier], `kindle ${brazier}`);
  }
}

function* chill(mind: Mind, thing: string): Play {
  const spring = fixture(mind, 'spring');
  yield* walk(mind, spring, ['fixture', thing, spring]);
  const tries = mind.habit === 'one-dip' ? 1 : MOST_TRIES;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const said = attempt === 0 ? (['treat', thing, spring] as const) : (['repeat', thing] as const);
    const observation = yield move(mind, said, `chill ${thing} in ${spring}`);
    if (observation.includes('is cold.')) return;
  }
}

function* studyGoal(mind: Mind, kind: ThingKind): Play<End> {
  const lantern = yield* fetch(mind, 'lantern');
  if (lantern === undefined) return 'tired';
  const isBlind = mind.habit === 'no-oil' || mind.habit === 'late-oil';
  if (mind.habit === 'oil-after') yield* oilAfterFlame(mind, lantern);
  else yield* makeLight(mind, lantern, isBlind);
  const found = yield* findWanted(mind, kind);
  if (found === undefined) return 'tired';
  yield* enter(mind, found.place, ['carry', lantern, found.place]);
  const command = `study ${found.thing} under ${lantern}`;
  const observation = yield move(mind, ['study', found.thing], command);
  if (observation.includes('is studied.')) return 'done';
  if (mind.habit !== 'late-oil') {
    if (mind.random.chance(0.5)) yield move(mind, ['repeat', found.thing], command);
    return 'done';
  }
  yield* fillUp(mind, lantern, 'dim');
  yield move(mind, ['light', lantern], `kindle ${lantern}`);
  yield* enter(mind, found.place, ['carry', lantern, found.place]);
  yield move(mind, ['study', found.thing], command);
  return 'done';
}

/** Fills the lantern unless it is full (or the agent does not look), then kindles it. */
function* makeLight(mind: Mind, lantern: string, isBlind: boolean): Play {
  if (!isBlind && !isOilKnown(mind)) yield* fillUp(mind, lantern, 'fill');
  yield move(mind, ['light', lantern], `kindle ${lantern}`);
}

/** The right steps in the wrong order: the flame was dim before the oil came, and stays so. */
function* oilAfterFlame(mind: Mind, lantern: string): Play {
  yield move(mind, ['light', lantern], `kindle ${lantern}`);
  yield* fillUp(mind, lantern, 'fill');
}

function* fillUp(mind: Mind, lantern: string, why: 'fill' | 'dim'): Play {
  const cask = fixture(mind, 'cask');
  yield* walk(mind, cask, [why, lantern, cask]);
  yield move(mind, ['treat', lantern, cask], `fill ${lantern} at ${cask}`);
}
