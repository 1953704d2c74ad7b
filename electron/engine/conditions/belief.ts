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
  /** Of each of them, in the same order. */
  readonly #indices: FactIndex[] = [];
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
    if (this.#told.has(facts)) return;
    this.#told.add(facts);
    this.#indices.push(indexOf(facts));
  }

  /** All facts that name one of the values, and those without arguments. Each once. */
  about(values: readonly string[]): ReadonlySet<Fact> {
    const found = new Set<Fact>();
    this.#addAbout(nothing, found);
    for (const value of values) this.#addAbout(value, found);
    return found;
  }

  /** Whether an observation named the thing. */
  sees(value: string): boolean {
    for (const index of this.#indices) if (index.has(value)) return true;
    return false;
  }

  /** A listing of a place says all that is there: what was listed before is forgotten. */
  #forgetListed(facts: readonly Fact[]): void {
    let last: Fact | null = null;
    for (const fact of facts) {
      if (!this.#model.lists.has(fact.predicate) || isSameList(fact, last)) continue;
      last = fact;
      this.#forgetList(fact);
    }
  }

  #forgetList(fact: Fact): void {
    for (const index of this.#indices) {
      for (const known of index.get(fact.args[0] ?? nothing) ?? none)
        if (isSameList(known, fact)) this.#gone.add(known);
    }
  }

  /** Adds every fact that was told of a value and still stands. */
  #addAbout(value: string, found: Set<Fact>): void {
    for (const index of this.#indices) {
      const own = index.get(value);
      if (own === undefined) continue;
      for (const fact of own) if (!this.#gone.has(fact)) found.add(fact);
    }
  }
}

/** Under this value stand facts without arguments. */
const nothing = '';

const none: readonly Fact[] = [];

/** The facts of an observation by each value that they name. */
type FactIndex = ReadonlyMap<string, readonly Fact[]>;

const indices = new WeakMap<readonly Fact[], FactIndex>();

function indexOf(facts: readonly Fact[]): FactIndex {
  const known = indices.get(facts);
  if (known !== undefined) return known;
  const byValue = new Map<string, Fact[]>();
  const add = (value: string, fact: Fact): void => {
    const own = byValue.get(value);
    if (own === undefined) byValue.set(value, [fact]);
    else own.push(fact);
  };
  for (const fact of facts) {
    if (fact.args.length === 0) add(nothing, fact);
    else for (const value of fact.args) add(value, fact);
  }
  indices.set(facts, byValue);
  return byValue;
}

function isSameList(fact: Fact, other: Fact | null): boolean {
  return other !== null && fact.predicate === other.predicate && fact.args[0] === other.args[0];
}
