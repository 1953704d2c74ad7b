import { kindOf } from '../../abstraction/values.ts';
import type { Play, Played } from '../agent/index.ts';

/** Where a slot of a skill takes its value from, when the skill is invoked on its own. */
export type LinkSource =
  /** What an earlier skill had in a slot, at its last invocation. */
  | { readonly kind: 'earlier'; readonly procedureId: string; readonly slot: string }
  | { readonly kind: 'goal'; readonly index: number }
  | { readonly kind: 'listed'; readonly slot: string };

export interface LearntSlot {
  /** Those that were right nearly always, the most telling first. */
  readonly sources: readonly LinkSource[];
  /** Kinds that it was bound to, with how often. */
  readonly counts: ReadonlyMap<string, number>;
  /** A second invocation in an episode was on another thing, nearly always. */
  readonly isOnce: boolean;
}

/** Slots of one procedure as it was carried out in episodes. */
export type LearntSlots = ReadonlyMap<string, LearntSlot>;

const nearlyAlways = 0.85;
/** Invocations of which a share is said. */
const least = 3;

interface Use {
  readonly own: Played;
  readonly before: readonly Played[];
  readonly values: readonly string[];
}

/** Learns for each procedure where its slots are bound from: what stood before, what the goal names, where things were listed. */
export function learnSlots(plays: readonly Play[]): ReadonlyMap<string, LearntSlots> {
  const uses = plays.flatMap(({ course, values }) =>
    course.map((own, at): Use => ({ own, before: course.slice(0, at), values })),
  );
  return new Map(
    [...Map.groupBy(uses, ({ own }) => own.procedureId)].map(([id, own]) => {
      const names = [...new Set(own.flatMap(({ own: { bindings } }) => Object.keys(bindings)))].sort();
      return [id, new Map(names.map((slot) => [slot, learnSlot(own, slot)]))];
    }),
  );
}

function learnSlot(uses: readonly Use[], slot: string): LearntSlot {
  const bound = uses.flatMap((use) => {
    const value = use.own.bindings[slot];
    return value === undefined || value === '' ? [] : [{ ...use, value }];
  });
  const counts = new Map<string, number>();
  for (const { value } of bound) counts.set(kindOf(value), (counts.get(kindOf(value)) ?? 0) + 1);
  type Bound = (typeof bound)[number];
  /** Share of the uses in which a source would have given something that it gave the value. */
  const isRight = (read: (use: Bound) => string | undefined, isKind: boolean): boolean => {
    const given = bound.flatMap((use) => {
      const found = read(use);
      return found === undefined ? [] : [found === use.value || (isKind && found === kindOf(use.value))];
    });
    return given.length >= Math.min(least, bound.length) && given.filter(Boolean).length >= given.length * nearlyAlways;
  };
  const earlier = earlierSlots(bound).filter(({ procedureId, slot: name }) =>
    isRight(({ before }) => lastOf(before, procedureId)?.bindings[name], false),
  );
  const listed = [...new Set(bound.flatMap(({ own }) => Object.keys(own.located)))]
    .sort()
    .filter((name) => name !== slot && isRight(({ own }) => own.located[name], false));
  const most = Math.max(0, ...bound.map(({ values }) => values.length));
  const goal = Array.from({ length: most }, (_, index) => index).filter((index) =>
    isRight(({ values }) => values[index], true),
  );
  const repeated = bound.flatMap(({ before, own, value }) => {
    const last = lastOf(before, own.procedureId)?.bindings[slot];
    return last === undefined ? [] : [last !== value];
  });
  return {
    sources: [
      ...earlier.map((source): LinkSource => ({ kind: 'earlier', ...source })),
      ...listed.map((name): LinkSource => ({ kind: 'listed', slot: name })),
      ...goal.map((index): LinkSource => ({ kind: 'goal', index })),
    ],
    counts,
    isOnce: repeated.length > 0 && repeated.filter(Boolean).length >= repeated.length * nearlyAlways,
  };
}

function lastOf(before: readonly Played[], procedureId: string): Played | undefined {
  return before.findLast((other) => other.procedureId === procedureId);
}

/** Slots of earlier procedures, those that came before most often first. */
function earlierSlots(uses: readonly Use[]): readonly { readonly procedureId: string; readonly slot: string }[] {
  const named = uses.flatMap(({ before, own }) =>
    before
      .filter(({ procedureId }) => procedureId !== own.procedureId)
      .flatMap(({ procedureId, bindings }) => Object.keys(bindings).map((slot) => ({ procedureId, slot }))),
  );
  return [...Map.groupBy(named, ({ procedureId, slot }) => `${procedureId} ${slot}`)]
    .toSorted(([a, first], [b, second]) => second.length - first.length || (a < b ? -1 : 1))
    .flatMap(([, same]) => same.slice(0, 1));
}
