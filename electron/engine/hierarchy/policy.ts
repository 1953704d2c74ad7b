import type { Condition, PolicyRule } from '../../../shared/model/index.ts';
import type { Corpus } from '../abstraction/corpus.ts';
import type { GoalCategories } from '../abstraction/goals.ts';
import type { MinedMeta } from './mine-metas.ts';
import { align, type Course } from './sequences.ts';

/** One execution of a meta-procedure: the places of its positions in the course of an episode. */
export interface MetaRun {
  readonly episode: number;
  readonly from: number;
  readonly to: number;
  readonly success: boolean;
  readonly places: readonly (number | null)[];
}

/**
 * The episodes that each meta-procedure was executed in. A success runs it when it met every position, a failure
 * when it met some; a failure counts for the meta-procedure of its category that it followed furthest.
 */
export function findRuns(
  corpus: Corpus,
  categories: GoalCategories,
  { metas, courses }: { readonly metas: readonly MinedMeta[]; readonly courses: readonly (readonly Course[])[] },
): ReadonlyMap<string, readonly MetaRun[]> {
  const runs = new Map<string, MetaRun[]>(metas.map(({ id }) => [id, []]));
  corpus.episodes.forEach(({ outcome }, episode) => {
    if (outcome === 'unknown') return;
    const category = categories.goals[episode]?.category ?? 0;
    const course = courses[episode] ?? [];
    const own = metas
      .filter((meta) => meta.categories.some((entry) => entry.category === category))
      .map((meta) => ({ meta, places: align(meta.sequence, course) }))
      .map((entry) => ({ ...entry, met: entry.places.filter((place) => place !== null).length }))
      .filter(({ meta, met }) => (outcome === 'success' ? met === meta.sequence.length : met > 0))
      .sort(
        (a, b) =>
          b.met / b.meta.sequence.length - a.met / a.meta.sequence.length ||
          b.met - a.met ||
          supportOf(b.meta) - supportOf(a.meta) ||
          (a.meta.id < b.meta.id ? -1 : 1),
      );
    const chosen = own[0];
    if (chosen === undefined) return;
    const met = chosen.places.filter((place) => place !== null);
    const first = course[met[0] ?? 0];
    const last = course[met.at(-1) ?? 0];
    if (first === undefined || last === undefined) return;
    runs
      .get(chosen.meta.id)
      ?.push({ episode, from: first.from, to: last.to, success: outcome === 'success', places: chosen.places });
  });
  return runs;
}

function supportOf(meta: MinedMeta): number {
  return meta.categories.reduce((sum, { episodes }) => sum + episodes, 0);
}

/**
 * Learns Theta from where the traces diverge: at each position how often episodes of the categories went on, skipped it,
 * repeated it, or ended there in failure.
 */
export function learnPolicy(
  meta: MinedMeta,
  runs: readonly MetaRun[],
  context: {
    readonly corpus: Corpus;
    readonly categories: GoalCategories;
    readonly courses: readonly (readonly Course[])[];
    readonly effectsOf: (procedureId: string) => readonly Condition[];
  },
): readonly PolicyRule[] {
  const skips = countSkips(meta, context);
  return meta.sequence.map((procedureId, position) => {
    const counts = { continue: 0, repeat: 0, abort: 0, maxRepeats: 1 };
    for (const run of runs) {
      const place = run.places[position];
      const times = place === null || place === undefined ? 0 : (context.courses[run.episode]?.[place]?.times ?? 1);
      if (times > 1) counts.repeat += 1;
      if (times > 0) counts.continue += 1;
      if (run.success) counts.maxRepeats = Math.max(counts.maxRepeats, times);
      const reachedBefore = run.places.slice(0, position).every((earlier) => earlier !== null);
      if (!run.success && times === 0 && reachedBefore) counts.abort += 1;
    }
    return { position, ...counts, skip: skips[position] ?? 0, skipWhen: context.effectsOf(procedureId) };
  });
}

/** Successful episodes of the categories that met all positions but one. */
function countSkips(
  meta: MinedMeta,
  {
    corpus,
    categories,
    courses,
  }: { readonly corpus: Corpus; readonly categories: GoalCategories; readonly courses: readonly (readonly Course[])[] },
): readonly number[] {
  const skips = meta.sequence.map(() => 0);
  const own = new Set(meta.categories.map(({ category }) => category));
  corpus.episodes.forEach(({ outcome }, episode) => {
    if (outcome !== 'success' || !own.has(categories.goals[episode]?.category ?? 0)) return;
    const places = align(meta.sequence, courses[episode] ?? []);
    if (places.filter((place) => place === null).length !== 1 || meta.sequence.length < 3) return;
    const missing = places.indexOf(null);
    skips[missing] = (skips[missing] ?? 0) + 1;
  });
  return skips;
}
