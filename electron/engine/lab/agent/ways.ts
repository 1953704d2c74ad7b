import { kindOf } from '../../abstraction/values.ts';
import type { Play, Played } from './plays.ts';

/** Where the value of a slot comes from. */
export type SlotSource =
  | { readonly kind: 'goal'; readonly index: number }
  | { readonly kind: 'same'; readonly position: number; readonly slot: string }
  /** What is said as it is. */
  | { readonly kind: 'value'; readonly value: string }
  /** Where the value of another slot of the same procedure was listed. */
  | { readonly kind: 'listed'; readonly slot: string }
  | { readonly kind: 'kinds'; readonly counts: ReadonlyMap<string, number> };

export interface SlotLink {
  readonly source: SlotSource;
  /** Slots of earlier positions whose value it never was, though of one kind. */
  readonly other: readonly { readonly position: number; readonly slot: string }[];
  /** Kinds that it was bound to, with how often. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Procedures in order with what binds their slots: how a kind of goal is reached. */
export interface Way {
  readonly metaId: string | null;
  readonly positions: readonly {
    readonly procedureId: string;
    readonly links: ReadonlyMap<string, SlotLink>;
  }[];
  /** Episodes that went this way. */
  readonly plays: number;
}

const nearlyAlways = 0.85;

/** What a sequence does: its procedures without those that only look. */
export function deedsOf(sequence: readonly string[], isLook: (procedureId: string) => boolean): readonly string[] {
  return sequence.filter((id) => !isLook(id));
}

/** What a way does and with what, as a text: the same for ways that differ in their evidence alone. */
export function doingOf({ positions }: Way): string {
  return JSON.stringify(
    positions.map(({ procedureId, links }) => [
      procedureId,
      ...[...links].map(([slot, { source }]) => [slot, source.kind === 'kinds' ? [...source.counts.keys()] : source]),
    ]),
  );
}

export interface WayOptions {
  readonly metaId: string | null;
  readonly sequence: readonly string[];
  /** Plays that did what the sequence does, whatever they looked for. */
  readonly plays: readonly Play[];
  /** The slot of a procedure whose value is listed by what stands in a slot; null for none. */
  readonly listedBy: (procedureId: string, slot: string) => string | null;
}

/** Learns how slots are bound along a sequence from the plays that went it; null for none. */
export function learnWay({ metaId, sequence, plays, listedBy }: WayOptions): Way | null {
  const runs = plays.map((play) => ({ play, places: alignPlay(sequence, play.course) }));
  if (runs.length === 0) return null;
  const listedAt = (position: number, slot: string): string | null => listedBy(sequence[position] ?? '', slot);
  return {
    metaId,
    plays: runs.length,
    positions: sequence.map((procedureId, position) => {
      const slots = new Set(runs.flatMap(({ places }) => Object.keys(places[position]?.bindings ?? {})));
      return {
        procedureId,
        links: new Map([...slots].sort().map((slot) => [slot, linkOf({ runs, position, slot, listedAt })])),
      };
    }),
  };
}

interface Run {
  readonly play: Play;
  readonly places: readonly (Played | null)[];
}

/** Where each part of a course stands in a sequence: null for what the course left out. */
function alignPlay(sequence: readonly string[], course: readonly Played[]): readonly (Played | null)[] {
  let at = 0;
  return sequence.map((procedureId, position) => {
    const found = course.findIndex((part, index) => index >= at && part.procedureId === procedureId);
    // What comes later in the sequence must still find its place.
    const next = sequence[position + 1];
    const bound = next === undefined ? -1 : course.findIndex((part, index) => index >= at && part.procedureId === next);
    if (found < 0 || (bound >= 0 && bound < found && next !== procedureId)) return null;
    at = found + 1;
    return course[found] ?? null;
  });
}

interface Linked {
  readonly runs: readonly Run[];
  readonly position: number;
  readonly slot: string;
  readonly listedAt: (position: number, slot: string) => string | null;
}

function linkOf({ runs, position, slot, listedAt }: Linked): SlotLink {
  const values = runs.flatMap(({ play, places }) => {
    const value = places[position]?.bindings[slot];
    return value === undefined || value === '' ? [] : [{ value, play, places }];
  });
  const counts = new Map<string, number>();
  for (const { value } of values) counts.set(kindOf(value), (counts.get(kindOf(value)) ?? 0) + 1);
  const shareOf = (test: (run: (typeof values)[number]) => boolean): number =>
    values.filter(test).length / Math.max(1, values.length);
  const earlier = earlierSlots(runs, position);
  const isNamed = (index: number, { value, play }: { readonly value: string; readonly play: Play }): boolean =>
    play.values[index] === value || play.values[index] === kindOf(value);
  const most = Math.max(0, ...runs.map(({ play }) => play.values.length));
  const goal = Array.from({ length: most }, (_, index) => index).find(
    (index) => shareOf((run) => isNamed(index, run)) >= nearlyAlways,
  );
  const sames = earlier.filter(
    (one) => shareOf(({ value, places }) => places[one.position]?.bindings[one.slot] === value) >= nearlyAlways,
  );
  // What a goal names and what stood where something was found may be one thing by chance.
  const same = sames.find((one) => goal === undefined || listedAt(one.position, one.slot) === null);
  const other = earlier.filter(({ position: at, slot: name }) => {
    const both = values.flatMap(({ value, places }) => {
      const held = places[at]?.bindings[name];
      return held !== undefined && kindOf(held) === kindOf(value) ? [held === value] : [];
    });
    return both.length > 0 && both.filter(Boolean).length <= both.length * (1 - nearlyAlways);
  });
  const own = listedAt(position, slot);
  if (own !== null) return { source: { kind: 'listed', slot: own }, other: [], counts };
  if (same !== undefined) return { source: { kind: 'same', ...same }, other: [], counts };
  if (goal !== undefined) return { source: { kind: 'goal', index: goal }, other, counts };
  const lister = [...new Set(values.flatMap(({ places }) => Object.keys(places[position]?.located ?? {})))]
    .sort()
    .find(
      (name) =>
        name !== slot && shareOf(({ value, places }) => places[position]?.located[name] === value) >= nearlyAlways,
    );
  if (lister !== undefined) return { source: { kind: 'listed', slot: lister }, other: [], counts };
  return { source: { kind: 'kinds', counts }, other, counts };
}

function earlierSlots(
  runs: readonly Run[],
  position: number,
): readonly { readonly position: number; readonly slot: string }[] {
  return Array.from({ length: position }, (_, back) => position - 1 - back).flatMap((at) => {
    const names = new Set(runs.flatMap(({ places }) => Object.keys(places[at]?.bindings ?? {})));
    return [...names].sort().map((slot) => ({ position: at, slot }));
  });
}
