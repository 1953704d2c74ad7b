import type { Fact } from '../abstraction/facts.ts';
import type { PredicateModel } from './predicates.ts';

/** A predicate of our own: the thing was named in an observation. */
export const seenPredicate = '{0} is in sight';

/**
 * What is believed along one episode: every fact told, until its opposite is told, or until the place that listed it is
 * listed again without it. Unknown is what was never told. Facts of one corpus are one object each, so they are compared by
 * identity; what was told is kept as the observations themselves, which a corpus repeats and which are indexed once.
 */
export class Belief {
  readonly #told = new Set<readonly Fact[]>();
  readonly #gone = new Set<Fact>();
  readonly #model: PredicateModel;

  constructor(model: PredicateModel) {
    this.#model = model;
  }

  observe(facts: readonly Fact[]): void {
    this.#forgetListed(facts);
    for (const fact of facts) {
      for (const other of this.#model.oppositesOf(fact)) this.#gone.add(other);
      this.#gone.delete(fact);
    }
    this.#told.add(facts);
  }

  /** All facts that name one of the values, and those without arguments. Each once. */
  about(values: readonly string[]): ReadonlySet<Fact> {
    const found = new Set<Fact>();
    for (const value of [nothing, ...values]) {
      for (const fact of this.#toldOf(value)) if (!this.#gone.has(fact)) found.add(fact);
    }
    return found;
  }

  /** Whether an observation named the thing. */
  sees(value: string): boolean {
    return this.#told.values().some((facts) => indexOf(facts).has(value));
  }

  /** A listing of a place says all that is there: what was listed before is forgotten. */
  #forgetListed(facts: readonly Fact[]): void {
    let last: Fact | null = null;
    for (const fact of facts) {
      if (!this.#model.lists.has(fact.predicate) || isSameList(fact, last)) continue;
      last = fact;
      for (const known of this.#toldOf(fact.args[0] ?? nothing)) if (isSameList(known, fact)) this.#gone.add(known);
    }
  }

  /** Every fact that was ever told of a value. */
  #toldOf(value: string): readonly Fact[] {
    const own: Fact[] = [];
    for (const facts of this.#told) own.push(...(indexOf(facts).get(value) ?? []));
    return own;
  }
}

/** Under this value stand facts without arguments. */
const nothing = '';

const indices = new WeakMap<readonly Fact[], ReadonlyMap<string, ReadonlySet<Fact>>>();

/** The facts of an observation by each value that they name. */
function indexOf(facts: readonly Fact[]): ReadonlyMap<string, ReadonlySet<Fact>> {
  const known = indices.get(facts);
  if (known !== undefined) return known;
  const byValue = new Map<string, Set<Fact>>();
  for (const fact of facts) {
    for (const value of fact.args.length === 0 ? [nothing] : fact.args) {
      const own = byValue.get(value);
      if (own) own.add(fact);
      else byValue.set(value, new Set([fact]));
    }
  }
  indices.set(facts, byValue);
  return byValue;
}

function isSameList(fact: Fact, other: Fact | null): boolean {
  return other !== null && fact.predicate === other.predicate && fact.args[0] === other.args[0];
}
