/** What every world's runner hands to the writers and to the count of planted effects. */

export type Outcome = 'success' | 'failure' | 'unknown';

/** One turn of an agent: what it wrote, and what came back. */
export interface Turn {
  readonly thought: string;
  readonly action: string;
  readonly observation: string;
}

/** One finished (or cut off) run of an agent in one of the text worlds. */
export interface Episode {
  readonly id: string;
  readonly taskType: string;
  /** The round of recording; the rounds differ in a remark that has nothing to do with the outcome. */
  readonly batch: string;
  readonly goal: string;
  /** The first observation, before any action. */
  readonly opening: string;
  readonly turns: readonly Turn[];
  readonly outcome: Outcome;
}

/** Longest and shortest episode, in turns of the agent. */
export const TURN_LIMITS = { least: 4, most: 30 } as const;
