import type { Opening, Turn } from '../ports.ts';

/** What a command came from: one procedure, a procedure inside a meta-procedure's policy, or neither. */
export type ChoiceBy = 'procedure' | 'meta' | 'fallback';

/** Why a command was given, as data: what was chosen, how its slots were bound, and what was expected of it. */
export interface Choice {
  /** Number of the command in its episode, from 0. */
  readonly step: number;
  readonly command: string;
  readonly by: ChoiceBy;
  /** The procedure whose step the command is, the meta-procedure that asked for it; null where there is none. */
  readonly procedureId: string | null;
  readonly metaId: string | null;
  readonly bindings: Readonly<Record<string, string>>;
  /** Expected utility and its terms, of what was chosen when it was chosen; null for the fallback. */
  readonly utility: UtilityTerms | null;
  /** A sentence of why, in words of the memory. */
  readonly reason: string;
}

/** The terms of expected utility, as in a ranking: see `selection`. */
export interface UtilityTerms {
  readonly relevance: number;
  readonly success: number;
  readonly risk: number;
  readonly information: number;
  readonly total: number;
}

/** One execution of a procedure in an episode that is over: what was expected of it, and whether its effect came. */
export interface Execution {
  readonly procedureId: string;
  /** Steps [from, to) of the episode. */
  readonly from: number;
  readonly to: number;
  /** Probability of success in [0, 1], as believed before its first step. */
  readonly predicted: number;
  readonly succeeded: boolean;
}

/**
 * Who plays: sees the opening and the answers, gives commands, and nothing else. One episode at a time; the same
 * seed, opening and answers give the same commands.
 */
export interface Actor {
  begin(opening: Opening, seed: number): Promise<void>;
  /** The next command; null gives up. */
  next(): string | null | Promise<string | null>;
  /** What followed the command that `next` gave last. */
  observe(turn: Turn): void;
  /** Choices of the episode so far, one a command. */
  choices(): readonly Choice[];
  /** Executions of the episode so far that have ended. */
  executions(): readonly Execution[];
}
