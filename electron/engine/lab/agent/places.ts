import type { Episode } from '../../abstraction/corpus.ts';
import { isEntity, kindOf } from '../../abstraction/values.ts';
import type { Play } from './plays.ts';

/**
 * Where things are found [memory-model 8b]: how many things of a kind a place of a kind holds, with what it costs to look.
 * Counts of a pair borrow from how the place does with all things, and from things of a like kind.
 */
export interface PlaceModel {
  /** Expected things of `thing` at one place of kind `place` that was not looked at yet. */
  expectation(thing: string, place: string): number;
  /** Mean commands for a look at a place of this kind. */
  cost(place: string): number;
  readonly kinds: ReadonlySet<string>;
}

interface Looks {
  places: number;
  commands: number;
  things: number;
}

/** How much what holds for all things counts against what was seen of one kind, in looks. */
const borrowed = 2;
/** Looks at no place in particular that every kind of place begins with. */
const prior = 1;

export interface Likeness {
  /** Likeness of two kinds of things in [0, 1]. */
  (a: string, b: string): number;
}

export function learnPlaces(
  plays: readonly Play[],
  lists: ReadonlySet<string>,
  likeness: Likeness | null = null,
): PlaceModel {
  const looks = new Map<string, Looks>();
  const found = new Map<string, Map<string, number>>();
  for (const { episode } of plays) countEpisode(episode, lists, { looks, found });
  const total = [...looks.values()].reduce((sum, { places }) => sum + places, 0);
  const things = [...looks.values()].reduce((sum, own) => sum + own.things, 0);
  const kindsOfThings = Math.max(1, found.size);
  const everywhere = total === 0 ? 1 : things / total / kindsOfThings;
  const base = (place: string): number => {
    const own = looks.get(place);
    return ((own?.things ?? 0) / kindsOfThings + prior * everywhere) / ((own?.places ?? 0) + prior);
  };
  const countOf = (thing: string, place: string): number => {
    const own = found.get(thing)?.get(place) ?? 0;
    return own;
  };
  const totalOf = (thing: string): number => [...(found.get(thing)?.values() ?? [])].reduce((a, b) => a + b, 0);
  const alike = new Map<string, readonly (readonly [string, number])[]>();
  const neighbours = (thing: string): readonly (readonly [string, number])[] => {
    const known = alike.get(thing);
    if (known !== undefined) return known;
    const list =
      likeness === null
        ? []
        : [...found.keys()]
            .filter((other) => other !== thing)
            .map((other) => [other, likeness(thing, other) ** 4] as const)
            .filter(([, weight]) => weight > 0.05)
            .sort((a, b) => b[1] - a[1])
            .slice(0, 5);
    alike.set(thing, list);
    return list;
  };
  return {
    kinds: new Set(looks.keys()),
    expectation: (thing, place) => {
      const n = looks.get(place)?.places ?? 0;
      let rate = base(place);
      const like = neighbours(thing);
      const weight = like.reduce((sum, [, w]) => sum + w, 0);
      if (weight > 0) {
        const seen = like.reduce((sum, [other, w]) => sum + w * countOf(other, place), 0);
        rate = (seen + borrowed * rate) / (weight * n + borrowed);
      }
      // A thing that was seen often says where it is not, too; one that was hardly seen says little.
      const trust = Math.min(n, totalOf(thing) * 4 + 1);
      const own = n === 0 ? 0 : (countOf(thing, place) / n) * trust;
      return (own + borrowed * rate) / (trust + borrowed);
    },
    cost: (place) => {
      const own = looks.get(place);
      return ((own?.commands ?? 0) + 1.3) / ((own?.places ?? 0) + 1);
    },
  };
}

/** Each place counts once an episode, with what was there before the agent moved anything. */
function countEpisode(
  episode: Episode,
  lists: ReadonlySet<string>,
  {
    looks,
    found,
  }: { readonly looks: Map<string, Looks>; readonly found: Map<string, Map<string, number>> },
): void {
  const commands = new Map<string, number>();
  const listed = new Set<string>();
  const handled = new Set<string>();
  const seen = new Set<string>();
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
      if (seen.has(thing) || handled.has(thing)) continue;
      seen.add(thing);
      const counts = found.get(kindOf(thing)) ?? new Map<string, number>();
      found.set(kindOf(thing), counts.set(kindOf(place), (counts.get(kindOf(place)) ?? 0) + 1));
      const own = looks.get(kindOf(place)) ?? { places: 0, commands: 0, things: 0 };
      own.things += 1;
      looks.set(kindOf(place), own);
    }
    if (step.args.length > 1) for (const { text } of step.args) if (isEntity(text)) handled.add(text);
  }
  for (const [place, count] of commands) {
    const own = looks.get(kindOf(place)) ?? { places: 0, commands: 0, things: 0 };
    own.places += 1;
    own.commands += count;
    looks.set(kindOf(place), own);
  }
}
