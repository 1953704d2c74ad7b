import type { Condition, Settings } from '../../../shared/model/index.ts';
import { goalPredicate, patternKey, specificity, type Pattern } from '../conditions/patterns.ts';
import { seenPredicate } from '../conditions/belief.ts';
import { contentId } from '../identity/index.ts';

const maxConditions = 6;

export interface Counted {
  readonly pattern: Pattern;
  readonly holds: number;
  readonly of: number;
}

/** The condition that a pattern is, over the procedure's slots. */
export function conditionOf(
  counted: Counted,
  slots: readonly string[],
  { polarity, origin }: Pick<Condition, 'polarity' | 'origin'>,
): Condition {
  const { pattern, holds, of } = counted;
  const args = pattern.args.map((at) => {
    const name = at === null ? undefined : slots[at];
    return name === undefined ? ({ kind: 'any' } as const) : ({ kind: 'slot', name } as const);
  });
  const id = contentId({ predicate: pattern.predicate, args, polarity }).slice(0, 16);
  return { id, predicate: pattern.predicate, arguments: args, polarity, origin, evidence: { holds, of } };
}

/** Counts in how many of the lists each pattern stands. Equal lists are mostly one object, which is looked at once. */
export function countPatterns(lists: readonly (readonly Pattern[])[]): readonly Counted[] {
  const times = new Map<readonly Pattern[], number>();
  for (const list of lists) times.set(list, (times.get(list) ?? 0) + 1);
  const tally = new Map<Pattern, number>();
  for (const [list, count] of times) for (const pattern of list) tally.set(pattern, (tally.get(pattern) ?? 0) + count);
  return [...tally].map(([pattern, holds]) => ({ pattern, holds, of: lists.length }));
}

/**
 * The atoms that hold in nearly all good executions: those that name an argument, and those without arguments that do
 * not hold everywhere anyway. An atom that another one implies (same predicate, more arguments named) is left out.
 */
export function extractConditions(
  counted: readonly Counted[],
  { settings, everywhere }: { readonly settings: Settings; readonly everywhere: (predicate: string) => number },
): readonly Counted[] {
  const kept = counted.filter(({ pattern, holds, of }) => {
    if (of === 0 || holds < of * settings.conditionSupport) return false;
    return pattern.args.length === 0 ? everywhere(pattern.predicate) < 0.5 : specificity(pattern) > 0;
  });
  const telling = kept.filter((entry) => !kept.some((other) => implies(other.pattern, entry.pattern)));
  return telling.toSorted(byStrength).slice(0, maxConditions);
}

export function byStrength(a: Counted, b: Counted): number {
  return (
    specificity(b.pattern) - specificity(a.pattern) ||
    b.holds - a.holds ||
    (patternKey(a.pattern) < patternKey(b.pattern) ? -1 : 1)
  );
}

/** Whether `strong` says all that `weak` says: the same predicate with more named, or being told of a thing that is in sight. */
export function implies(strong: Pattern, weak: Pattern): boolean {
  if (strong === weak) return false;
  if (weak.predicate === seenPredicate) return isTold(strong) && strong.args.includes(weak.args[0] ?? null);
  return (
    strong.predicate === weak.predicate &&
    specificity(strong) > specificity(weak) &&
    weak.args.every((at, index) => at === null || at === strong.args[index])
  );
}

/** An observation told it; the goal's words and mere sight did not. */
function isTold({ predicate }: Pattern): boolean {
  return predicate !== seenPredicate && predicate !== goalPredicate;
}
