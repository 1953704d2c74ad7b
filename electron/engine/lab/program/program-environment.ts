import { z } from 'zod';
import type { Environment, GameRef, Opening, Turn } from '../../ports.ts';
import { commandWords } from './command-words.ts';
import { LineProgram } from './line-program.ts';

const gamesSchema = z.object({
  games: z.array(
    z.object({
      name: z.string(),
      task_type: z.string().nullable().default(null),
      room: z.string().nullable().default(null),
    }),
  ),
});
const openingSchema = z.object({ observation: z.string(), task: z.string() });
const turnSchema = z.object({ observation: z.string(), won: z.boolean(), over: z.boolean().optional() });

/** How long an answer may take, in milliseconds: the first one of a program (it loads its world), and all others. */
export interface Limits {
  readonly startMs: number;
  readonly answerMs: number;
}

const usualLimits: Limits = { startMs: 180_000, answerMs: 60_000 };

/**
 * Any program that speaks JSON lines as an environment (docs/environment.md). It is started when it is first asked, and
 * again by `reset` after it failed, so that one crash costs one episode.
 */
export class ProgramEnvironment implements Environment {
  readonly #words: readonly string[];
  readonly #limits: Limits;
  #program: LineProgram | null = null;

  /** @throws KnackError WRONG_USE when the command line has no program */
  constructor(commandLine: string, limits: Limits = usualLimits) {
    this.#words = commandWords(commandLine, process.platform);
    this.#limits = limits;
  }

  async games(signal?: AbortSignal): Promise<readonly GameRef[]> {
    const { games } = await this.#ask({ request: 'games' }, gamesSchema, signal);
    return games
      .map(({ name, task_type, room }) => ({ name, taskType: task_type, room }))
      .sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
  }

  reset(game: string, signal?: AbortSignal): Promise<Opening> {
    return this.#ask({ request: 'reset', game }, openingSchema, signal);
  }

  async step(command: string, signal?: AbortSignal): Promise<Turn> {
    const turn = await this.#ask({ request: 'step', command }, turnSchema, signal);
    return { ...turn, over: turn.over ?? turn.won };
  }

  async close(): Promise<void> {
    const program = this.#program;
    this.#program = null;
    await program?.close();
  }

  async #ask<T>(
    question: { readonly request: string; readonly [field: string]: unknown },
    schema: z.ZodType<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const isNew = this.#program?.isRunning !== true && question.request !== 'step';
    if (isNew) {
      await this.#program?.close();
      this.#program = new LineProgram(this.#words);
    }
    const program = this.#program ?? new LineProgram(this.#words);
    this.#program = program;
    const limitMs = isNew ? this.#limits.startMs : this.#limits.answerMs;
    const answer = await program.ask(question, { limitMs, signal });
    if (typeof answer['error'] === 'string') throw program.failureOf(`said: ${answer['error'].slice(0, 500)}`);
    const parsed = schema.safeParse(answer);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw program.refuse(`answered "${question.request}" without a good "${issue?.path.join('.') ?? ''}"`);
  }
}
