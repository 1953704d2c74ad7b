import type { Random } from '../random.ts';
import type { HabitName } from './tasks.ts';
import { think, type About, type Purpose } from './thoughts.ts';
import {
  FIXTURE_KINDS,
  HOMES,
  LATCHED_KINDS,
  REFUSAL,
  type PlaceKind,
  type StoreKind,
  type ThingKind,
} from './words.ts';
import type { Goal } from './world.ts';

/** What an agent writes in one turn. */
export interface Move {
  readonly thought: string;
  readonly command: string;
}

/** An agent's part in an episode: it yields moves, is sent observations, and knows nothing else of the world. */
export type Play<T = void> = Generator<Move, T, string>;

/** What an agent was told and what it keeps in mind. */
export interface Mind {
  readonly random: Random;
  readonly goal: Goal;
  readonly habit: HabitName;
  /** Names of all places, from the first observation. */
  readonly places: readonly string[];
  /** Names of things seen, by place; a place without an entry was not looked into. */
  readonly seen: Map<string, readonly string[]>;
  at: string;
}

/** Most places an agent of the `tires` habit looks into. */
const PATIENCE = 4;
const HASTY_SHARE = 0.08;
const ASTRAY_SHARE = 0.07;

/** Lookalikes that an agent of the `wrong-thing` habit brings. */
const LOOKALIKE: Readonly<Partial<Record<ThingKind, ThingKind>>> = {
  jar: 'crock',
  crock: 'jar',
  flask: 'jar',
  rope: 'net',
  mallet: 'chisel',
  chisel: 'mallet',
  pulley: 'net',
  buoy: 'pulley',
  chart: 'ledger',
  ledger: 'chart',
};

/** The purpose of a move and what it is about, for the thought. */
export type Say = readonly [Purpose, ...About];

export function kindOf(name: string): string {
  return name.split(' ')[0] ?? '';
}

export function move(mind: Mind, say: Say, command: string): Move {
  return { thought: think(mind.random, say[0], [say[1], say[2]]), command };
}

export function* walk(mind: Mind, place: string, say: Say): Play<string> {
  const observation = yield move(mind, say, `walk to ${place}`);
  if (observation.startsWith(REFUSAL)) return observation;
  mind.at = place;
  note(mind, place, observation);
  return observation;
}

/** Reads what lies at a place out of an observation. */
function note(mind: Mind, place: string, observation: string): void {
  const listed = /It holds ([^.]+)\./.exec(observation)?.[1];
  if (listed === undefined) return;
  mind.seen.set(place, listed === 'nothing' ? [] : listed.split(', '));
}

/** Goes to a place and unlatches it when that is needed; says whether it can be reached into. */
export function* enter(mind: Mind, place: string, say: Say): Play<boolean> {
  const observation = mind.at === place ? '' : yield* walk(mind, place, say);
  if (!observation.includes('is latched.')) return true;
  const inside = yield move(mind, ['latch', undefined, place], `unlatch ${place}`);
  note(mind, place, inside);
  return inside !== REFUSAL;
}

/** Looks through the places, likeliest first, until a thing of the kind is seen; gives its name and place. */
export function* find(
  mind: Mind,
  kind: ThingKind,
  avoid: readonly string[] = [],
): Play<{ readonly thing: string; readonly place: string } | undefined> {
  const known = recall(mind, kind, avoid);
  if (known !== undefined) {
    yield* enter(mind, known.place, ['known', kind, known.place]);
    return known;
  }
  let looks = 0;
  for (const place of searchOrder(mind, kind)) {
    if (mind.habit === 'tires' && looks >= PATIENCE) return undefined;
    yield* wander(mind);
    looks += 1;
    yield* enter(mind, place, ['search', kind, place]);
    const found = recall(mind, kind, avoid);
    if (found !== undefined) return found;
  }
  return undefined;
}

function recall(mind: Mind, kind: ThingKind, avoid: readonly string[]): { thing: string; place: string } | undefined {
  for (const [place, things] of mind.seen) {
    const thing = things.find((name) => kindOf(name) === kind && !avoid.includes(name));
    if (thing !== undefined) return { thing, place };
  }
  return undefined;
}

/** Whether things can lie at a place of this name. */
export function isStore(name: string): boolean {
  return !FIXTURE_KINDS.some((kind) => kind === kindOf(name));
}

/** Unseen places, likeliest kind first, with some noise: agents differ in where they look. */
function searchOrder(mind: Mind, kind: ThingKind): string[] {
  const weights = HOMES[kind];
  return mind.places
    .filter((name) => isStore(name) && !mind.seen.has(name))
    .map((name) => {
      // The names come from the brief, so the kind is one of the stores'.
      const weight = weights[kindOf(name) as StoreKind] ?? 2;
      return { name, score: weight * (0.4 + mind.random.next()) };
    })
    .toSorted((a, b) => b.score - a.score)
    .map(({ name }) => name);
}

/** Now and then an agent does something harmless: goes back to a place, or reaches for one from afar. */
function* wander(mind: Mind): Play {
  const looked = [...mind.seen.keys()].filter((place) => place !== mind.at);
  if (looked.length > 0 && mind.random.chance(ASTRAY_SHARE)) {
    const place = mind.random.pick(looked);
    yield* walk(mind, place, ['astray', undefined, place]);
  }
  const latched = mind.places.filter((name) => LATCHED_KINDS.some((kind) => kind === kindOf(name)) && name !== mind.at);
  if (latched.length > 0 && mind.random.chance(HASTY_SHARE)) {
    const place = mind.random.pick(latched);
    yield move(mind, ['hasty', place], `unlatch ${place}`);
  }
}

/** Finds what the agent believes to be wanted, and where it lies. */
export function* findWanted(
  mind: Mind,
  kind: ThingKind,
  avoid: readonly string[] = [],
): Play<{ readonly thing: string; readonly place: string } | undefined> {
  const wanted = mind.habit === 'wrong-thing' ? (LOOKALIKE[kind] ?? kind) : kind;
  // Without a lookalike in the house the agent ends up with the right kind after all.
  return (yield* find(mind, wanted, avoid)) ?? (wanted === kind ? undefined : yield* find(mind, kind, avoid));
}

/** Finds a thing and lifts it; gives its name, or nothing when the search failed. */
export function* fetch(mind: Mind, kind: ThingKind, avoid: readonly string[] = []): Play<string | undefined> {
  const found = yield* findWanted(mind, kind, avoid);
  if (found === undefined) return undefined;
  const observation = yield move(mind, ['lift', found.thing], `lift ${found.thing} from ${found.place}`);
  if (observation.startsWith(REFUSAL)) return undefined;
  mind.seen.set(
    found.place,
    (mind.seen.get(found.place) ?? []).filter((name) => name !== found.thing),
  );
  noteOil(mind, observation);
  return found.thing;
}

/** Keeps in mind whether the lantern in the hand is full, under a name that no place has. */
function noteOil(mind: Mind, observation: string): void {
  if (observation.includes('is full.')) mind.seen.set('oil', []);
}

export function isOilKnown(mind: Mind): boolean {
  return mind.seen.has('oil');
}

export function fixture(mind: Mind, kind: PlaceKind): string {
  const name = mind.places.find((place) => kindOf(place) === kind);
  if (name === undefined) throw new RangeError(`the brief names no ${kind}`);
  return name;
}
