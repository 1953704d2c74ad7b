import type { Condition, PolicyRule } from '../../../shared/model/index.ts';
import type { Corpus } from '../abstraction/corpus.ts';
import type { GoalCategories } from '../abstraction/goals.ts';
import type { MinedMeta } from './mine-metas.ts';
import { align, orderSequences, type Course } from './sequences.ts';

/** One execution of a meta-procedure: the places of its positions in the course of an episode. */
export interface MetaRun {
  readonly episode: number;
  readonly from: number;
  readonly to: number;
  readonly success: boolean;
  readonly places: readonly (number | null)[];
}

/**
 * The episodes that each meta-procedure was executed in. A success runs it when it met every position that is not
 * optional, a failure when it met some; a failure counts for the meta-procedure of its category that it followed furthest.
 */
export function findRuns(
  corpus: Corpus,
  categories: GoalCategories,
  { metas, courses }: { readonly metas: readonly MinedMeta[]; readonly courses: readonly (readonly Course[])[] },
): ReadonlyMap<string, readonly MetaRun[]> {
  const follow = memoFollowed(metas, orderSequences(courses));
  const runs = new Map<string, MetaRun[]>(metas.map(({ id }) => [id, []]));
  corpus.episodes.forEach(({ outcome }, episode) => {
    if (outcome === 'unknown') return;
    const category = categories.goals[episode]?.category ?? 0;
    const course = courses[episode] ?? [];
    const chosen = follow({ category, outcome, course });
    if (chosen === null) return;
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

/** What an episode may have followed. */
interface Followed {
  readonly category: number;
  readonly outcome: 'success' | 'failure';
  readonly course: readonly Course[];
}

interface Met {
  readonly meta: MinedMeta;
  readonly places: readonly (number | null)[];
}

/** The meta-procedure that an episode followed. Episodes of one category, outcome and course follow the same: it is looked for once. */
function memoFollowed(
  metas: readonly MinedMeta[],
  order: ReturnType<typeof orderSequences>,
): (asked: Followed) => Met | null {
  const known = new Map<string, Met | null>();
  return (asked) => {
    let key = `${asked.category} ${asked.outcome}`;
    for (const { procedureId, reached } of asked.course) key += reached ? ` ${procedureId}` : ` -${procedureId}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = followedBy(asked, metas, order);
    known.set(key, made);
    return made;
  };
}

function followedBy(
  { category, outcome, course }: Followed,
  metas: readonly MinedMeta[],
  order: ReturnType<typeof orderSequences>,
): Met | null {
  const own = metas
    .filter((meta) => meta.categories.some((entry) => entry.category === category))
    .map((meta) => ({ meta, places: align(meta.sequence, course) }))
    .map((entry) => ({ ...entry, met: entry.places.filter((place) => place !== null).length }))
    .filter(({ meta, met, places }) => (outcome === 'success' ? meetsAll(meta, places) : met > 0))
    .sort(
      (a, b) =>
        b.met / b.meta.sequence.length - a.met / a.meta.sequence.length ||
        b.met - a.met ||
        supportOf(b.meta) - supportOf(a.meta) ||
        order(a.meta.sequence, b.meta.sequence),
    );
  return own[0] ?? null;
}

function meetsAll(meta: MinedMeta, places: readonly (number | null)[]): boolean {
  return places.every((place, position) => place !== null || meta.optional[position] === true);
}

function supportOf(meta: MinedMeta): number {
  return meta.categories.reduce((sum, { episodes }) => sum + episodes, 0);
}

/**
 * Learns Theta from where the traces diverge: at each position how often episodes of the categories went on, skipped it,
 * repeated it, or ended there in failure. Skipped: not met, and a later position was.
 */
export function learnPolicy(
  meta: MinedMeta,
  runs: readonly MetaRun[],
  context: {
    readonly courses: readonly (readonly Course[])[];
    readonly effectsOf: (procedureId: string) => readonly Condition[];
  },
): readonly PolicyRule[] {
  return meta.sequence.map((procedureId, position) => {
    const counts = { continue: 0, skip: 0, repeat: 0, abort: 0, maxRepeats: 1 };
    for (const run of runs) {
      const place = run.places[position] ?? null;
      const times = place === null ? 0 : (context.courses[run.episode]?.[place]?.times ?? 1);
      if (times > 0) counts.continue += 1;
      if (times > 1) counts.repeat += 1;
      if (run.success) counts.maxRepeats = Math.max(counts.maxRepeats, times);
      if (times > 0) continue;
      const wentOn = run.places.slice(position + 1).some((later) => later !== null);
      if (wentOn) counts.skip += 1;
      else if (!run.success && isNext(meta, run, position)) counts.abort += 1;
    }
    return { position, ...counts, skipWhen: context.effectsOf(procedureId) };
  });
}

/** The run got as far as this position: whatever must come before it was met. */
function isNext(meta: MinedMeta, run: MetaRun, position: number): boolean {
  if (meta.optional[position] === true) return false;
  return run.places.slice(0, position).every((place, at) => place !== null || meta.optional[at] === true);
}
