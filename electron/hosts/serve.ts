import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AnyRouter } from '@orpc/server';
import { KnackError } from '../../shared/errors.ts';
import { answer } from './serve/answers.ts';
import { createChannels } from './serve/channel.ts';
import { removeHostFile, writeHostFile } from './serve/host-file.ts';
import { makeKeys } from './serve/keys.ts';
import { createUploads } from './serve/uploads.ts';

export { attach, type Attached } from './serve/attach.ts';

/** What the host has to know of an engine: its calls, and which memory it holds. */
export interface ServeOptions {
  readonly router: AnyRouter;
  /** Calls the listener with the open memory (a folder or URI) now and at each change; null when none is open. */
  readonly watchMemory: (listener: (memory: string | null) => void) => () => void;
  /** The folder of the built renderer. */
  readonly pages: string;
  /** 0 or nothing: any free port. */
  readonly port?: number;
  /** The largest file that a browser may send, in bytes. */
  readonly maxUploadBytes?: number;
}

export interface Serving {
  /** With the token: whoever has it may do everything that the user may. */
  readonly address: string;
  readonly port: number;
  /** Ends every channel, frees the port, and removes host files and uploaded copies. Again: the same promise. */
  close(): Promise<void>;
}

const defaultUploadBytes = 8 * 1024 ** 3;

/**
 * Serves the application to browsers and terminals of this machine: loopback only, nothing without the token.
 * @throws KnackError WRONG_USE when the port is taken
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const keys = makeKeys();
  const uploads = createUploads(options.maxUploadBytes ?? defaultUploadBytes);
  let port = 0;
  const channels = createChannels(options.router, keys, () => port);
  const server = createServer({ requestTimeout: 0, headersTimeout: 10_000 }, (request, response) => {
    void answer(request, response, { port, keys, pages: options.pages, uploads });
  });
  server.on('upgrade', channels.upgrade);
  port = await listen(server, options.port ?? 0);
  const files = followMemory(options.watchMemory, { address: `http://127.0.0.1:${port}`, token: keys.token });
  // Whoever reads the address may at once attach by the file.
  await files.settled();
  const close = async (): Promise<void> => {
    channels.close();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
    await files.stop();
    await uploads.clear();
  };
  let closing: Promise<void> | null = null;
  return {
    address: `http://127.0.0.1:${port}/?token=${keys.token}`,
    port,
    close: () => (closing ??= close()),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      return reject(portError(port, 'it is no number of a port'));
    server.once('error', (cause) => reject(portError(port, cause.message, cause)));
    // A server that listens on an address and port has an address with a port.
    server.listen({ host: '127.0.0.1', port }, () => resolve((server.address() as AddressInfo).port));
  });
}

function portError(port: number, reason: string, cause?: Error): KnackError {
  return new KnackError(
    {
      code: 'WRONG_USE',
      happened: `Port ${port} cannot be used: ${reason}.`,
      kept: 'Nothing was opened.',
      todo: 'Give another port, or none for any free one.',
    },
    { cause },
  );
}

/** Keeps a host file in the memory that is open, and only there. Changes are made one after the other. */
function followMemory(
  watch: ServeOptions['watchMemory'],
  host: { readonly address: string; readonly token: string },
): { settled(): Promise<void>; stop(): Promise<void> } {
  let current: string | null = null;
  let queue = Promise.resolve();
  const move = async (memory: string | null): Promise<void> => {
    if (memory === current) return;
    if (current !== null) await removeHostFile(current, host.token);
    current = memory;
    if (memory !== null) await writeHostFile(memory, { ...host, pid: process.pid });
  };
  const follow = (memory: string | null): void => {
    // Without the file a terminal cannot attach; the memory itself is as well as before.
    queue = queue.then(() => move(memory)).catch((error: unknown) => console.error(error));
  };
  const unwatch = watch(follow);
  return {
    settled: () => queue,
    stop: () => {
      unwatch();
      follow(null);
      return queue;
    },
  };
}
