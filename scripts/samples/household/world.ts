import { REFUSAL, type PlaceKind, type StoreKind, type ThingKind } from './words.ts';

/** A place of the boathouse. `latch` is "none" for whatever has no lid; fixtures hold nothing. */
export interface Place {
  readonly name: string;
  readonly kind: PlaceKind;
  readonly latch: 'none' | 'latched' | 'unlatched';
  readonly things: readonly string[];
  /** Only a brazier burns. */
  readonly burning: boolean;
}

export interface Thing {
  readonly name: string;
  readonly kind: ThingKind;
  readonly wash: 'muddy' | 'rinsed';
  readonly warmth: 'mild' | 'warm' | 'cold';
  /** Dips into the spring that are still needed until the thing is cold. */
  readonly dipsLeft: number;
  readonly oil: 'empty' | 'full';
  readonly flame: 'dark' | 'flickering' | 'bright';
  readonly isStudied: boolean;
}

export interface Boathouse {
  readonly at: string;
  readonly held: string | undefined;
  readonly places: ReadonlyMap<string, Place>;
  readonly things: ReadonlyMap<string, Thing>;
  readonly isOver: boolean;
}

export type Goal =
  | {
      readonly kind: 'leave';
      readonly thing: ThingKind;
      readonly place: StoreKind;
      readonly count: 1 | 2;
      readonly treatment: 'none' | 'rinsed' | 'warm' | 'cold';
    }
  | { readonly kind: 'study'; readonly thing: ThingKind };

export interface Step {
  readonly state: Boathouse;
  readonly observation: string;
}

/** Whether the goal holds in this state; the only judge of an episode. */
export function isReached(state: Boathouse, goal: Goal): boolean {
  const things = [...state.things.values()].filter((thing) => thing.kind === goal.thing);
  if (goal.kind === 'study') return things.some((thing) => thing.isStudied);
  const ready = new Set(things.filter((thing) => isTreated(thing, goal.treatment)).map((thing) => thing.name));
  const left = [...state.places.values()]
    .filter((place) => place.kind === goal.place)
    .flatMap((place) => place.things.filter((name) => ready.has(name)));
  return left.length >= goal.count;
}

function isTreated(thing: Thing, treatment: 'none' | 'rinsed' | 'warm' | 'cold'): boolean {
  switch (treatment) {
    case 'none':
      return true;
    case 'rinsed':
      return thing.wash === 'rinsed';
    case 'warm':
    case 'cold':
      return thing.warmth === treatment;
  }
}

/** `rope 1` as a sentence begins with it: `Rope 1`. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function refuse(state: Boathouse): Step {
  return { state, observation: REFUSAL };
}

export function withPlace(state: Boathouse, name: string, change: Partial<Place>): Boathouse {
  const place = state.places.get(name);
  if (place === undefined) throw new RangeError(`no place ${name}`);
  return { ...state, places: new Map(state.places).set(name, { ...place, ...change }) };
}

export function withThing(state: Boathouse, name: string, change: Partial<Thing>): Boathouse {
  const thing = state.things.get(name);
  if (thing === undefined) throw new RangeError(`no thing ${name}`);
  return { ...state, things: new Map(state.things).set(name, { ...thing, ...change }) };
}

/** What one notices on coming to a place, without the sentence that says where one is. */
export function describePlace(place: Place): string {
  switch (place.kind) {
    case 'brazier':
      return place.burning ? `${capital(place.name)} is burning.` : `${capital(place.name)} is unlit.`;
    case 'pump':
    case 'spring':
      return 'Water runs here.';
    case 'cask':
      return 'It smells of lamp oil.';
    case 'crate':
    case 'locker':
      if (place.latch === 'latched') return `${capital(place.name)} is latched.`;
      return `${capital(place.name)} is unlatched. ${listThings(place)}`;
    case 'bench':
    case 'rack':
    case 'barrel':
    case 'trestle':
      return listThings(place);
  }
}

function listThings(place: Place): string {
  return place.things.length === 0 ? 'It holds nothing.' : `It holds ${place.things.join(', ')}.`;
}
