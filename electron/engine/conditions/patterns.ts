import { kindOf } from '../abstraction/values.ts';
import { seenPredicate, type Atom, type Belief } from './belief.ts';

/** An atom over the primary arguments of a procedure: an index of a primary argument, or null for any other value. */
export interface Pattern {
  readonly predicate: string;
  readonly args: readonly (number | null)[];
}

/** A predicate of our own: the goal of the episode asks for this thing or for its kind. */
export const goalPredicate = 'the goal names {0}';

export function patternKey(pattern: Pattern): string {
  return `${pattern.predicate}\u0001${pattern.args.map((at) => at ?? '*').join('\u0001')}`;
}

/** What is believed about the primary values, as patterns; each pattern once. */
export function patternsOf(
  belief: Belief,
  primary: readonly string[],
  context: { readonly goal: readonly string[]; readonly ignore: ReadonlySet<string> },
): readonly Pattern[] {
  const found = new Map<string, Pattern>();
  const add = (pattern: Pattern): void => {
    found.set(patternKey(pattern), pattern);
  };
  for (const atom of belief.about(primary)) {
    if (!context.ignore.has(atom.predicate)) add(generalise(atom, primary));
  }
  primary.forEach((value, index) => {
    if (belief.sees(value)) add({ predicate: seenPredicate, args: [index] });
    if (context.goal.includes(value) || context.goal.includes(kindOf(value)))
      add({ predicate: goalPredicate, args: [index] });
  });
  return [...found.values()];
}

export function generalise(atom: Pick<Atom, 'predicate' | 'args'>, primary: readonly string[]): Pattern {
  return {
    predicate: atom.predicate,
    args: atom.args.map((value) => {
      const index = primary.indexOf(value);
      return index < 0 ? null : index;
    }),
  };
}

/** Patterns that name a primary argument say something about the procedure; `in sight` alone says little. */
export function specificity(pattern: Pattern): number {
  const named = pattern.args.filter((at) => at !== null).length;
  return pattern.predicate === seenPredicate ? 0.5 : named + (pattern.args.length > 1 ? 0.1 : 0);
}
