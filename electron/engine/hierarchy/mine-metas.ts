import type { Settings } from '../../../shared/model/index.ts';
import type { Corpus } from '../abstraction/corpus.ts';
import type { GoalCategories } from '../abstraction/goals.ts';
import { contentId } from '../identity/index.ts';
import { align, type Course } from './sequences.ts';

/** An ordered composition of procedures that recurs in the successful episodes of its goal categories. */
export interface MinedMeta {
  readonly id: string;
  readonly sequence: readonly string[];
  readonly categories: readonly { readonly category: number; readonly episodes: number; readonly of: number }[];
}

/** At most this many compositions a goal category: the usual ways, not every way that was ever taken. */
const maxPerCategory = 3;

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
  const found = new Map<string, { sequence: readonly string[]; categories: MinedMeta['categories'][number][] }>();
  for (const [category, episodes] of successesByCategory(corpus, categories)) {
    const own = episodes.map((index) => (courses[index] ?? []).filter((course) => course.reached));
    const least = Math.max(settings.metaEpisodes, Math.ceil(settings.metaShare * own.length));
    for (const { sequence, count } of usualSequences(own, least)) {
      const key = sequence.join(' ');
      const entry = found.get(key) ?? { sequence, categories: [] };
      entry.categories.push({ category, episodes: count, of: own.length });
      found.set(key, entry);
    }
  }
  return [...found.values()]
    .map(({ sequence, categories: own }) => ({
      id: `m-${contentId({ sequence }).slice(0, 16)}`,
      sequence,
      categories: own.toSorted((a, b) => b.episodes - a.episodes || a.category - b.category),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function successesByCategory(corpus: Corpus, categories: GoalCategories): ReadonlyMap<number, readonly number[]> {
  const successes = [...corpus.episodes.keys()].filter((index) => corpus.episodes[index]?.outcome === 'success');
  return Map.groupBy(successes, (index) => categories.goals[index]?.category ?? 0);
}

function usualSequences(
  own: readonly (readonly Course[])[],
  least: number,
): readonly { sequence: readonly string[]; count: number }[] {
  const exact = new Map<string, { sequence: readonly string[]; count: number }>();
  for (const course of own) {
    const sequence = joined(course.map(({ procedureId }) => procedureId));
    if (sequence.length < 2) continue;
    const key = sequence.join(' ');
    exact.set(key, { sequence, count: (exact.get(key)?.count ?? 0) + 1 });
  }
  const ordered = [...exact.values()].sort(
    (a, b) =>
      b.count - a.count ||
      b.sequence.length - a.sequence.length ||
      (a.sequence.join(' ') < b.sequence.join(' ') ? -1 : 1),
  );
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
