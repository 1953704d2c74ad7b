import { DynamicLink, type ClientLink } from '@orpc/client';

/** An open channel to an engine; `closed` resolves when it is gone. */
export interface Channel {
  readonly link: ClientLink<Record<never, never>>;
  readonly closed: Promise<void>;
}

/** `refused`: something answers, but it was started after this page and does not know it. */
export type ConnectionStatus = 'connecting' | 'open' | 'lost' | 'refused';

/** Thrown by a host that answers and lets this page no longer in. */
export class HostRestartedError extends Error {
  constructor() {
    super('The host was started again and does not know this page.');
    this.name = 'HostRestartedError';
  }
}

/** Thrown by a call while no engine answers. */
export class HostGoneError extends Error {
  constructor() {
    super('The host of the memory does not answer.');
    this.name = 'HostGoneError';
  }
}

export interface Connection {
  readonly link: ClientLink<Record<never, never>>;
  status(): ConnectionStatus;
  subscribe(listener: () => void): () => void;
  /** Tries again at once instead of at the end of the pause. */
  retry(): void;
}

/** Pauses between attempts, in milliseconds; the last one repeats. */
const pauses = [250, 500, 1000, 2000, 4000];
/** How long a call waits for a channel before it fails, in milliseconds. */
const patience = 8000;

/**
 * Keeps one channel open: opens it, and opens it again when it is gone. Calls made meanwhile wait a while; calls
 * that were under way fail, because nobody knows whether they were done.
 */
export function connect(open: () => Promise<Channel>): Connection {
  const listeners = new Set<() => void>();
  let status: ConnectionStatus = 'connecting';
  let current: Channel | null = null;
  let wake: (() => void) | null = null;

  const become = (next: ConnectionStatus): void => {
    status = next;
    for (const listener of [...listeners]) listener();
  };

  const keepOpen = async (): Promise<never> => {
    for (let failures = 0; ;) {
      let isRefused = false;
      try {
        current = await open();
        failures = 0;
        become('open');
        await current.closed;
      } catch (error) {
        failures += 1; // What went wrong is shown as a status; the reason is on the host's side.
        isRefused = error instanceof HostRestartedError;
      }
      current = null;
      become(isRefused ? 'refused' : 'lost');
      const pause = pauses[Math.min(failures, pauses.length - 1)] ?? 4000;
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, pause);
      });
    }
  };
  void keepOpen();

  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const waitForLink = (): Promise<Channel['link']> => {
    if (current !== null) return Promise.resolve(current.link);
    return new Promise((resolve, reject) => {
      const stop = subscribe(() => {
        if (current === null) return;
        finish();
        resolve(current.link);
      });
      const timer = setTimeout(() => {
        finish();
        reject(new HostGoneError());
      }, patience);
      const finish = (): void => {
        stop();
        clearTimeout(timer);
      };
    });
  };

  return {
    link: new DynamicLink(waitForLink),
    status: () => status,
    subscribe,
    retry: () => wake?.(),
  };
}
