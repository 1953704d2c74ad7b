import type { Random } from '../random.ts';
import type { HabitName } from './tasks.ts';
import {
  FIXTURE_KINDS,
  HOMES,
  LATCHED_KINDS,
  OPEN_KINDS,
  PLACE_COUNTS,
  THING_KINDS,
  type StoreKind,
  type ThingKind,
} from './words.ts';
import type { Boathouse, Goal, Place, Thing } from './world.ts';

/** The name of where one stands before the first walk. */
const DOOR = 'door';
const UNLATCHED_SHARE = 0.35;
const BURNING_SHARE = 0.25;
const FULL_SHARE = 0.3;

/** Furnishes a boathouse for a goal that is not reached yet but can be. */
export function furnish(random: Random, goal: Goal, habit: HabitName): Boathouse {
  const places = new Map<string, Place>();
  for (const place of drawPlaces(random, habit)) places.set(place.name, place);
  const things = new Map<string, Thing>();
  for (const kind of THING_KINDS) {
    for (let number = 1; number <= countOf(random, kind, goal); number += 1) {
      const thing = drawThing(random, { kind, number, habit });
      things.set(thing.name, thing);
      const home = drawHome(random, kind, goal);
      const candidates = [...places.values()].filter((place) => place.kind === home);
      const chosen = random.pick(candidates);
      places.set(chosen.name, { ...chosen, things: [...chosen.things, thing.name] });
    }
  }
  return { at: DOOR, held: undefined, places, things, isOver: false };
}

function drawPlaces(random: Random, habit: HabitName): Place[] {
  const stores = [...OPEN_KINDS, ...LATCHED_KINDS].flatMap((kind): Place[] => {
    const [fewest, most] = PLACE_COUNTS[kind];
    return Array.from({ length: random.between(fewest, most) }, (_, index) => ({
      name: `${kind} ${index + 1}`,
      kind,
      latch: drawLatch(random, kind),
      things: [],
      burning: false,
    }));
  });
  const fixtures = FIXTURE_KINDS.map((kind): Place => ({
    name: `${kind} 1`,
    kind,
    latch: 'none',
    things: [],
    burning: kind === 'brazier' && drawBurning(random, habit),
  }));
  return [...stores, ...fixtures];
}

function drawLatch(random: Random, kind: StoreKind): Place['latch'] {
  if (kind !== 'crate' && kind !== 'locker') return 'none';
  return random.chance(UNLATCHED_SHARE) ? 'unlatched' : 'latched';
}

function drawBurning(random: Random, habit: HabitName): boolean {
  const drawn = random.chance(BURNING_SHARE);
  if (habit === 'lucky-fire') return true;
  return habit === 'no-fire' || habit === 'late-fire' ? false : drawn;
}

function countOf(random: Random, kind: ThingKind, goal: Goal): number {
  const drawn = random.between(0, 2);
  if (kind === goal.thing) return goal.kind === 'leave' && goal.count === 2 ? 3 : Math.max(1, drawn);
  if (kind === 'lantern') return goal.kind === 'study' ? 1 : Math.min(1, drawn);
  return drawn;
}

function drawThing(
  random: Random,
  { kind, number, habit }: { readonly kind: ThingKind; readonly number: number; readonly habit: HabitName },
): Thing {
  const full = random.chance(FULL_SHARE);
  const oilIsForgotten = habit === 'no-oil' || habit === 'late-oil' || habit === 'oil-after';
  return {
    name: `${kind} ${number}`,
    kind,
    wash: 'muddy',
    warmth: 'mild',
    // Some things need a second or third dip; an agent of the one-dip habit meets those.
    dipsLeft: habit === 'one-dip' ? random.between(2, 3) : random.between(1, 3),
    oil: full && !oilIsForgotten ? 'full' : 'empty',
    flame: 'dark',
    isStudied: false,
  };
}

/** Where a thing lies. What the goal asks for never lies where the goal wants it. */
function drawHome(random: Random, kind: ThingKind, goal: Goal): StoreKind {
  const weights = { ...HOMES[kind] };
  if (goal.kind === 'leave' && kind === goal.thing) delete weights[goal.place];
  return random.weighted<StoreKind>(weights);
}
