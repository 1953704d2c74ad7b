/** What is used of Electron's utility process; `post` hands a port over. */
export interface EngineChild<Port> {
  post(message: unknown, ports: readonly Port[]): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

export interface EngineProcessParts<Port> {
  /** Starts the process; `memory` is the memory to open at once, after a restart. */
  readonly fork: (memory: string | null) => EngineChild<Port>;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  readonly onState: (state: EngineState) => void;
  readonly onMemory: (memory: string | null) => void;
  /** Answers what the engine asks of this process; null for what is no question. */
  readonly answer: (message: unknown) => Promise<unknown>;
}

/** `failed`: it died again and again, and is not started any more until a person asks for it. */
export type EngineState =
  | { readonly kind: 'running'; readonly restarts: number }
  | { readonly kind: 'failed'; readonly code: number }
  | { readonly kind: 'closed' };

export interface EngineProcess<Port> {
  /** @throws Error when the engine has failed or is closed */
  connect(port: Port): void;
  /** After `failed`: tries again. */
  restart(): void;
  /** Asks the engine to close its memory; resolves when the process is gone, by force after `patience` milliseconds. */
  close(patience: number): Promise<void>;
}

/** Deaths within this time, in milliseconds, count together. */
const window = 60_000;
const deathsAllowed = 3;

/**
 * Keeps the engine's process running. A native fault takes that process down and nothing else: it is started again
 * with the memory that was open, the windows' channels close and are opened anew. After `deathsAllowed` deaths within
 * a minute it stays down, and a person decides.
 */
export function superviseEngine<Port>(parts: EngineProcessParts<Port>): EngineProcess<Port> {
  let memory: string | null = null;
  let deaths: readonly number[] = [];
  let restarts = 0;
  let child: EngineChild<Port> | null = null;
  let closed: (() => void) | null = null;

  const start = (): void => {
    const started = parts.fork(memory);
    child = started;
    started.onMessage((message) => {
      const opened = memoryOf(message);
      if (opened === undefined) {
        void parts.answer(message).then((answer) => {
          if (answer !== null && child === started) started.post(answer, []);
        });
        return;
      }
      memory = opened;
      parts.onMemory(opened);
    });
    started.onExit((code) => died(code));
    parts.onState({ kind: 'running', restarts });
  };
  const died = (code: number): void => {
    child = null;
    if (closed !== null) {
      parts.onState({ kind: 'closed' });
      return closed();
    }
    deaths = [...deaths.filter((at) => parts.now() - at < window), parts.now()];
    if (deaths.length >= deathsAllowed) return parts.onState({ kind: 'failed', code });
    restarts += 1;
    start();
  };
  start();
  return {
    connect: (port) => {
      if (child === null) throw new Error('The engine is not running.');
      child.post({ kind: 'connect' }, [port]);
    },
    restart: () => {
      if (child !== null || closed !== null) return;
      deaths = [];
      restarts += 1;
      start();
    },
    close: (patience) =>
      new Promise((resolve) => {
        const running = child;
        closed = resolve;
        if (running === null) return resolve();
        running.post({ kind: 'close' }, []);
        setTimeout(() => running.kill(), patience).unref();
      }),
  };
}

/** The memory that the engine says it has open; undefined for any other message. */
function memoryOf(message: unknown): string | null | undefined {
  if (typeof message !== 'object' || message === null || !('memory' in message)) return undefined;
  return typeof message.memory === 'string' || message.memory === null ? message.memory : undefined;
}
