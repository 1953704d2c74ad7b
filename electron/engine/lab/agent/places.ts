import type { Episode } from '../../abstraction/corpus.ts';
import { isEntity, kindOf } from '../../abstraction/values.ts';
import type { Play } from './plays.ts';

/**
 * Where things are found [memory-model 8b]: how many things of a kind a place of a kind holds, with what it costs to look.
 * A kind that was hardly seen borrows from what holds for all kinds at that place.
 */
export interface PlaceModel {
  /** Expected things of kind `thing` at one place of kind `place` that was not looked at yet, at least 0. */
  expectation(thing: string, place: string): number;
  /** Mean commands for a look at a place of this kind, at least 1 once it was looked at. */
  cost(place: string): number;
  /** Kinds of places that were looked at. */
  readonly kinds: ReadonlySet<string>;
  /** By kind of thing, by kind of place: things that were found. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

interface Looks {
  places: number;
  commands: number;
  things: number;
}

interface Tally {
  readonly looks: Map<string, Looks>;
  /** By kind of thing, by kind of place. */
  readonly found: Map<string, Map<string, number>>;
}

/** How much what holds for all things counts against what was seen of one kind, in looks. */
const borrowed = 2;
/** Looks at no place in particular that every kind of place begins with. */
const prior = 1;
/** A thing that was seen so often says where it is not, too: looks that each sight of it makes trusted. */
const looksPerSight = 4;
/** Commands for a look, where nothing is known. */
const usualCost = 1.3;

export function learnPlaces(plays: readonly Play[], lists: ReadonlySet<string>, borrows: boolean): PlaceModel {
  const tally: Tally = { looks: new Map(), found: new Map() };
  for (const { episode } of plays) countEpisode(episode, lists, tally);
  const { looks, found } = tally;
  const kindsOfThings = Math.max(1, found.size);
  const total = sum([...looks.values()].map(({ places }) => places));
  const everywhere = total === 0 ? 1 : sum([...looks.values()].map(({ things }) => things)) / total / kindsOfThings;
  const atPlace = (place: string): number => {
    if (!borrows) return everywhere;
    const own = looks.get(place);
    return ((own?.things ?? 0) / kindsOfThings + prior * everywhere) / ((own?.places ?? 0) + prior);
  };
  return {
    kinds: new Set(looks.keys()),
    counts: found,
    expectation: (thing, place) => {
      const times = looks.get(place)?.places ?? 0;
      const sights = sum([...(found.get(thing)?.values() ?? [])]);
      const trust = Math.min(times, sights * looksPerSight + 1);
      const own = times === 0 ? 0 : ((found.get(thing)?.get(place) ?? 0) / times) * trust;
      return (own + borrowed * atPlace(place)) / (trust + borrowed);
    },
    cost: (place) => {
      const own = looks.get(place);
      return ((own?.commands ?? 0) + usualCost) / ((own?.places ?? 0) + 1);
    },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Each place counts once an episode, with what was there before the agent moved anything. */
function countEpisode(episode: Episode, lists: ReadonlySet<string>, { looks, found }: Tally): void {
  const commands = new Map<string, number>();
  const listed = new Set<string>();
  const known = new Set<string>();
  for (const step of episode.steps) {
    if (step.refused) continue;
    const [only] = step.args;
    const place = step.args.length === 1 && only?.sort === 'entity' ? only.text : null;
    const told = place === null ? [] : step.facts.filter(({ args }) => args[0] === place);
    if (place !== null && told.length > 0 && !listed.has(place)) commands.set(place, (commands.get(place) ?? 0) + 1);
    for (const { predicate, args } of told) {
      const [, thing] = args;
      if (!lists.has(predicate) || place === null || thing === undefined) continue;
      listed.add(place);
      if (known.has(thing)) continue;
      known.add(thing);
      const counts = found.get(kindOf(thing)) ?? new Map<string, number>();
      found.set(kindOf(thing), counts.set(kindOf(place), (counts.get(kindOf(place)) ?? 0) + 1));
      looksAt(looks, kindOf(place)).things += 1;
    }
    // What was moved says nothing more about where such things are.
    if (step.args.length > 1) step.args.filter(({ text }) => isEntity(text)).forEach(({ text }) => known.add(text));
  }
  for (const [place, count] of commands) {
    const own = looksAt(looks, kindOf(place));
    own.places += 1;
    own.commands += count;
  }
}

function looksAt(looks: Map<string, Looks>, place: string): Looks {
  const own = looks.get(place) ?? { places: 0, commands: 0, things: 0 };
  looks.set(place, own);
  return own;
}
