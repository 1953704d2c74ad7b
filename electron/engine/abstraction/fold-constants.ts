import type { Fact } from './facts.ts';
import { isEntity, valueOf, type ValueSort } from './values.ts';

const maxValues = 8;
const minPerValue = 3;

export interface FoldedConstants {
  /** The predicates whose value is part of them. */
  readonly states: ReadonlySet<string>;
  fold(facts: readonly Fact[]): readonly Fact[];
}

/**
 * A field that takes few values, each often, is a state and not a name: `status is {0}` with `delivered` becomes
 * the predicate `status is delivered`. `observations`: the distinct ones, each with how often it was made. Entities, ids, paths and numbers stay arguments: they name things, however few.
 */
export function foldConstants(observations: readonly (readonly [readonly Fact[], number])[]): FoldedConstants {
  const values = new Map<string, Map<string, number>>();
  const visit = ({ predicate, args }: Fact, times: number): void => {
    const [value] = args;
    if (args.length !== 1 || value === undefined || isEntity(value)) return;
    const tally = values.get(predicate) ?? new Map<string, number>();
    if (tally.size <= maxValues) tally.set(value, (tally.get(value) ?? 0) + times);
    values.set(predicate, tally);
  };
  for (const [facts, times] of observations) for (const fact of facts) visit(fact, times);
  const folded = new Set<string>();
  for (const [predicate, tally] of values) {
    const isState =
      tally.size <= maxValues &&
      [...tally].every(([value, count]) => count >= minPerValue && !isName(valueOf(value).sort));
    if (isState) folded.add(predicate);
  }
  if (folded.size === 0) return { states: folded, fold: (facts) => facts };
  const states = new Map<Fact, Fact>();
  const byPredicate = new Map<string, Fact>();
  const foldOne = (fact: Fact): Fact => {
    const done = states.get(fact);
    if (done !== undefined) return done;
    const state = toState(fact);
    states.set(fact, state);
    return state;
  };
  const toState = (fact: Fact): Fact => {
    if (!folded.has(fact.predicate)) return fact;
    const predicate = fact.predicate.replace('{0}', fact.args[0] ?? '');
    const state = byPredicate.get(predicate) ?? { predicate, args: [] };
    byPredicate.set(predicate, state);
    return state;
  };
  const lists = new Map<readonly Fact[], readonly Fact[]>();
  const fold = (facts: readonly Fact[]): readonly Fact[] => {
    const known = lists.get(facts);
    if (known !== undefined) return known;
    // Where nothing is a state the list itself stays, and with it what was worked out of it before.
    const done = facts.some(({ predicate }) => folded.has(predicate)) ? facts.map(foldOne) : facts;
    lists.set(facts, done);
    return done;
  };
  return { states: folded, fold };
}

function isName(sort: ValueSort): boolean {
  return sort === 'number' || sort === 'id' || sort === 'path';
}
