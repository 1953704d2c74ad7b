import type { Table } from './table.ts';

/** A variable of a scope: where its value stands in a binding, and which objects it may be. */
export interface Variable {
  readonly name: string;
  readonly slot: number;
  readonly members: readonly number[];
  /** 1 for the members, by number of object. */
  readonly isMember: Uint8Array;
}

/** Values of a scope's variables by slot; -1 where there is none yet. */
export type Binding = number[];

/** A binding of so many slots, none with a value. */
export function unbound(size: number): Binding {
  return Array.from({ length: size }, () => -1);
}

/** A term: a slot from 0 on, or below 0 an object as `~object`. */
export type Term = number;

/** A condition with everything resolved. `reads` are the slots that come from outside of it. */
export type Condition =
  | {
      readonly kind: 'fact' | 'denied';
      readonly reads: readonly number[];
      readonly table: Table;
      readonly terms: readonly Term[];
    }
  | { readonly kind: 'same'; readonly reads: readonly number[]; readonly left: Term; readonly right: Term }
  | { readonly kind: 'not'; readonly reads: readonly number[]; readonly part: Condition }
  | { readonly kind: 'all' | 'any'; readonly reads: readonly number[]; readonly parts: readonly Condition[] }
  | {
      /** There are values for which all parts hold. */
      readonly kind: 'some';
      readonly reads: readonly number[];
      readonly variables: readonly Variable[];
      readonly parts: readonly Condition[];
    };

export function valueOf(term: Term, binding: Binding): number {
  return term < 0 ? ~term : (binding[term] ?? -1);
}

/** The terms' values as a row; -1 where a variable has none. */
export function rowOf(terms: readonly Term[], binding: Binding): number[] {
  return terms.map((term) => (term < 0 ? ~term : (binding[term] ?? -1)));
}

export function slotsIn(terms: readonly Term[]): readonly number[] {
  return terms.filter((term) => term >= 0);
}

/** The parts of a conjunction, nested ones too; another condition is its own only part. */
export function partsOf(condition: Condition): readonly Condition[] {
  return condition.kind === 'all' ? condition.parts.flatMap(partsOf) : [condition];
}
