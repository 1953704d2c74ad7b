import type { Settings } from '../../../shared/model/index.ts';
import type { Corpus } from '../abstraction/corpus.ts';
import type { GoalCategories } from '../abstraction/goals.ts';
import { contentId } from '../identity/index.ts';
import { align, orderSequences, type Course } from './sequences.ts';

/** An ordered composition of procedures that recurs in the successful episodes of its goal categories. */
export interface MinedMeta {
  readonly id: string;
  readonly sequence: readonly string[];
  /** By position: usual courses of the same kind of goal leave it out. */
  readonly optional: readonly boolean[];
  readonly categories: readonly { readonly category: number; readonly episodes: number; readonly of: number }[];
}

/** At most this many compositions a goal category: the usual ways, not every way that was ever taken. */
const maxPerCategory = 3;

interface Variants {
  readonly sequence: readonly string[];
  readonly optional: readonly boolean[];
  readonly categories: MinedMeta['categories'][number][];
}

/**
 * Mines compositions [M 4.4]: the procedures of a successful episode in order, length at least 2, taken as they are by
 * `metaShare` of the successful episodes of the category and at least `metaEpisodes` of them. Where no whole course recurs so often,
 * the longest course that so many episodes contain as a subsequence.
 */
export function mineMetas(
  corpus: Corpus,
  categories: GoalCategories,
  { courses, settings }: { readonly courses: readonly (readonly Course[])[]; readonly settings: Settings },
): readonly MinedMeta[] {
  const found = new Map<string, Variants>();
  const order = orderSequences(courses);
  for (const [category, episodes] of successesByCategory(corpus, categories)) {
    const own = episodes.map((index) => (courses[index] ?? []).filter((course) => course.reached));
    const least = Math.max(settings.metaEpisodes, Math.ceil(settings.metaShare * own.length));
    for (const { sequence, optional, count } of joinVariants(usualSequences(own, { least, order }))) {
      const key = sequence.join(' ');
      const entry = found.get(key) ?? { sequence, optional, categories: [] };
      entry.categories.push({ category, episodes: count, of: own.length });
      found.set(key, { ...entry, optional: entry.optional.map((is, position) => is || optional[position] === true) });
    }
  }
  return [...found.values()]
    .map(({ sequence, optional, categories: own }) => ({
      id: `m-${contentId({ sequence }).slice(0, 16)}`,
      sequence,
      optional,
      categories: own.toSorted((a, b) => b.episodes - a.episodes || a.category - b.category),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A course that leaves out at most so many procedures of a longer one is a variant of it. */
const maxLeftOut = 2;

/**
 * Courses that are a longer course with a procedure or two left out become one composition, in which those are optional: when
 * to skip is the policy's business. The longest course takes its variants first; among equally long ones the commoner.
 */
function joinVariants(
  courses: readonly { readonly sequence: readonly string[]; readonly count: number }[],
): readonly { readonly sequence: readonly string[]; readonly optional: readonly boolean[]; readonly count: number }[] {
  const ordered = courses.toSorted((a, b) => b.sequence.length - a.sequence.length || b.count - a.count);
  const joined: { sequence: readonly string[]; optional: boolean[]; count: number }[] = [];
  for (const { sequence, count } of ordered) {
    const whole = joined.find((other) => leftOut(other.sequence, sequence) !== null);
    if (whole === undefined) {
      joined.push({ sequence, optional: sequence.map(() => false), count });
      continue;
    }
    whole.count += count;
    for (const position of leftOut(whole.sequence, sequence) ?? []) whole.optional[position] = true;
  }
  return joined;
}

/** The positions of `whole` that `part` leaves out, or null when it is no variant of it. */
function leftOut(whole: readonly string[], part: readonly string[]): readonly number[] | null {
  if (part.length < 2 || whole.length - part.length > maxLeftOut) return null;
  const course = part.map((procedureId, index) => ({ procedureId, from: index, to: index, times: 1, reached: true }));
  const places = align(whole, course);
  if (places.filter((place) => place !== null).length < part.length) return null;
  return places.flatMap((place, position) => (place === null ? [position] : []));
}

function successesByCategory(corpus: Corpus, categories: GoalCategories): ReadonlyMap<number, readonly number[]> {
  const successes = [...corpus.episodes.keys()].filter((index) => corpus.episodes[index]?.outcome === 'success');
  return Map.groupBy(successes, (index) => categories.goals[index]?.category ?? 0);
}

function usualSequences(
  own: readonly (readonly Course[])[],
  { least, order }: { readonly least: number; readonly order: ReturnType<typeof orderSequences> },
): readonly { sequence: readonly string[]; count: number }[] {
  const exact = new Map<string, { sequence: readonly string[]; count: number }>();
  for (const course of own) {
    const sequence = joined(course.map(({ procedureId }) => procedureId));
    if (sequence.length < 2) continue;
    const key = sequence.join(' ');
    exact.set(key, { sequence, count: (exact.get(key)?.count ?? 0) + 1 });
  }
  const ordered = [...exact.values()].sort((a, b) => b.count - a.count || order(a.sequence, b.sequence));
  const usual = ordered.filter(({ count }) => count >= least).slice(0, maxPerCategory);
  if (usual.length > 0) return usual;
  const contained = ordered
    .map(({ sequence }) => ({
      sequence,
      count: own.filter((course) => align(sequence, course).every((place) => place !== null)).length,
    }))
    .filter(({ count }) => count >= least)
    .sort((a, b) => b.sequence.length - a.sequence.length || b.count - a.count);
  return contained.slice(0, 1);
}

/** Dropping what was not reached may put equal neighbours side by side. */
function joined(sequence: readonly string[]): readonly string[] {
  return sequence.filter((id, index) => id !== sequence[index - 1]);
}
