import type { Random } from '../random.ts';

export const SEALED: ReadonlySet<string> = new Set(['hutch', 'coffer', 'kiln', 'frostbox']);

/** How many stores of each kind a room has; the number of a room ends the names of its games. */
export const ROOMS = [
  { number: 1, stores: { hutch: 3, plinth: 2, alcove: 2, trough: 1, kiln: 1, frostbox: 1, basket: 1 } },
  { number: 2, stores: { coffer: 4, plinth: 1, alcove: 3, trough: 1, kiln: 1, frostbox: 1, basket: 2 } },
] as const;
export type Room = (typeof ROOMS)[number];

/** Where wares of each kind are kept, the likeliest first, and what can be done with them. */
export const WARES = {
  vial: { homes: ['plinth', 'hutch', 'coffer', 'alcove'], rinsable: true, treatable: true },
  sprig: { homes: ['basket', 'alcove', 'trough'], rinsable: true, treatable: true },
  tuber: { homes: ['basket', 'trough', 'hutch', 'coffer'], rinsable: true, treatable: true },
  quill: { homes: ['alcove', 'coffer', 'hutch', 'plinth'], rinsable: false, treatable: false },
  scroll: { homes: ['coffer', 'hutch', 'alcove'], rinsable: false, treatable: false },
  glowstone: { homes: ['plinth', 'alcove'], rinsable: false, treatable: false },
} as const;
export type WareKind = keyof typeof WARES;

/** A number as such ids write it: `03` or `minus_03`. */
const coordinate = (value: number): string =>
  `${value < 0 ? 'minus_' : 'plus_'}${String(Math.abs(value)).padStart(2, '0')}`;

/** An id like `hutch_bar_plus_04_bar_minus_11`; what it says of the place has no meaning but the order of names. */
export function idOf(kind: string, random: Random, taken: Set<string>): string {
  for (;;) {
    const id = `${kind}_bar_${coordinate(random.between(-20, 20))}_bar_${coordinate(random.between(-20, 20))}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}

/** The kind of the store that a ware is put into at the start: mostly the first of its homes that the room has. */
export function homeOf(kind: WareKind, room: Room, random: Random): string {
  const homes = WARES[kind].homes.filter((home) => home in room.stores);
  return random.chance(0.6) ? (homes[0] ?? 'plinth') : random.pick(homes);
}
