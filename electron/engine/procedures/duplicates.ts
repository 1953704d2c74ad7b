import type { Merge, Settings } from '../../../shared/model/index.ts';
import { dot } from '../../../shared/numeric/index.ts';
import type { MinedProcedure } from './mined.ts';

/** Two templates agree when this share of their words is common. */
const minSharedWords = 0.6;

function words(template: string): readonly string[] {
  return template.split(/[\s(),=]+/).filter((word) => word !== '' && !word.includes('{'));
}

function agree(first: string, second: string): boolean {
  const [left, right] = [new Set(words(first)), new Set(words(second))];
  const shared = [...left].filter((word) => right.has(word)).length;
  return shared >= (left.size + right.size - shared) * minSharedWords;
}

/**
 * Order-aware alignment of two step lists in [0, 1]: the longest common subsequence of agreeing steps over the longer
 * list; over the shorter one for searches, where one may visit less. [K]: an embedding misses the order of steps.
 */
export function alignSteps(first: MinedProcedure, second: MinedProcedure): number {
  const [a, b] = [first.body.steps, second.body.steps];
  const table = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const same = agree(a[i - 1]?.template ?? '', b[j - 1]?.template ?? '');
      const row = table[i] as number[]; // both rows exist by construction
      const above = table[i - 1] as number[];
      row[j] = same ? (above[j - 1] ?? 0) + 1 : Math.max(above[j] ?? 0, row[j - 1] ?? 0);
    }
  }
  const matched = table[a.length]?.[b.length] ?? 0;
  const length = first.aim === 'found' ? Math.min(a.length, b.length) : Math.max(a.length, b.length);
  return length === 0 ? 0 : matched / length;
}

/**
 * Which procedures are duplicates of which: cosine of the embeddings above the setting [M] **and** aligned steps [K].
 * Returns for each absorbed id the id that keeps the name: the one with more executions.
 */
export function findDuplicates(
  procedures: readonly MinedProcedure[],
  vectors: readonly Float32Array[],
  settings: Settings,
): ReadonlyMap<string, string> {
  const order = procedures
    .map((procedure, index) => ({ procedure, index }))
    .sort(
      (a, b) =>
        b.procedure.executions.length - a.procedure.executions.length || (a.procedure.id < b.procedure.id ? -1 : 1),
    );
  const absorbed = new Map<string, string>();
  const apart = new Set((settings.keptApart ?? '').split(' '));
  order.forEach(({ procedure, index }, rank) => {
    if (apart.has(procedure.id)) return;
    for (const other of order.slice(0, rank)) {
      if (absorbed.has(other.procedure.id) || !comparable(procedure, other.procedure)) continue;
      const [own, others] = [vectors[index], vectors[other.index]];
      if (own === undefined || others === undefined) continue;
      if (
        dot(own, others) > settings.duplicateCosine &&
        alignSteps(procedure, other.procedure) >= settings.duplicateAlignment
      ) {
        absorbed.set(procedure.id, other.procedure.id);
        return;
      }
    }
  });
  return absorbed;
}

/** What was merged into what, and how alike they are, in id order. */
export function describeMerges(
  absorbed: ReadonlyMap<string, string>,
  procedures: readonly MinedProcedure[],
  vectors: readonly Float32Array[],
): readonly Merge[] {
  const placeOf = new Map(procedures.map(({ id }, place) => [id, place]));
  return [...absorbed]
    .flatMap(([id, into]): Merge[] => {
      const [own, other] = [placeOf.get(id) ?? -1, placeOf.get(into) ?? -1];
      const [merged, kept] = [procedures[own], procedures[other]];
      if (merged === undefined || kept === undefined) return [];
      const cosine = dot(vectors[own] ?? new Float32Array(), vectors[other] ?? new Float32Array());
      const executions = merged.executions.length;
      return [{ id, into, goal: merged.body.goal, executions, cosine, alignment: alignSteps(merged, kept) }];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function comparable(first: MinedProcedure, second: MinedProcedure): boolean {
  return (
    first.aim === second.aim &&
    first.slots.length === second.slots.length &&
    first.body.steps[0]?.kind === second.body.steps[0]?.kind
  );
}
