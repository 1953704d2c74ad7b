import type { Arguments, Shape } from './arguments.ts';

/** Where a command writes. */
export interface Streams {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Whether progress is read by a person. */
  readonly isTerminal: boolean;
}

export interface Context {
  readonly args: Arguments;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
  /** Progress and messages. */
  readonly tell: (line: string) => void;
  readonly isTerminal: boolean;
  /** Prints an answer now, for a command that goes on after it. */
  readonly print: (answer: Answer) => void;
}

/** What a command answers: one JSON document, the same for people, and its exit status. */
export interface Answer {
  readonly json: unknown;
  readonly text: string;
  readonly status?: number;
}

export interface Command extends Shape {
  /** What it does, in one line; further lines stand in its own help alone. */
  readonly summary: string;
  /** Command lines that work, without the name of the program. */
  readonly examples: readonly string[];
  readonly run: (context: Context) => Promise<Answer | null>;
}
