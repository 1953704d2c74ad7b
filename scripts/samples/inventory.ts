import type { Outcome } from './episode.ts';
import type { Effect, Table } from './planted.ts';

/** What a file holds. A step is an action with its observation. */
export interface Inventory {
  readonly file: string;
  readonly format: string;
  readonly outcomeField: string;
  readonly episodes: number;
  readonly success: number;
  readonly failure: number;
  readonly unknown: number;
  readonly steps: number;
  readonly byTaskType: Readonly<Record<string, Readonly<Record<Outcome, number>>>>;
}

/** An effect as it came out: its table, and the probability that the condition goes with more success. */
export interface Planted {
  readonly effect: Effect;
  readonly table: Table;
  readonly probability: number;
}
