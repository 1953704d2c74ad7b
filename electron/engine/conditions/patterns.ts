import type { Fact } from '../abstraction/facts.ts';
import { kindOf } from '../abstraction/values.ts';
import { seenPredicate, type Belief } from './belief.ts';

/** An atom over the primary arguments of a procedure: an index of a primary argument, or null for any other value. */
export interface Pattern {
  readonly predicate: string;
  readonly args: readonly (number | null)[];
}

/** A predicate of our own: the goal of the episode asks for this thing or for its kind. */
export const goalPredicate = 'the goal names {0}';

/** A text that orders and tells patterns apart; needed only where identity does not do. */
export function patternKey(pattern: Pattern): string {
  return `${pattern.predicate}\u0001${pattern.args.map((at) => at ?? '*').join('\u0001')}`;
}

/** Keeps one object for each distinct pattern, so that patterns are counted by identity. */
export class PatternTable {
  readonly #patterns = new Map<string, Map<number | string, Pattern>>();

  /** The pattern of a fact over the primary values. */
  of(fact: Fact, primary: readonly string[]): Pattern {
    const own = this.#of(fact.predicate);
    const code = codeOf(fact.args, primary);
    const known = own.get(code);
    if (known !== undefined) return known;
    const args = fact.args.map((value) => {
      const index = primary.indexOf(value);
      return index < 0 ? null : index;
    });
    const pattern = { predicate: fact.predicate, args };
    own.set(code, pattern);
    return pattern;
  }

  /** The pattern of one of our own predicates about one primary value. */
  about(predicate: string, index: number): Pattern {
    const own = this.#of(predicate);
    const known = own.get(-1 - index);
    if (known !== undefined) return known;
    const pattern = { predicate, args: [index] };
    own.set(-1 - index, pattern);
    return pattern;
  }

  #of(predicate: string): Map<number | string, Pattern> {
    const own = this.#patterns.get(predicate) ?? new Map<number | string, Pattern>();
    this.#patterns.set(predicate, own);
    return own;
  }
}

/** Which primary values stand where, as a number; as a text where a number would not hold it. */
function codeOf(args: readonly string[], primary: readonly string[]): number | string {
  if (args.length > maxCoded || primary.length >= codeBase)
    return args.map((value) => primary.indexOf(value)).join(' ');
  return args.reduce((code, value) => code * codeBase + primary.indexOf(value) + 1, 1);
}

const codeBase = 16;
const maxCoded = 12;

/** What is believed about the primary values, as patterns; each pattern once. */
export function patternsOf(
  belief: Belief,
  primary: readonly string[],
  context: { readonly goal: readonly string[]; readonly ignore: ReadonlySet<string>; readonly table: PatternTable },
): readonly Pattern[] {
  const found = new Set<Pattern>();
  for (const fact of belief.about(primary)) {
    if (!context.ignore.has(fact.predicate)) found.add(context.table.of(fact, primary));
  }
  primary.forEach((value, index) => {
    if (belief.sees(value)) found.add(context.table.about(seenPredicate, index));
    if (context.goal.includes(value) || context.goal.includes(kindOf(value))) {
      found.add(context.table.about(goalPredicate, index));
    }
  });
  return [...found];
}

/** Patterns that name a primary argument say something about the procedure; `in sight` alone says little. */
export function specificity(pattern: Pattern): number {
  const named = pattern.args.filter((at) => at !== null).length;
  return pattern.predicate === seenPredicate ? 0.5 : named + (pattern.args.length > 1 ? 0.1 : 0);
}
