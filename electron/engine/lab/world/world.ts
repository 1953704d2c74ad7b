import { GameFault } from '../fault.ts';
import type { ActionSchema, Domain, Problem } from '../pddl/index.ts';
import { type Binding, type Condition, partsOf, rowOf, type Term, unbound, type Variable } from './condition.ts';
import { collectObjects, type Objects } from './objects.ts';
import { resolveAtom, resolveFormula, Scope, Tables } from './resolve.ts';
import { effortOfAQuestion, holds, type Query, solve } from './solve.ts';
import type { Row, Table } from './table.ts';

/** One atom that an action makes true or false, for all values of `variables` for which `condition` held before. */
export interface WorldEffect {
  readonly variables: readonly Variable[];
  readonly condition: Condition | null;
  readonly makes: boolean;
  readonly table: Table;
  readonly terms: readonly Term[];
}

export interface Action {
  readonly name: string;
  readonly parameters: readonly Variable[];
  /** All of them have to hold. */
  readonly preconditions: readonly Condition[];
  readonly effects: readonly WorldEffect[];
  /** Slots of the action's scope. */
  readonly size: number;
}

interface Change {
  readonly table: Table;
  readonly row: Row;
  readonly held: boolean;
  readonly wasDenied: boolean;
}

/** The state of a game and its rules. Changes can be taken back, so that looking ahead needs no copy. */
export class World {
  readonly objects: Objects;
  readonly tables: Tables;
  readonly actions: readonly Action[];
  readonly goal: Condition;
  readonly goalSize: number;
  #trail: Change[] = [];

  /** @throws GameFault */
  constructor(domain: Domain, problem: Problem) {
    this.objects = collectObjects(domain, problem);
    this.tables = new Tables(this.objects);
    const scope = new Scope(this.objects);
    for (const fact of problem.facts) {
      const { table, terms } = resolveAtom(fact, scope, this.tables);
      if (terms.some((term) => term >= 0))
        throw new GameFault(`a fact of ${fact.predicate} at its start has a variable`);
      table.put(rowOf(terms, []), true);
    }
    this.actions = domain.actions.map((action) => this.#resolveAction(action));
    this.goal = resolveFormula(problem.goal, scope, this.tables);
    this.goalSize = scope.size;
  }

  #resolveAction({ name, parameters, precondition, effects }: ActionSchema): Action {
    const scope = new Scope(this.objects);
    const variables = parameters.map((parameter) => scope.declare(parameter));
    const condition = resolveFormula(precondition, scope, this.tables);
    const resolved = effects.map((effect): WorldEffect => {
      const inner = scope.inner();
      const own = effect.variables.map((variable) => inner.declare(variable));
      const when = effect.condition === null ? null : resolveFormula(effect.condition, inner, this.tables);
      const { table, terms } = resolveAtom(effect.atom, inner, this.tables);
      table.isFluent = true;
      return { variables: own, condition: when, makes: effect.makes, table, terms };
    });
    return { name, parameters: variables, preconditions: partsOf(condition), effects: resolved, size: scope.size };
  }

  get isWon(): boolean {
    return this.holds(this.goal, unbound(this.goalSize));
  }

  holds(condition: Condition, binding: Binding): boolean {
    return holds(condition, binding, { left: effortOfAQuestion });
  }

  /** Calls `found` for each solution until it answers true; answers whether it did. @throws GameFault when it takes too long */
  solve(query: Query, binding: Binding, found: () => boolean): boolean {
    return solve(query, { binding, found, effort: { left: effortOfAQuestion } });
  }

  /**
   * Whether an instance changes nothing, wherever it is done: what it makes true it also makes false. Planners drop such
   * instances, and a game does not admit them: going where one is.
   */
  isVoid({ effects }: Action, binding: Binding): boolean {
    if (effects.some(({ condition, variables }) => condition !== null || variables.length > 0)) return false;
    return effects.every((effect) =>
      effects.some(
        (other) =>
          other.makes !== effect.makes &&
          other.table === effect.table &&
          other.terms.every((term, at) => same(term, effect.terms[at] ?? -1, binding)),
      ),
    );
  }

  /** Carries out an action. Conditions of effects are judged before any; where both are said, an atom becomes true. */
  apply(action: Action, binding: Binding): void {
    const made: [Table, Row][] = [];
    const unmade: [Table, Row][] = [];
    for (const { variables, condition, makes, table, terms } of action.effects) {
      const take = (): boolean => {
        (makes ? made : unmade).push([table, rowOf(terms, binding)]);
        return false;
      };
      if (variables.length === 0 && condition === null) take();
      else this.solve({ parts: condition === null ? [] : [condition], open: variables }, binding, take);
    }
    for (const [table, row] of unmade) this.#set(table, row, false);
    for (const [table, row] of made) this.#set(table, row, true);
  }

  #set(table: Table, row: Row, holds: boolean): void {
    this.#trail.push({ table, row, held: table.has(row), wasDenied: table.isDenied(row) });
    table.put(row, holds);
    table.deny(row, !holds);
  }

  /** Where the world stands, to come back to by `rewind`; 0 is the start. */
  get mark(): number {
    return this.#trail.length;
  }

  rewind(mark: number): void {
    while (this.#trail.length > mark) {
      const change = this.#trail.pop();
      if (change === undefined) return;
      change.table.put(change.row, change.held);
      change.table.deny(change.row, change.wasDenied);
    }
  }
}

function same(left: Term, right: Term, binding: Binding): boolean {
  return (left < 0 ? ~left : binding[left]) === (right < 0 ? ~right : binding[right]);
}
