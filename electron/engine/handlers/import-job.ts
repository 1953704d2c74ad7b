import { interruption } from '../../../shared/contract/index.ts';
import type { ImportProgress } from '../../../shared/contract/index.ts';
import { toWire } from './wire.ts';

/** Who follows hears at once that there is an import. */
const beginning: ImportProgress = {
  kind: 'progress',
  stage: 'reading',
  file: null,
  filesDone: 0,
  files: 0,
  bytesDone: 0,
  bytes: 0,
  trajectories: 0,
  rejected: 0,
  rate: null,
  secondsLeft: null,
};

type Run = (signal: AbortSignal) => AsyncGenerator<ImportProgress>;

/**
 * The import that a window began and that goes on without it. One at a time; whoever follows hears what comes from then on,
 * and the end. An end that nobody heard waits for the next who follows.
 */
export class ImportJob {
  #stop: AbortController | null = null;
  #latest: ImportProgress | null = null;
  #fault: unknown = null;
  #isOver = true;
  #isHeard = true;
  #wakes = new Set<() => void>();

  /** Whether an import is under way. */
  get isRunning(): boolean {
    return !this.#isOver;
  }

  begin(run: Run): void {
    this.#stop = new AbortController();
    this.#latest = beginning;
    this.#fault = null;
    [this.#isOver, this.#isHeard] = [false, false];
    void this.#listen(run(this.#stop.signal));
  }

  async #listen(stream: AsyncGenerator<ImportProgress>): Promise<void> {
    try {
      for await (const one of stream) {
        this.#latest = one;
        this.#wake();
      }
    } catch (error) {
      this.#fault = error;
    }
    this.#isOver = true;
    this.#wake();
  }

  /** @returns whether there was one to cancel */
  cancel(): boolean {
    const wasRunning = this.isRunning;
    this.#stop?.abort();
    return wasRunning;
  }

  /** Its host or its memory goes: what was read stays for the next start. */
  interrupt(): void {
    this.#stop?.abort(new DOMException(interruption, 'AbortError'));
  }

  async *follow(signal: AbortSignal | undefined): AsyncGenerator<ImportProgress> {
    if (this.#isOver && this.#isHeard) return;
    let told: ImportProgress | null = null;
    while (signal?.aborted !== true) {
      const latest = this.#latest;
      if (latest !== null && latest !== told) {
        told = latest;
        if (latest.kind === 'done') this.#isHeard = true;
        yield latest;
      } else if (this.#isOver) {
        this.#isHeard = true;
        if (this.#fault !== null) throw toWire(this.#fault);
        return;
      } else await this.#change(signal);
    }
  }

  #change(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#wakes.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      this.#wakes.add(wake);
      signal?.addEventListener('abort', wake);
    });
  }

  #wake(): void {
    for (const wake of this.#wakes) wake();
  }
}
