import type { Beta, Settings } from '../../../shared/model/index.ts';
import { count, shrunkPrior, type Counts } from '../bayes/index.ts';
import type { Mined } from './mine.ts';

/** The prior of the settings; that of meta-procedures always. */
export function standardPrior({ priorAlpha, priorBeta }: Settings): Beta {
  return { alpha: priorAlpha, beta: priorBeta };
}

/**
 * Rule B4: the prior of each mined procedure by its id. `shrinkage` fits it on the evidence of the procedures that end with the same kind of step, else of
 * those that serve the same goal category most, else of all; otherwise, and where none can be fitted, it is that of the settings.
 */
export function priorsOf(mined: Mined, settings: Settings): ReadonlyMap<string, Beta> {
  const standard = standardPrior(settings);
  const counts = new Map(mined.procedures.map(({ id }) => [id, count(mined.evidence.get(id) ?? [])]));
  if (settings.priorFrom === 'setting') return new Map([...counts.keys()].map((id) => [id, standard]));
  const byStep = groups(mined, counts, ({ body }) => /^[^\s({]*/.exec(body.steps.at(-1)?.template ?? '')?.[0] ?? '');
  const byCategory = groups(mined, counts, (procedure) => String(commonestCategory(procedure, mined)));
  const all = [...counts.values()];
  return new Map(
    mined.procedures.map(({ id }) => [
      id,
      shrunkPrior([byStep.get(id) ?? [], byCategory.get(id) ?? [], all], standard),
    ]),
  );
}

type MinedOne = Mined['procedures'][number];

/** By procedure: the counts of all that have its key. */
function groups(
  mined: Mined,
  counts: ReadonlyMap<string, Counts>,
  keyOf: (procedure: MinedOne) => string,
): ReadonlyMap<string, readonly Counts[]> {
  const byKey = Map.groupBy(mined.procedures, keyOf);
  return new Map(
    mined.procedures.map((procedure) => [
      procedure.id,
      (byKey.get(keyOf(procedure)) ?? []).flatMap(({ id }) => counts.get(id) ?? []),
    ]),
  );
}

function commonestCategory({ executions }: MinedOne, { corpus, goalOf }: Mined): number {
  const times = new Map<number, number>();
  for (const { episode } of executions) {
    const category = goalOf.get(corpus.episodes[episode]?.trajectoryId ?? '') ?? 0;
    times.set(category, (times.get(category) ?? 0) + 1);
  }
  return [...times].sort(([a, x], [b, y]) => y - x || a - b)[0]?.[0] ?? 0;
}
