import type { Fact } from '../abstraction/facts.ts';
import type { PredicateModel } from './predicates.ts';

/** A predicate of our own: the thing was named in an observation. */
export const seenPredicate = '{0} is in sight';

/**
 * What is believed along one episode: every fact told, until its opposite is told, or until the place that listed it is
 * listed again without it. Unknown is what was never told. Facts of one corpus are one object each, so they are compared by identity.
 */
export class Belief {
  readonly #facts = new Set<Fact>();
  readonly #byValue = new Map<string, Set<Fact>>();
  readonly #seen = new Set<string>();
  readonly #model: PredicateModel;

  constructor(model: PredicateModel) {
    this.#model = model;
  }

  observe(facts: readonly Fact[]): void {
    this.#forgetListed(facts);
    for (const fact of facts) {
      for (const other of this.#model.oppositesOf(fact)) this.#drop(other);
      this.#add(fact);
    }
  }

  /** All facts that name one of the values, and those without arguments. Each once. */
  about(values: readonly string[]): ReadonlySet<Fact> {
    const found = new Set(this.#byValue.get(''));
    for (const value of values) for (const fact of this.#byValue.get(value) ?? []) found.add(fact);
    return found;
  }

  /** Whether an observation named the thing. */
  sees(value: string): boolean {
    return this.#seen.has(value);
  }

  /** A listing of a place says all that is there: what was listed before is forgotten. */
  #forgetListed(facts: readonly Fact[]): void {
    let last: Fact | null = null;
    for (const fact of facts) {
      if (!this.#model.lists.has(fact.predicate) || isSameList(fact, last)) continue;
      last = fact;
      for (const known of this.#byValue.get(fact.args[0] ?? '') ?? []) if (isSameList(known, fact)) this.#drop(known);
    }
  }

  #add(fact: Fact): void {
    if (this.#facts.has(fact)) return;
    this.#facts.add(fact);
    for (const value of fact.args.length === 0 ? nothing : fact.args) {
      this.#seen.add(value);
      const facts = this.#byValue.get(value);
      if (facts) facts.add(fact);
      else this.#byValue.set(value, new Set([fact]));
    }
  }

  #drop(fact: Fact): void {
    if (!this.#facts.delete(fact)) return;
    for (const value of fact.args.length === 0 ? nothing : fact.args) this.#byValue.get(value)?.delete(fact);
  }
}

/** Where facts without arguments are kept. */
const nothing = [''];

function isSameList(fact: Fact, other: Fact | null): boolean {
  return other !== null && fact.predicate === other.predicate && fact.args[0] === other.args[0];
}
