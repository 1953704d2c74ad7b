import { cancelledError } from './faults.ts';

/** Lets so many pieces of work go on at the same time; the others wait in the order in which they came. */
export class Turns {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  /** @param most how many at the same time, as it is now set @throws KnackError CANCELLED while it waits */
  async take<T>(most: number, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    while (this.#running >= most) await this.#wait(signal);
    if (signal?.aborted === true) {
      // Whoever was woken and does not go lets the next one go.
      this.#waiting.shift()?.();
      throw cancelledError();
    }
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  #wait(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(cancelledError());
      const go = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        const at = this.#waiting.indexOf(go);
        if (at >= 0) this.#waiting.splice(at, 1);
        reject(cancelledError());
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.push(go);
    });
  }
}
