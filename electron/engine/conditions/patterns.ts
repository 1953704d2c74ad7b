import type { Fact } from '../abstraction/facts.ts';
import { kindOf } from '../abstraction/values.ts';
import { Numbered, type Packer, type Unpacker } from '../packing/index.ts';
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
  readonly #codes = new Map<Pattern, number | string>();
  readonly #weaker = new Map<Pattern, readonly Pattern[]>();
  readonly #lists: ListNode = { list: null, next: new Map() };

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
    return this.#keep({ predicate, args: places }, code);
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
    return this.#of(predicate).get(-1 - index) ?? this.#keep({ predicate, args: [index] }, -1 - index);
  }

  /** One list for equal rows of patterns: few are distinct, and what is counted of one is counted once. */
  list(patterns: Iterable<Pattern>): readonly Pattern[] {
    let node = this.#lists;
    for (const pattern of patterns) {
      let next = node.next.get(pattern);
      if (next === undefined) {
        next = { list: null, next: new Map() };
        node.next.set(pattern, next);
      }
      node = next;
    }
    return (node.list ??= [...patterns]);
  }

  /** Writes lists of this table; each can be named by its number afterwards. */
  pack(lists: Numbered<readonly Pattern[]>, into: Packer): void {
    const patterns = new Numbered<Pattern>();
    for (const list of lists.values()) for (const pattern of list) patterns.of(pattern);
    into.number(patterns.size);
    for (const pattern of patterns.values()) {
      const code = this.#codes.get(pattern) ?? '';
      into.text(pattern.predicate);
      into.number(typeof code === 'number' ? 1 : 0);
      into.text(`${code}`);
      into.number(pattern.args.length);
      for (const at of pattern.args) into.number(at ?? -1);
    }
    into.number(lists.size);
    for (const list of lists.values()) {
      into.number(list.length);
      for (const pattern of list) into.number(patterns.of(pattern));
    }
  }

  /** Reverses `pack`. @throws RangeError */
  unpack(from: Unpacker): readonly (readonly Pattern[])[] {
    const patterns = from.list(() => {
      const predicate = from.text();
      const isNumber = from.number() === 1;
      const code = from.text();
      const args = from.list(() => from.number()).map((at) => (at < 0 ? null : at));
      return this.#keep({ predicate, args }, isNumber ? Number(code) : code);
    });
    return from.list(() => this.list(from.list(() => from.of(patterns))));
  }

  #keep(pattern: Pattern, code: number | string): Pattern {
    const own = this.#of(pattern.predicate);
    const known = own.get(code);
    if (known !== undefined) return known;
    own.set(code, pattern);
    this.#codes.set(pattern, code);
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

/** Lists as a tree: pattern by pattern. */
interface ListNode {
  list: readonly Pattern[] | null;
  readonly next: Map<Pattern, ListNode>;
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
  return context.table.list(found);
}

/** Patterns that name a primary argument say something about the procedure; `in sight` alone says little. */
export function specificity(pattern: Pattern): number {
  const named = pattern.args.filter((at) => at !== null).length;
  return pattern.predicate === seenPredicate ? 0.5 : named + (pattern.args.length > 1 ? 0.1 : 0);
}
