import { GameFault } from '../fault.ts';
import type { Atom, Formula, Typed } from '../pddl/index.ts';
import { type Condition, partsOf, slotsIn, type Term, type Variable } from './condition.ts';
import type { Objects } from './objects.ts';
import { Table } from './table.ts';

/** Variables by name; each gets the next slot. An inner scope hides names of the outer one and shares its slots. */
export class Scope {
  readonly #objects: Objects;
  readonly #around: Scope | null;
  readonly #names = new Map<string, Variable>();
  readonly #count: { slots: number };

  constructor(objects: Objects, around: Scope | null = null) {
    this.#objects = objects;
    this.#around = around;
    this.#count = around === null ? { slots: 0 } : around.#count;
  }

  /** So many slots does a binding need. */
  get size(): number {
    return this.#count.slots;
  }

  declare({ name, types }: Typed): Variable {
    const variable = { name, slot: this.#count.slots, ...this.#objects.members(types) };
    this.#count.slots += 1;
    this.#names.set(name, variable);
    return variable;
  }

  find(name: string): Variable | undefined {
    return this.#names.get(name) ?? this.#around?.find(name);
  }

  inner(): Scope {
    return new Scope(this.#objects, this);
  }
}

/** Tables by predicate, made when they are first spoken of. */
export class Tables {
  readonly objects: Objects;
  readonly #tables = new Map<string, Table>();

  constructor(objects: Objects) {
    this.objects = objects;
  }

  /** @throws GameFault when a predicate comes with different numbers of terms, or with too many */
  of(predicate: string, arity: number): Table {
    let table = this.#tables.get(predicate);
    if (table === undefined) {
      const { length } = this.objects.ids;
      if ((length + 1) ** arity > Number.MAX_SAFE_INTEGER) throw new GameFault(`${predicate} has too many terms`);
      this.#tables.set(predicate, (table = new Table(predicate, arity, length)));
    }
    if (table.arity !== arity) throw new GameFault(`${predicate} has ${table.arity} terms here and ${arity} there`);
    return table;
  }
}

/** Resolves names to slots, objects and tables. @throws GameFault for a name that is unknown */
export function resolveFormula(formula: Formula, scope: Scope, tables: Tables): Condition {
  switch (formula.kind) {
    case 'atom': {
      const { table, terms } = resolveAtom(formula.atom, scope, tables);
      return { kind: 'fact', reads: slotsIn(terms), table, terms };
    }
    case 'equal': {
      const [left, right] = [termOf(formula.left, scope, tables), termOf(formula.right, scope, tables)];
      return { kind: 'same', reads: slotsIn([left, right]), left, right };
    }
    case 'not': {
      const part = resolveFormula(formula.part, scope, tables);
      return { kind: 'not', reads: part.reads, part };
    }
    case 'and':
    case 'or': {
      const parts = formula.parts.map((part) => resolveFormula(part, scope, tables));
      return { kind: formula.kind === 'and' ? 'all' : 'any', reads: joined(parts), parts };
    }
    case 'exists':
    case 'forall': {
      const inner = scope.inner();
      const variables = formula.variables.map((variable) => inner.declare(variable));
      const resolved = resolveFormula(formula.part, inner, tables);
      const own = new Set(variables.map(({ slot }) => slot));
      const reads = resolved.reads.filter((slot) => !own.has(slot));
      if (formula.kind === 'exists') return { kind: 'some', reads, variables, parts: partsOf(resolved) };
      // For all values it holds: there are none for which it does not.
      const part: Condition = { kind: 'not', reads: resolved.reads, part: resolved };
      return { kind: 'not', reads, part: { kind: 'some', reads, variables, parts: [part] } };
    }
  }
}

function joined(parts: readonly Condition[]): readonly number[] {
  return [...new Set(parts.flatMap(({ reads }) => reads))];
}

export function resolveAtom(
  { predicate, terms }: Atom,
  scope: Scope,
  tables: Tables,
): { readonly table: Table; readonly terms: readonly Term[] } {
  return {
    table: tables.of(predicate, terms.length),
    terms: terms.map((term) => termOf(term, scope, tables)),
  };
}

function termOf(name: string, scope: Scope, { objects }: Tables): Term {
  const found = name.startsWith('?') ? scope.find(name)?.slot : objects.numberOf(name);
  if (found === undefined) throw new GameFault(`"${name}" is not declared`);
  return name.startsWith('?') ? found : ~found;
}
