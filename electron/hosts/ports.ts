import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { z } from 'zod';

/** What is used of a port of either kind: Electron's in a utility process, Node's in a test. */
export type EnginePort = Parameters<RPCHandler<Record<never, never>>['upgrade']>[0] & { start(): void };

/** The parent of a utility process. */
export interface ParentPort {
  on(
    name: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly EnginePort[] }) => void,
  ): unknown;
  postMessage(message: unknown): void;
}

export interface HostedEngine {
  readonly router: AnyRouter;
  readonly watchMemory: (listener: (memory: string | null) => void) => () => void;
  /** Settles when the memory to begin with is open, or could not be opened: channels wait for it. */
  readonly ready: Promise<unknown>;
  readonly close: () => Promise<void>;
}

const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connect') }),
  z.object({ kind: z.literal('close') }),
]);

/**
 * Puts the contract on every port that the parent hands over, tells the parent which memory is open, and at `close`
 * closes the engine and then calls `end`.
 */
export function serveParent(parent: ParentPort, engine: HostedEngine, end: () => void): void {
  const handler = new RPCHandler(engine.router);
  parent.on('message', ({ data, ports }) => {
    const message = messageSchema.safeParse(data).data;
    if (message?.kind === 'close') {
      engine.close().then(end, (error: unknown) => {
        console.error(error);
        end();
      });
    } else if (message?.kind === 'connect') {
      for (const port of ports) void engine.ready.then(() => open(port));
    }
  });
  const open = (port: EnginePort): void => {
    handler.upgrade(port);
    port.start();
  };
  engine.watchMemory((memory) => parent.postMessage({ memory }));
}
