/** A name with its types; an empty list means any type. Variables begin with `?`. */
export interface Typed {
  readonly name: string;
  readonly types: readonly string[];
}

export interface Atom {
  readonly predicate: string;
  /** Variables (`?x`) and names of objects. */
  readonly terms: readonly string[];
}

export type Formula =
  | { readonly kind: 'atom'; readonly atom: Atom }
  | { readonly kind: 'equal'; readonly left: string; readonly right: string }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Formula[] }
  | { readonly kind: 'not'; readonly part: Formula }
  | { readonly kind: 'exists' | 'forall'; readonly variables: readonly Typed[]; readonly part: Formula };

/** One atom that an action makes true or false, for all values of `variables` for which `condition` held before. */
export interface Effect {
  readonly variables: readonly Typed[];
  readonly condition: Formula | null;
  readonly makes: boolean;
  readonly atom: Atom;
}

export interface ActionSchema {
  readonly name: string;
  readonly parameters: readonly Typed[];
  readonly precondition: Formula;
  readonly effects: readonly Effect[];
}

export interface Domain {
  /** Each type with the types right above it. */
  readonly types: ReadonlyMap<string, readonly string[]>;
  readonly constants: readonly Typed[];
  readonly actions: readonly ActionSchema[];
}

export interface Problem {
  readonly objects: readonly Typed[];
  readonly facts: readonly Atom[];
  readonly goal: Formula;
}
