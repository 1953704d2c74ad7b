/** The vocabulary of the boathouse: what stands in it, what lies about, and where things usually are. */

export const OPEN_KINDS = ['bench', 'rack', 'barrel', 'trestle'] as const;
export const LATCHED_KINDS = ['crate', 'locker'] as const;
export const FIXTURE_KINDS = ['pump', 'brazier', 'spring', 'cask'] as const;
export const THING_KINDS = [
  'jar',
  'flask',
  'crock',
  'rope',
  'buoy',
  'chart',
  'ledger',
  'lantern',
  'mallet',
  'chisel',
  'pulley',
  'net',
] as const;

export type OpenKind = (typeof OPEN_KINDS)[number];
export type LatchedKind = (typeof LATCHED_KINDS)[number];
export type FixtureKind = (typeof FIXTURE_KINDS)[number];
export type StoreKind = OpenKind | LatchedKind;
export type PlaceKind = StoreKind | FixtureKind;
export type ThingKind = (typeof THING_KINDS)[number];

/** How many places of each kind a boathouse has: [fewest, most]. */
export const PLACE_COUNTS: Readonly<Record<StoreKind, readonly [number, number]>> = {
  bench: [2, 3],
  rack: [2, 3],
  barrel: [2, 2],
  trestle: [1, 2],
  crate: [2, 3],
  locker: [2, 2],
};

/** Where each kind of thing lies, as weights; the samples' answer to "where are things found". */
export const HOMES: Readonly<Record<ThingKind, Readonly<Partial<Record<StoreKind, number>>>>> = {
  jar: { rack: 45, crate: 30, bench: 15, trestle: 10 },
  flask: { rack: 40, locker: 25, trestle: 20, bench: 15 },
  crock: { trestle: 35, bench: 30, crate: 25, rack: 10 },
  rope: { barrel: 50, rack: 20, crate: 20, bench: 10 },
  buoy: { rack: 40, crate: 35, bench: 15, trestle: 10 },
  chart: { locker: 50, crate: 25, bench: 25 },
  ledger: { locker: 45, bench: 35, trestle: 20 },
  lantern: { bench: 40, locker: 30, trestle: 30 },
  mallet: { bench: 55, crate: 30, trestle: 15 },
  chisel: { bench: 50, crate: 40, rack: 10 },
  pulley: { barrel: 45, crate: 35, rack: 20 },
  net: { barrel: 40, rack: 40, trestle: 20 },
};

export const REFUSAL = 'You cannot do that now.';

/** Remarks that mean nothing; they keep observations from being equal word for word. */
export const REMARKS = [
  'A gull calls outside.',
  'The planks creak.',
  'Water laps at the piles.',
  'Dust turns in the light.',
] as const;

/** The remark of each round of recording: the spurious condition of this world. */
export const WEATHER = {
  first: 'The sky outside is clear.',
  second: 'Rain drums on the roof.',
} as const;

export const BRIEF = [
  'You work alone in a boathouse. Answer with one thought and one action.',
  'Actions: walk to PLACE; unlatch PLACE; lift THING from PLACE; leave THING at PLACE; rinse THING at PLACE;',
  'kindle PLACE or THING; warm THING over PLACE; chill THING in PLACE; fill THING at PLACE;',
  'study THING under THING; ring bell (when you hold the job to be finished).',
].join(' ');
