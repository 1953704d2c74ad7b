import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { KnackError } from '../../../../shared/errors.ts';

const CHARACTERS_OF_A_LINE = 8 * 1024 * 1024;
const NOISE_AT_MOST = 32 * 1024 * 1024;
const LAST_WORDS = 600;
const GRACE_MS = 2000;

interface Waiting {
  readonly id: number;
  readonly resolve: (answer: Readonly<Record<string, unknown>>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A program that answers each line of JSON on its standard input by one on its standard output. Lines that are no answer
 * to what was asked (greetings, warnings) are passed over. When it fails in any way it is ended, and stays ended.
 */
export class LineProgram {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #name: string;
  readonly #ended: Promise<void>;
  #failure: KnackError | null = null;
  #waiting: Waiting | null = null;
  #nextId = 1;
  #rest = '';
  #noise = 0;
  #lastWords = '';

  constructor(words: readonly string[]) {
    const [program = '', ...options] = words;
    this.#name = words.join(' ');
    // A group of its own, so that a program that starts others is ended with them.
    this.#child = spawn(program, options, { stdio: 'pipe', windowsHide: true, detached: process.platform !== 'win32' });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => this.#hear(text));
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => this.#keep(text));
    // A program that ends while it is written to is told by its end.
    this.#child.stdin.on('error', () => undefined);
    this.#ended = new Promise((resolve) => {
      this.#child.on('error', (error) => {
        this.#fail(`could not be started (${error.message})`);
        resolve();
      });
      this.#child.on('close', (code, signal) => {
        this.#fail(`ended ${code === null ? `by ${signal ?? 'a signal'}` : `with status ${code}`}`);
        resolve();
      });
    });
  }

  get isRunning(): boolean {
    return this.#failure === null;
  }

  /**
   * Asks one thing; the answer is an object with the same `id`. One question at a time.
   *
   * @throws KnackError ENVIRONMENT_FAILED; the signal's reason when it is aborted, which ends the program
   */
  async ask(
    question: Readonly<Record<string, unknown>>,
    { limitMs, signal }: { readonly limitMs: number; readonly signal?: AbortSignal | undefined },
  ): Promise<Readonly<Record<string, unknown>>> {
    signal?.throwIfAborted();
    if (this.#failure !== null) throw this.#failure;
    if (this.#waiting !== null) throw new Error('An environment is asked one thing at a time.');
    const id = this.#nextId;
    this.#nextId += 1;
    this.#noise = 0;
    const timer = setTimeout(() => this.#fail(`did not answer within ${limitMs / 1000} s`), limitMs);
    const stop = (): void => this.#fail('was stopped');
    signal?.addEventListener('abort', stop);
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting = { id, resolve, reject };
        this.#child.stdin.write(`${JSON.stringify({ id, ...question })}\n`);
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      this.#waiting = null;
    }
  }

  /** Says that nothing more comes and waits for its end; after two seconds it is ended. */
  async close(): Promise<void> {
    this.#failure ??= this.failureOf('was closed');
    this.#child.stdin.end();
    const timer = setTimeout(() => this.#kill(), GRACE_MS);
    await this.#ended;
    clearTimeout(timer);
  }

  /** The error of an answer that is not as it should be: nothing more can be believed, and the program is ended. */
  refuse(reason: string): KnackError {
    this.#fail(reason);
    return this.failureOf(reason);
  }

  #hear(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > CHARACTERS_OF_A_LINE) this.#fail('wrote a line of more than 8 MiB');
    for (const line of lines) this.#hearLine(line);
  }

  #hearLine(line: string): void {
    const answer = objectIn(line);
    if (answer !== null && this.#waiting !== null && answer['id'] === this.#waiting.id) {
      this.#waiting.resolve(answer);
      this.#waiting = null;
      return;
    }
    this.#keep(`${line}\n`);
    this.#noise += line.length + 1;
    if (this.#noise > NOISE_AT_MOST) this.#fail('writes and writes without an answer');
  }

  #keep(text: string): void {
    this.#lastWords = (this.#lastWords + text).slice(-LAST_WORDS);
  }

  #fail(reason: string): void {
    if (this.#failure !== null) return;
    this.#failure = this.failureOf(reason);
    this.#waiting?.reject(this.#failure);
    this.#kill();
  }

  failureOf(reason: string): KnackError {
    const said = this.#lastWords.trim();
    return new KnackError({
      code: 'ENVIRONMENT_FAILED',
      happened: `The environment "${this.#name}" ${reason}.${said === '' ? '' : ` Its last words: ${said}`}`,
      kept: 'What was done before it is kept.',
      todo: 'docs/environment.md says what it has to answer.',
    });
  }

  #kill(): void {
    const { pid } = this.#child;
    if (pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    try {
      if (process.platform === 'win32') this.#child.kill('SIGKILL');
      else process.kill(-pid, 'SIGKILL');
    } catch {
      // It ended by itself in the meantime.
    }
  }
}

function objectIn(line: string): Readonly<Record<string, unknown>> | null {
  if (!line.trimStart().startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(line);
    // Text that begins with a brace and parses is an object.
    return value as Readonly<Record<string, unknown>>;
  } catch {
    return null;
  }
}
