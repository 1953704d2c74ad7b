import type { Fact } from '../abstraction/facts.ts';
import { kindOf } from '../abstraction/values.ts';
import { seenPredicate, type Belief } from './belief.ts';

/** An atom over the primary arguments of a procedure: an index of a primary argument, or null for any value. */
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
  readonly #weaker = new Map<Pattern, readonly Pattern[]>();

  /** The pattern of a fact over the primary values. */
  of({ predicate, args }: Fact, primary: readonly string[]): Pattern {
    const own = this.#of(predicate);
    const code = codeOf(args, primary);
    const known = own.get(code);
    if (known !== undefined) return known;
    const places = args.map((value) => {
      const index = primary.indexOf(value);
      return index < 0 ? null : index;
    });
    const pattern = { predicate, args: places };
    own.set(code, pattern);
    return pattern;
  }

  /**
   * What a pattern that names several primary values implies: that it is so with any value in place of some of them. Who got
   * the thing from the very place has got it from some place.
   */
  weaker(pattern: Pattern): readonly Pattern[] {
    const known = this.#weaker.get(pattern);
    if (known !== undefined) return known;
    const { predicate, args } = pattern;
    const named = args.filter((at) => at !== null).length;
    const found = new Set<Pattern>();
    if (named > 1 && named <= maxNamed) {
      args.forEach((at, place) => {
        if (at === null) return;
        const next = this.#at(predicate, args.with(place, null));
        for (const one of [next, ...this.weaker(next)]) found.add(one);
      });
    }
    this.#weaker.set(pattern, [...found]);
    return [...found];
  }

  #at(predicate: string, args: Pattern['args']): Pattern {
    const names = args.map((at) => (at === null ? '' : `${at}`));
    const primary = Array.from({ length: Math.max(...args.map((at) => at ?? -1)) + 1 }, (_, at) => `${at}`);
    return this.of({ predicate, args: names }, primary);
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
    const known = this.#patterns.get(predicate);
    if (known !== undefined) return known;
    const own = new Map<number | string, Pattern>();
    this.#patterns.set(predicate, own);
    return own;
  }
}

/** Which primary values stand where, as a number; as a text where a number would not hold it. */
function codeOf(args: readonly string[], primary: readonly string[]): number | string {
  if (args.length > maxCoded || primary.length >= codeBase)
    return args.map((value) => primary.indexOf(value)).join(' ');
  let code = 1;
  for (const value of args) code = code * codeBase + primary.indexOf(value) + 1;
  return code;
}

const codeBase = 16;
const maxCoded = 12;
/** A fact that names more primary values than this implies too many others to keep them all. */
const maxNamed = 4;

/** What is believed about the primary values, as patterns; each pattern once. */
export function patternsOf(
  belief: Belief,
  primary: readonly string[],
  context: { readonly goal: readonly string[]; readonly ignore: ReadonlySet<string>; readonly table: PatternTable },
): readonly Pattern[] {
  const found = new Set<Pattern>();
  for (const fact of belief.about(primary)) {
    if (context.ignore.has(fact.predicate)) continue;
    const pattern = context.table.of(fact, primary);
    found.add(pattern);
    for (const weaker of context.table.weaker(pattern)) found.add(weaker);
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
