import type { Random } from '../../../../shared/numeric/index.ts';

/** How a demonstrator errs. Rates are chances a command; the others hold for a whole episode. */
export interface Habits {
  /** Walks somewhere that has nothing to do with it. */
  readonly wander: number;
  /** Does a later step of its plan first. */
  readonly rush: number;
  /** Takes a place for looked at that it did not look into. */
  readonly isCareless: boolean;
  /** Leaves out one of several wishes. */
  readonly isForgetful: boolean;
  /** Takes a thing of another kind for the one that is wanted. */
  readonly isMixedUp: boolean;
  /** Wanders on, where it would stop because it holds the task for done or has no idea left. */
  readonly isRestless: boolean;
  /** Gives up after so many commands; null never. */
  readonly patience: number | null;
}

export const expertHabits: Habits = {
  wander: 0,
  rush: 0,
  isCareless: false,
  isForgetful: false,
  isMixedUp: false,
  isRestless: false,
  patience: null,
};

/** Habits of one episode of a demonstrator that errs: some episodes go well, some badly. */
export function drawHabits(random: Random): Habits {
  const isSound = random.uniform() < 0.3;
  const chance = (probability: number): boolean => random.uniform() < probability && !isSound;
  return {
    wander: isSound ? 0.03 : 0.12,
    rush: isSound ? 0.02 : 0.06,
    isCareless: chance(0.3),
    isForgetful: chance(0.3),
    isMixedUp: chance(0.2),
    isRestless: chance(0.4),
    patience: chance(0.2) ? 4 + random.whole(16) : null,
  };
}
