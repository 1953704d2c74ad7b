import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { admit } from './guard.ts';
import { parseUrl } from './answers.ts';
import type { Keys } from './keys.ts';

/** The largest message that a client may send, in bytes. Files travel by upload or by path, never here. */
const maxMessageBytes = 8 * 1024 * 1024;
/** More windows than a person has open at once. */
const maxChannels = 32;

export interface Channels {
  /** For the server's `upgrade` event. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

/** The contract over WebSocket at `/rpc`: one channel a window or terminal. */
export function createChannels(router: AnyRouter, keys: Keys, portOf: () => number): Channels {
  const handler = new RPCHandler(router);
  const server = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false });
  server.on('connection', (socket: WebSocket) => {
    // A message that breaks the bounds ends its channel and nothing else.
    socket.on('error', () => socket.terminate());
    void handler.upgrade({ addEventListener: socket.addEventListener.bind(socket), send: sendAwaited(socket) });
  });
  return {
    upgrade: (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      const url = parseUrl(request.url);
      if (url?.pathname !== '/rpc') return refuse(socket, 404);
      const admission = admit({ method: request.method ?? 'GET', url, headers: request.headers }, keys, portOf());
      if (admission.kind === 'refused') return refuse(socket, admission.status);
      if (server.clients.size >= maxChannels) return refuse(socket, 503);
      server.handleUpgrade(request, socket, head, (client) => server.emit('connection', client, request));
    },
    close: () => {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

/** Resolves when the message has left: a stream then waits for a slow client instead of filling the memory. */
function sendAwaited(socket: WebSocket): WebSocket['send'] {
  const send = (data: Parameters<WebSocket['send']>[0]): Promise<void> =>
    new Promise((resolve) => {
      if (socket.readyState !== socket.OPEN) resolve();
      else socket.send(data, () => resolve());
    });
  // oRPC awaits what `send` gives back; the type of ws does not know of it.
  return send as WebSocket['send'];
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
