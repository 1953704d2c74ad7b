import type { Condition } from '../../../../shared/model/index.ts';
import { isEntity, kindOf } from '../../abstraction/values.ts';
import { seenPredicate } from '../../conditions/belief.ts';
import { goalPredicate } from '../../conditions/patterns.ts';
import type { Scene, SlotLink, SlotSource } from '../agent/index.ts';
import type { Followed } from './course.ts';
import type { LearntSlot, LearntSlots } from './skill-links.ts';

/** A slot as a state binds it: a thing, a kind to look for, or nothing. */
type Bound = { readonly thing: string } | { readonly kind: string } | null;

/** What a skill is bound by. */
export interface BindingState {
  readonly scene: Scene;
  /** Kinds and values that the goal names, in order. */
  readonly values: readonly string[];
  readonly followed: readonly Followed[];
  /** The mined procedure that a skill goes back to. */
  readonly originOf: (skill: string) => string;
}

/** A skill with its slots bound as far as the state binds them. */
export interface Binding {
  readonly links: ReadonlyMap<string, SlotLink>;
  /** What the links of kind `goal` mean, by their index. */
  readonly goal: readonly string[];
  /** Things that it was done with and is not done with again. */
  readonly avoid: ReadonlySet<string>;
  /** What of the scene stands for each slot that something binds; null where it has to be looked for. */
  readonly placed: ReadonlyMap<string, string | null>;
}

/** Binds the slots of a skill; null where neither the goal nor what was done says anything of any of them. */
export function bindSkill(id: string, slots: LearntSlots, state: BindingState): Binding | null {
  const avoid = thingsUsed(id, slots, state.followed);
  const links = new Map<string, SlotLink>();
  const placed = new Map<string, string | null>();
  const goal: string[] = [];
  for (const [slot, { sources, counts }] of slots) {
    const bound = readBound({ sources }, state, avoid);
    if (bound !== null) {
      goal.push('thing' in bound ? bound.thing : bound.kind);
      placed.set(slot, placeOf(bound, state.scene, avoid));
    }
    const lister = sources.find((source) => source.kind === 'listed');
    const source: SlotSource =
      bound !== null
        ? { kind: 'goal', index: goal.length - 1 }
        : lister !== undefined
          ? { kind: 'listed', slot: lister.slot }
          : { kind: 'kinds', counts };
    links.set(slot, { source, other: [], counts });
  }
  return goal.length === 0 ? null : { links, goal, avoid, placed };
}

/** What earlier invocations had in slots that are on another thing each time. */
function thingsUsed(id: string, slots: LearntSlots, followed: readonly Followed[]): ReadonlySet<string> {
  const used = new Set<string>();
  for (const [slot, { isOnce }] of slots) {
    if (!isOnce) continue;
    for (const { course, bindings } of followed) {
      const thing = bindings[slot];
      if (course.id === id && thing !== undefined) used.add(thing);
    }
  }
  return used;
}

/** By the first source that says something; where a thing is listed says where it is, not which. */
function readBound(
  { sources }: Pick<LearntSlot, 'sources'>,
  { followed, values, originOf }: BindingState,
  avoid: ReadonlySet<string>,
): Bound {
  for (const source of sources) {
    switch (source.kind) {
      case 'listed':
        return null;
      case 'goal': {
        const kind = values[source.index] ?? '';
        if (kind !== '') return { kind };
        break;
      }
      case 'earlier': {
        const last = followed.findLast(
          ({ course, succeeded }) => succeeded && originOf(course.id) === source.procedureId,
        );
        const thing = last?.bindings[source.slot];
        if (thing !== undefined && !avoid.has(thing)) return { thing };
      }
    }
  }
  return null;
}

function placeOf(bound: NonNullable<Bound>, scene: Scene, avoid: ReadonlySet<string>): string | null {
  if ('thing' in bound) return bound.thing;
  const { kind } = bound;
  return scene.ofKind(kind).find((thing) => !avoid.has(thing)) ?? (isEntity(kind) ? kind : null);
}

/** Whether a condition was told of the things that stand for its slots; a slot without a thing may be anything but in sight. */
export function isTold(
  { predicate, arguments: args }: Condition,
  { placed }: Pick<Binding, 'placed'>,
  { scene, values: goal }: Pick<BindingState, 'scene' | 'values'>,
): boolean {
  const values = args.map((argument) => {
    if (argument.kind === 'any') return null;
    return argument.kind === 'constant' ? argument.value : (placed.get(argument.name) ?? null);
  });
  const [first = null] = values;
  if (predicate === goalPredicate)
    return first === null || goal.some((named) => named === first || named === kindOf(first));
  if (predicate === seenPredicate) return first !== null && scene.things.has(first);
  return scene.told(predicate, values);
}
