import type { TextGame } from '../game/index.ts';
import { type Binding, type Condition, slotsIn, type Variable, type World } from '../world/index.ts';
import type { Goal } from './goal.ts';
import type { Places } from './places.ts';

/** Slots that a condition speaks of, from outside of it. */
export function slotsOf(condition: Condition): readonly number[] {
  return condition.kind === 'fact' ? slotsIn(condition.terms) : condition.reads;
}

/** Wishes that hang together: they speak of the same thing that may have to be found. */
export function groupWishes(
  wishes: readonly Condition[],
  binding: Binding,
  isThing: (object: number) => boolean,
): readonly (readonly Condition[])[] {
  const groups: { things: Set<number>; wishes: Condition[] }[] = [];
  for (const wish of wishes) {
    const things = new Set(
      slotsOf(wish)
        .map((slot) => binding[slot] ?? -1)
        .filter(isThing),
    );
    const joined = groups.filter((group) => [...things].some((thing) => group.things.has(thing)));
    const merged = { things: new Set([...things, ...joined.flatMap((group) => [...group.things])]), wishes: [wish] };
    merged.wishes.unshift(...joined.flatMap((group) => group.wishes));
    for (const group of joined) groups.splice(groups.indexOf(group), 1);
    groups.push(merged);
  }
  return groups.map((group) => group.wishes);
}

/** Whether a wish is that a thing be at a place, and it is not there. */
export function isUnmetPlacing(
  wish: Condition,
  binding: Binding,
  { places, world }: { readonly places: Places; readonly world: World },
): boolean {
  return (
    wish.kind === 'fact' && places.containments.some(({ table }) => table === wish.table) && !world.holds(wish, binding)
  );
}

/** The goal without one of its wishes; as it is when it has only one. `draw` in [0, 1) says which. */
export function forgetOne(goal: Goal, draw: number): Goal {
  if (goal.wishes.length < 2) return goal;
  const left = Math.floor(draw * goal.wishes.length);
  return { ...goal, wishes: goal.wishes.filter((_, index) => index !== left) };
}

/**
 * The goal with another thing in place of one that it names: what it says about the thing alone is left out, and all things
 * that it might have meant are excluded. `draw` in [0, 1) says which variable.
 */
export function mixUp(goal: Goal, game: TextGame, draw: number): Goal {
  const open = goal.variables.filter((variable) => saysKind(goal, variable));
  const variable = open[Math.floor(draw * open.length)];
  if (variable === undefined) return goal;
  const meant = goal.fixed.filter((part) => isAbout(part, variable));
  const excluded = meant.map((part): Condition => ({ kind: 'not', reads: part.reads, part }));
  const rest = goal.fixed.filter((part) => !meant.includes(part));
  const named: Condition = { kind: 'any', reads: [variable.slot], parts: excluded };
  // Whatever takes its place is a thing of the room, which has a number.
  const members = variable.members.filter((object) => / \d+$/.test(game.names[object] ?? ''));
  const isMember = Uint8Array.from(variable.isMember, (_, object) => (members.includes(object) ? 1 : 0));
  const variables = goal.variables.map((each) => (each === variable ? { ...variable, members, isMember } : each));
  return { ...goal, variables, fixed: [...rest, named] };
}

function saysKind(goal: Goal, variable: Variable): boolean {
  return (
    goal.fixed.some((part) => isAbout(part, variable)) &&
    goal.wishes.some((wish) => slotsOf(wish).includes(variable.slot))
  );
}

/** A fact about the variable and a constant, or about it alone. */
function isAbout(part: Condition, { slot }: Variable): boolean {
  return part.kind === 'fact' && part.reads.length === 1 && part.reads[0] === slot;
}
