import type { Random } from '../../../../shared/numeric/index.ts';
import type { Instance, TextGame, Told } from '../game/index.ts';
import type { Binding, Condition } from '../world/index.ts';
import type { Experience } from './experience.ts';
import { kindOf } from './experience.ts';
import { assignmentsOf, type Goal, readGoal } from './goal.ts';
import type { Habits } from './habits.ts';
import { Places } from './places.ts';
import { Planner } from './planner.ts';
import { forgetOne, groupWishes, isUnmetPlacing, mixUp, slotsOf } from './wishes.ts';

const ASSIGNMENTS_PLANNED = 4;
/** How far the order of places is from the order of their expectation: the scale of Gumbel noise on the logarithm. */
const WHIM = 0.5;
/** What is hoped of a place that nothing speaks for, and added where the rules let the thing be put there. */
const LEAST_HOPE = 1e-4;
const HOPE_BY_RULE = 0.02;

export interface DemonstratorParts {
  readonly game: TextGame;
  readonly experience: Experience;
  readonly habits: Habits;
  readonly random: Random;
}

/**
 * Plays a game knowing its rules and its goal, but not where things are: it may name only what an answer has named. It
 * plans over what it has seen, and looks into places, the likely ones first, until it has seen enough.
 */
export class Demonstrator {
  readonly #game: TextGame;
  readonly #experience: Experience;
  readonly #habits: Habits;
  readonly #random: Random;
  readonly #goal: Goal;
  readonly #places: Places;
  readonly #planner: Planner;
  readonly #seen = new Set<number>();
  readonly #looked = new Set<number>();
  readonly #whims = new Map<number, number>();
  /** The place that it is on the way to look at; -1 none. */
  #aim = -1;
  #plan: readonly Instance[] = [];
  #commands = 0;

  /** `told` is what the opening told. @throws GameFault */
  constructor({ game, experience, habits, random }: DemonstratorParts, told: Told) {
    this.#game = game;
    this.#experience = experience;
    this.#habits = habits;
    this.#random = random;
    const goal = readGoal(game.world);
    const mixed = habits.isMixedUp ? mixUp(goal, game, random.uniform()) : goal;
    this.#goal = habits.isForgetful ? forgetOne(mixed, random.uniform()) : mixed;
    this.#places = new Places(game);
    this.#planner = new Planner(game, (object) => this.#seen.has(object));
    this.observe(told);
  }

  /** Takes in what an answer told. */
  observe(told: Told): void {
    for (const object of told.named) this.#seen.add(object);
    for (const place of this.#places.listedIn(told)) this.#looked.add(place);
  }

  /** The next command, or null when it holds the task for done or has no idea left. @throws GameFault */
  next(): string | null {
    const { patience, wander, rush, isRestless } = this.#habits;
    if (patience !== null && this.#commands >= patience) return null;
    this.#commands += 1;
    if (this.#random.uniform() < wander) return this.#wander();
    const isRushing = this.#random.uniform() < rush;
    const step = this.#step();
    const later = this.#plan[0];
    if (isRushing && step !== null && later !== undefined) return this.#game.commands.textOf(later);
    return step === null && isRestless ? this.#wander() : step;
  }

  #step(): string | null {
    const [planned, ...rest] = this.#plan;
    if (planned !== undefined && this.#game.commands.isAdmissible(planned)) {
      this.#plan = rest;
      return this.#game.commands.textOf(planned);
    }
    const assignments = assignmentsOf(this.#goal, this.#game.world);
    const ranked = this.#rank(assignments);
    const [first] = ranked;
    if (first === undefined) return this.#search([]);
    if (this.#unmet(first).length === 0) return null;
    const plan = this.#planAll(ranked) ?? this.#planPart(first);
    const [now, ...later] = plan ?? [];
    if (now === undefined) return this.#search(assignments);
    this.#plan = later;
    return this.#game.commands.textOf(now);
  }

  #unmet(binding: Binding): readonly Condition[] {
    return this.#goal.wishes.filter((wish) => !this.#game.world.holds(wish, binding));
  }

  /** The objects of an assignment that a command would have to name and that were not seen yet. */
  #unseen(binding: Binding): readonly number[] {
    const slots = new Set(this.#goal.wishes.flatMap(slotsOf));
    const objects = [...slots].map((slot) => binding[slot] ?? -1);
    return objects.filter((object) => this.#isThing(object) && !this.#seen.has(object));
  }

  /** What a command names, but for places: it has to be seen before it is named. */
  #isThing(object: number): boolean {
    return this.#places.things.has(object);
  }

  /** Things of an assignment that lie nowhere, so that no looking finds them. */
  #lost(binding: Binding): number {
    return this.#unseen(binding).filter((thing) => this.#places.placeOf(thing) === null).length;
  }

  /** What can be found comes first, then what needs the fewest finds, then what has the fewest open wishes. */
  #rank(assignments: readonly Binding[]): readonly Binding[] {
    return assignments
      .map((binding) => ({
        binding,
        cost: this.#lost(binding) * 1e6 + this.#unseen(binding).length * 1e3 + this.#unmet(binding).length,
      }))
      .sort((left, right) => left.cost - right.cost)
      .map(({ binding }) => binding);
  }

  /** The shortest plan for the whole goal over what was seen. */
  #planAll(ranked: readonly Binding[]): readonly Instance[] | null {
    let best: readonly Instance[] | null = null;
    for (const binding of ranked.slice(0, ASSIGNMENTS_PLANNED)) {
      if (this.#unseen(binding).length > 0) break;
      const unmet = this.#unmet(binding);
      const met = this.#goal.wishes.filter((wish) => !unmet.includes(wish));
      for (const order of ordersOf(unmet)) {
        const plan = this.#planner.plan([...order, ...met], binding, best === null ? undefined : best.length - 1);
        if (plan !== null && plan.length > 0) best = plan;
      }
    }
    return best;
  }

  /** A plan for what can be done with the things that were seen, where that brings one of them to its place. */
  #planPart(binding: Binding): readonly Instance[] | null {
    const { world } = this.#game;
    for (const group of groupWishes(this.#goal.wishes, binding, (object) => this.#isThing(object))) {
      const slots = group.flatMap(slotsOf);
      const isSeen = slots.every((slot) => !this.#unseen(binding).includes(binding[slot] ?? -1));
      const isOpen = group.some((wish) => isUnmetPlacing(wish, binding, { places: this.#places, world }));
      if (!isSeen || !isOpen) continue;
      const plans = ordersOf(group).map((order) => this.#planner.plan(order, binding));
      const found = plans.filter((plan) => plan !== null && plan.length > 0);
      return found.reduce((best, plan) => (best === null || (plan?.length ?? 0) < best.length ? plan : best), null);
    }
    return null;
  }

  /** The first command on the way to the place that it is about to look at, else to the most promising one. */
  #search(assignments: readonly Binding[]): string | null {
    const wanted = new Set(assignments.flatMap((binding) => this.#unseen(binding)));
    const open = this.#places.all.filter((place) => this.#seen.has(place) && !this.#looked.has(place));
    const worth = new Map(open.map((place) => [place, this.#worth(place, wanted, open)]));
    const ranked = open.toSorted((left, right) => (worth.get(right) ?? 0) - (worth.get(left) ?? 0) || left - right);
    for (const place of open.includes(this.#aim) ? [this.#aim, ...ranked] : ranked) {
      const [command] = this.#places.wayToSee(place) ?? [];
      if (this.#habits.isCareless || command === undefined) this.#looked.add(place);
      this.#aim = place;
      if (command !== undefined) return command;
    }
    return null;
  }

  /** The logarithm of what is expected of a place for its cost, with the whim of the episode. */
  #worth(place: number, wanted: ReadonlySet<number>, open: readonly number[]): number {
    const kind = kindOf(this.#game.names[place] ?? '');
    const alike = open.filter((other) => kindOf(this.#game.names[other] ?? '') === kind).length;
    let hope = LEAST_HOPE;
    for (const kindOfThing of new Set([...wanted].map((thing) => kindOf(this.#game.names[thing] ?? '')))) {
      hope += this.#experience.share(kindOfThing, kind) / alike;
    }
    for (const thing of wanted) if (this.#places.canHold(place, thing)) hope += HOPE_BY_RULE / wanted.size;
    return Math.log(hope / (this.#places.wayToSee(place)?.length ?? 1)) + this.#whimOf(place);
  }

  #whimOf(place: number): number {
    let whim = this.#whims.get(place);
    if (whim === undefined) {
      whim = -WHIM * Math.log(-Math.log(Math.max(this.#random.uniform(), 1e-12)));
      this.#whims.set(place, whim);
    }
    return whim;
  }

  #wander(): string | null {
    this.#plan = [];
    const open = this.#places.all.filter((place) => this.#seen.has(place));
    const place = open[this.#random.whole(Math.max(1, open.length))];
    const [command] = place === undefined ? [] : (this.#places.wayToSee(place) ?? []);
    return command ?? this.#step();
  }
}

/** The orders of up to three wishes; of more only the given one and its reverse. */
function ordersOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length <= 1) return [items];
  if (items.length > 3) return [items, items.toReversed()];
  return items.flatMap((item, index) => ordersOf(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}
