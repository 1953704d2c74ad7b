import type { Habit } from '../deck.ts';

export const TASK_TYPES = ['refund', 'cancel', 'move', 'replace', 'invoice', 'outage'] as const;
export type TaskType = (typeof TASK_TYPES)[number];

/** How an agent of an episode behaves. All but `careful` and the lucky ones are mistakes. */
export type HabitName =
  | 'careful'
  | 'unverified' // issues the refund before the identity was verified
  | 'lucky-unverified' // the same, but the customer was verified before
  | 'unchecked' // cancels as of today without a look at the contract's term
  | 'lucky-unchecked' // the same, but the term is over
  | 'hasty-date' // looks at the contract and cancels as of today all the same
  | 'wrong-order' // goes on with the id of another order from an earlier step
  | 'gives-up-on-error' // takes a timeout for an answer
  | 'profile-only' // changes the address of the customer but not of the parcel
  | 'old-address' // saves the address that the record already has
  | 'unstocked' // creates the replacement without a look at the stock
  | 'wrong-team' // escalates to a guessed team
  | 'silent'; // does not tell the customer

export const TASK_HABITS: Readonly<Record<TaskType, readonly Habit<HabitName>[]>> = {
  refund: [
    { habit: 'careful', count: 29, spoils: false },
    { habit: 'lucky-unverified', count: 3, spoils: false },
    { habit: 'unverified', count: 29, spoils: true },
    { habit: 'wrong-order', count: 3, spoils: true },
  ],
  cancel: [
    { habit: 'careful', count: 29, spoils: false },
    { habit: 'lucky-unchecked', count: 3, spoils: false },
    { habit: 'unchecked', count: 29, spoils: true },
    { habit: 'hasty-date', count: 3, spoils: true },
  ],
  move: [
    { habit: 'careful', count: 12, spoils: false },
    { habit: 'profile-only', count: 6, spoils: true },
    { habit: 'old-address', count: 2, spoils: true },
    { habit: 'gives-up-on-error', count: 2, spoils: true },
  ],
  replace: [
    { habit: 'careful', count: 12, spoils: false },
    { habit: 'unstocked', count: 7, spoils: true },
    { habit: 'gives-up-on-error', count: 3, spoils: true },
  ],
  invoice: [
    { habit: 'careful', count: 13, spoils: false },
    { habit: 'wrong-order', count: 6, spoils: true },
    { habit: 'gives-up-on-error', count: 3, spoils: true },
  ],
  outage: [
    { habit: 'careful', count: 12, spoils: false },
    { habit: 'wrong-team', count: 5, spoils: true },
    { habit: 'silent', count: 3, spoils: true },
    { habit: 'gives-up-on-error', count: 2, spoils: true },
  ],
};
