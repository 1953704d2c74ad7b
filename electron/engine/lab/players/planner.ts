import type { CommandedAction, Instance, TextGame } from '../game/index.ts';
import {
  type Binding,
  type Condition,
  rowOf,
  type Row,
  type Table,
  unbound,
  type WorldEffect,
} from '../world/index.ts';
import { isFixed } from './goal.ts';

const DEPTH_AT_MOST = 10;
const STEPS_AT_MOST = 40;
const ATTEMPTS_AT_MOST = 1500;
const INSTANCES_AT_MOST = 600;
const WAYS_TRIED = 4;

interface Wish {
  readonly table: Table;
  readonly row: Row;
  readonly makes: boolean;
}

/** What is being done, to prefer what has to do with it: going to the place itself, not to one beside it. */
interface Purpose {
  readonly depth: number;
  readonly about: readonly number[];
  /** Wishes that this is done for, the outermost first. */
  readonly pending: readonly Wish[];
}

interface Way {
  readonly action: CommandedAction;
  readonly binding: Binding;
  readonly condition: Condition | null;
}

/**
 * Means-ends analysis (after Newell and Simon's General Problem Solver): to make something true, choose an action that
 * does, make its preconditions true in their order, do it. It looks ahead in the world itself and takes everything back.
 * Not every plan that there is is found, and none is promised to be the shortest.
 */
export class Planner {
  readonly #game: TextGame;
  /** Whether a command may name an object. */
  readonly #isKnown: (object: number) => boolean;
  readonly #fixed = new Map<CommandedAction, readonly Condition[]>();
  #steps: Instance[] = [];
  #left = 0;
  #limit = STEPS_AT_MOST;

  constructor(game: TextGame, isKnown: (object: number) => boolean) {
    this.#game = game;
    this.#isKnown = isKnown;
  }

  /** The steps after which all wishes hold at once, brought about in this order; null when none below `limit` are found. */
  plan(wishes: readonly Condition[], binding: Binding, limit = STEPS_AT_MOST): readonly Instance[] | null {
    const { world } = this.#game;
    const { mark } = world;
    this.#steps = [];
    this.#left = ATTEMPTS_AT_MOST;
    this.#limit = Math.min(limit, STEPS_AT_MOST);
    const isReached = this.#reachAll(wishes, binding, { depth: 0, about: [], pending: [] });
    world.rewind(mark);
    return isReached ? this.#steps : null;
  }

  /**
   * Brings about all parts at once, in their order. A part that a later one undoes was too early: all is taken back and it
   * moves to the end. Where no order keeps everything, what was undone is brought about again, a bounded number of times.
   */
  #reachAll(parts: readonly Condition[], binding: Binding, purpose: Purpose): boolean {
    const { world } = this.#game;
    const { mark } = world;
    const { length } = this.#steps;
    let order = parts;
    for (let turn = 0; turn < parts.length; turn += 1) {
      const undone = this.#reachInOrder(order, binding, purpose);
      if (undone === 'none') return true;
      world.rewind(mark);
      this.#steps.length = length;
      if (undone === 'failed') break;
      order = [...order.filter((part) => part !== undone), undone];
    }
    for (let round = 0; round <= parts.length + 1; round += 1) {
      const next = order.find((part) => !world.holds(part, binding));
      if (next === undefined) return true;
      if (!this.#reach(next, binding, purpose)) return false;
    }
    return false;
  }

  /** Brings about each part once; answers the first that a later one undid. */
  #reachInOrder(parts: readonly Condition[], binding: Binding, purpose: Purpose): Condition | 'none' | 'failed' {
    const { world } = this.#game;
    const reached: Condition[] = [];
    for (const part of parts) {
      if (!world.holds(part, binding) && !this.#reach(part, binding, purpose)) return 'failed';
      const undone = reached.find((earlier) => !world.holds(earlier, binding));
      if (undone !== undefined) return undone;
      reached.push(part);
    }
    return 'none';
  }

  #reach(condition: Condition, binding: Binding, purpose: Purpose): boolean {
    this.#left -= 1;
    if (this.#left < 0 || purpose.depth > DEPTH_AT_MOST || isFixed(condition)) return false;
    switch (condition.kind) {
      case 'fact':
        return this.#make({ table: condition.table, row: rowOf(condition.terms, binding), makes: true }, purpose);
      case 'not':
        return this.#unreach(condition.part, binding, purpose);
      case 'all':
        return this.#reachAll(condition.parts, binding, purpose);
      case 'any':
        return condition.parts.some((part) => this.#attempt(() => this.#reach(part, binding, purpose)));
      case 'some':
        return this.#reachSome(condition, binding, purpose);
      case 'same':
      case 'denied':
        return false;
    }
  }

  #unreach(condition: Condition, binding: Binding, purpose: Purpose): boolean {
    switch (condition.kind) {
      case 'fact':
        return this.#make({ table: condition.table, row: rowOf(condition.terms, binding), makes: false }, purpose);
      case 'not':
        return this.#reach(condition.part, binding, purpose);
      case 'all':
        return condition.parts.some((part) => this.#attempt(() => this.#unreach(part, binding, purpose)));
      case 'any':
        return condition.parts.every(
          (part) => !this.#game.world.holds(part, binding) || this.#unreach(part, binding, purpose),
        );
      case 'some':
      case 'same':
      case 'denied':
        return false;
    }
  }

  #reachSome({ variables, parts }: Condition & { readonly kind: 'some' }, binding: Binding, purpose: Purpose): boolean {
    const { world } = this.#game;
    const own = [...binding];
    for (const { slot } of variables) own[slot] = -1;
    const found: Binding[] = [];
    world.solve({ parts: parts.filter(isFixed), open: variables }, own, () => {
      found.push([...own]);
      return found.length >= INSTANCES_AT_MOST;
    });
    const ranked = rank(found, (each) => parts.filter((part) => !world.holds(part, each)).length);
    return ranked.slice(0, WAYS_TRIED).some((each) => this.#attempt(() => this.#reachAll(parts, each, purpose)));
  }

  #make(wish: Wish, purpose: Purpose): boolean {
    if (this.#steps.length >= this.#limit) return false;
    // What is wished for so that it may come about is no way to bring it about.
    if (purpose.pending.some((pending) => isSameWish(pending, wish))) return false;
    const ways = this.#game.commands.actions.flatMap((action) => this.#waysOf(action, wish));
    const { world } = this.#game;
    const ranked = rank(ways, ({ action, binding }) => {
      const unmet = action.action.preconditions.filter((part) => !world.holds(part, binding)).length;
      const related = action.spoken.filter((slot) => purpose.about.includes(binding[slot] ?? -1)).length;
      return unmet * 10 - related;
    });
    return ranked
      .slice(0, WAYS_TRIED)
      .some((way) => this.#attempt(() => this.#go(way, { ...purpose, pending: [...purpose.pending, wish] })));
  }

  /** Brings about what an action needs and does it. */
  #go({ action, binding, condition }: Way, { depth, pending }: Purpose): boolean {
    const about = action.action.parameters.map(({ slot }) => binding[slot] ?? -1);
    const needed = condition === null ? action.action.preconditions : [...action.action.preconditions, condition];
    if (!this.#reachAll(needed, binding, { depth: depth + 1, about, pending })) return false;
    const instance = { action, binding };
    if (this.#steps.length >= this.#limit || !this.#game.commands.isAdmissible(instance)) return false;
    this.#game.world.apply(action.action, [...binding]);
    this.#steps.push(instance);
    return true;
  }

  /** Instances of an action that make the wish true and whose fixed preconditions hold. */
  #waysOf(action: CommandedAction, wish: Wish): readonly Way[] {
    const ways: Way[] = [];
    for (const effect of action.action.effects) {
      if (effect.makes !== wish.makes || effect.table !== wish.table || effect.variables.length > 0) continue;
      const binding = unify(effect, wish.row, action);
      if (binding !== null) this.#collect({ action, binding, condition: effect.condition }, ways);
    }
    return ways;
  }

  #collect({ action, binding, condition }: Way, ways: Way[]): void {
    const { world } = this.#game;
    const { parameters, preconditions } = action.action;
    const open = parameters.filter(({ slot }) => (binding[slot] ?? -1) < 0);
    const most = ways.length + INSTANCES_AT_MOST;
    const collect = (parts: readonly Condition[]): void => {
      const own = [...binding];
      world.solve({ parts, open }, own, () => {
        const isSpeakable = action.spoken.every((slot) => this.#isKnown(own[slot] ?? -1));
        if (isSpeakable) ways.push({ action, binding: [...own], condition });
        return ways.length >= most;
      });
    };
    const before = ways.length;
    collect(preconditions);
    if (ways.length === before) collect(this.#fixedOf(action));
  }

  #fixedOf(action: CommandedAction): readonly Condition[] {
    let fixed = this.#fixed.get(action);
    if (fixed === undefined) this.#fixed.set(action, (fixed = action.action.preconditions.filter(isFixed)));
    return fixed;
  }

  /** Does something, and takes it back where it fails. */
  #attempt(work: () => boolean): boolean {
    const { world } = this.#game;
    const { mark } = world;
    const { length } = this.#steps;
    if (work()) return true;
    world.rewind(mark);
    this.#steps.length = length;
    return false;
  }
}

function isSameWish(left: Wish, right: Wish): boolean {
  return (
    left.makes === right.makes && left.table === right.table && left.row.every((value, at) => value === right.row[at])
  );
}

/** Values of the action's parameters for which an effect is about this row, or null. */
function unify({ terms }: WorldEffect, row: Row, { action }: CommandedAction): Binding | null {
  const binding = unbound(action.size);
  for (const [at, term] of terms.entries()) {
    const value = row[at] ?? -1;
    const isSame = term < 0 ? ~term === value : (binding[term] ?? -1) < 0 || binding[term] === value;
    if (!isSame) return null;
    if (term < 0) continue;
    if (action.parameters.find(({ slot }) => slot === term)?.isMember[value] !== 1) return null;
    binding[term] = value;
  }
  return binding;
}

/** In order of their cost, the lowest first; equal ones as they came. */
function rank<T>(items: readonly T[], cost: (item: T) => number): readonly T[] {
  return items
    .map((item) => ({ item, cost: cost(item) }))
    .sort((left, right) => left.cost - right.cost)
    .map(({ item }) => item);
}
