import type { Habit } from '../deck.ts';
import type { Random } from '../random.ts';
import type { StoreKind, ThingKind } from './words.ts';
import type { Goal } from './world.ts';

export const TASK_TYPES = ['bring', 'rinse', 'warm', 'chill', 'study', 'gather'] as const;
export type TaskType = (typeof TASK_TYPES)[number];

/** How an agent of an episode behaves. All but `careful` and the harmless ones are mistakes. */
export type HabitName =
  | 'careful'
  | 'late-fire' // sees that warming did nothing, kindles the brazier, warms again
  | 'no-fire' // never looks whether the brazier burns
  | 'lucky-fire' // does not look either, but the brazier burns already
  | 'late-oil' // sees that the lines swim, fills and kindles again
  | 'no-oil' // never looks whether the lantern is full
  | 'oil-after' // fills the lantern after kindling it, and leaves it at that
  | 'one-dip' // believes that one dip chills anything
  | 'skips-treatment' // forgets to rinse
  | 'wrong-place' // leaves the thing at a place of another kind
  | 'wrong-thing' // brings something that looks alike
  | 'one-only' // brings one of two
  | 'latched-end' // does not unlatch the place where the thing has to go
  | 'tires'; // stops looking after a few places

export const TASK_HABITS: Readonly<Record<TaskType, readonly Habit<HabitName>[]>> = {
  bring: [
    { habit: 'careful', count: 13, spoils: false },
    { habit: 'latched-end', count: 4, spoils: true },
    { habit: 'wrong-thing', count: 3, spoils: true },
    { habit: 'tires', count: 2, spoils: true },
  ],
  rinse: [
    { habit: 'careful', count: 13, spoils: false },
    { habit: 'skips-treatment', count: 6, spoils: true },
    { habit: 'wrong-place', count: 3, spoils: true },
  ],
  warm: [
    { habit: 'careful', count: 25, spoils: false },
    { habit: 'late-fire', count: 4, spoils: false },
    { habit: 'lucky-fire', count: 3, spoils: false },
    { habit: 'no-fire', count: 29, spoils: true },
    { habit: 'wrong-place', count: 3, spoils: true },
  ],
  chill: [
    { habit: 'careful', count: 13, spoils: false },
    { habit: 'one-dip', count: 7, spoils: true },
    { habit: 'wrong-thing', count: 2, spoils: true },
  ],
  study: [
    { habit: 'careful', count: 27, spoils: false },
    { habit: 'late-oil', count: 4, spoils: false },
    { habit: 'no-oil', count: 26, spoils: true },
    { habit: 'oil-after', count: 3, spoils: true },
    { habit: 'wrong-thing', count: 3, spoils: true },
    { habit: 'tires', count: 2, spoils: true },
  ],
  gather: [
    { habit: 'careful', count: 13, spoils: false },
    { habit: 'one-only', count: 6, spoils: true },
    { habit: 'wrong-thing', count: 3, spoils: true },
  ],
};

type LeaveGoal = Extract<Goal, { kind: 'leave' }>;

/** What a task type asks for: things, places where they have to go, treatment, how many. */
const LEAVE_TASKS: Readonly<
  Record<
    Exclude<TaskType, 'study'>,
    {
      readonly things: readonly ThingKind[];
      readonly places: readonly StoreKind[];
      readonly treatment: LeaveGoal['treatment'];
      readonly count: 1 | 2;
    }
  >
> = {
  bring: { things: ['rope', 'mallet', 'pulley', 'chisel'], places: ['locker', 'trestle'], treatment: 'none', count: 1 },
  rinse: { things: ['jar', 'crock'], places: ['barrel', 'locker'], treatment: 'rinsed', count: 1 },
  warm: { things: ['flask', 'crock', 'jar'], places: ['bench', 'barrel'], treatment: 'warm', count: 1 },
  chill: { things: ['flask', 'crock', 'jar'], places: ['barrel', 'crate'], treatment: 'cold', count: 1 },
  gather: { things: ['buoy', 'chisel'], places: ['barrel', 'locker'], treatment: 'none', count: 2 },
};

export function drawGoal(random: Random, type: TaskType): Goal {
  if (type === 'study') return { kind: 'study', thing: random.pick(['chart', 'ledger'] as const) };
  const task = LEAVE_TASKS[type];
  return {
    kind: 'leave',
    thing: random.pick(task.things),
    place: random.pick(task.places),
    treatment: task.treatment,
    count: task.count,
  };
}

/** The goal as a person would say it; one of several phrasings. */
export function sayGoal(random: Random, goal: Goal): string {
  if (goal.kind === 'study') {
    return random.pick([
      `Study a ${goal.thing} by lantern light.`,
      `Read through a ${goal.thing} under a lantern.`,
      `A ${goal.thing} has to be studied by the light of a lantern.`,
    ]);
  }
  const { thing, place } = goal;
  if (goal.count === 2) {
    return random.pick([
      `Gather two ${thing}s at one or two ${place}s.`,
      `Bring two ${thing}s to the ${place}s.`,
      `Two ${thing}s belong at a ${place}.`,
    ]);
  }
  if (goal.treatment === 'none') {
    return random.pick([
      `Bring a ${thing} to a ${place}.`,
      `A ${thing} is wanted at a ${place}.`,
      `Find a ${thing} and leave it at a ${place}.`,
    ]);
  }
  return random.pick([
    `Leave a ${goal.treatment} ${thing} at a ${place}.`,
    `A ${goal.treatment} ${thing} is wanted at a ${place}.`,
    `Find a ${thing}, see that it is ${goal.treatment}, and leave it at a ${place}.`,
  ]);
}
