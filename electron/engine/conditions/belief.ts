import type { Fact } from '../abstraction/facts.ts';
import type { PredicateModel } from './predicates.ts';

/** An atom that was told, with the step that told it (-1: before the first step). */
export interface Atom {
  readonly predicate: string;
  readonly args: readonly string[];
  readonly at: number;
}

/** A predicate of our own: the thing was named in an observation. */
export const seenPredicate = '{0} is in sight';

function keyOf(predicate: string, args: readonly string[]): string {
  return `${predicate}\u0001${args.join('\u0001')}`;
}

/**
 * What is believed along one episode: every atom told, until its opposite is told, or until the place that listed it is
 * listed again without it. Unknown is what was never told.
 */
export class Belief {
  readonly #atoms = new Map<string, Atom>();
  readonly #byValue = new Map<string, Set<string>>();
  readonly #seen = new Set<string>();
  readonly #model: PredicateModel;

  constructor(model: PredicateModel) {
    this.#model = model;
  }

  observe(facts: readonly Fact[], at: number): void {
    this.#forgetListed(facts);
    for (const { predicate, args } of facts) {
      for (const other of this.#model.alternatives.get(predicate) ?? []) this.#drop(keyOf(other, args));
      this.#add({ predicate, args, at });
      for (const value of args) this.#seen.add(value);
    }
  }

  /** All atoms that name one of the values, and those without arguments. */
  about(values: readonly string[]): readonly Atom[] {
    const keys = new Set<string>(this.#byValue.get('') ?? []);
    for (const value of values) for (const key of this.#byValue.get(value) ?? []) keys.add(key);
    return [...keys].map((key) => this.#atoms.get(key)).filter((atom) => atom !== undefined);
  }

  /** Whether an observation named the thing. */
  sees(value: string): boolean {
    return this.#seen.has(value);
  }

  /** Whether the atom holds; `false` only when an opposite is believed. */
  truth(predicate: string, args: readonly string[]): 'true' | 'false' | 'unknown' {
    if (predicate === seenPredicate) return this.#seen.has(args[0] ?? '') ? 'true' : 'unknown';
    if (this.#atoms.has(keyOf(predicate, args))) return 'true';
    const others = this.#model.alternatives.get(predicate) ?? [];
    return others.some((other) => this.#atoms.has(keyOf(other, args))) ? 'false' : 'unknown';
  }

  #forgetListed(facts: readonly Fact[]): void {
    const places = new Set<string>();
    for (const { predicate, args } of facts) {
      if (this.#model.lists.has(predicate)) places.add(`${predicate}\u0001${args[0] ?? ''}`);
    }
    for (const place of places) {
      const value = place.slice(place.indexOf('\u0001') + 1);
      for (const key of this.#byValue.get(value) ?? []) if (key.startsWith(`${place}\u0001`)) this.#drop(key);
    }
  }

  #add(atom: Atom): void {
    const key = keyOf(atom.predicate, atom.args);
    this.#atoms.set(key, atom);
    for (const value of atom.args.length === 0 ? [''] : atom.args) {
      const keys = this.#byValue.get(value) ?? new Set<string>();
      this.#byValue.set(value, keys.add(key));
    }
  }

  #drop(key: string): void {
    const atom = this.#atoms.get(key);
    if (atom === undefined) return;
    this.#atoms.delete(key);
    for (const value of atom.args.length === 0 ? [''] : atom.args) this.#byValue.get(value)?.delete(key);
  }
}
