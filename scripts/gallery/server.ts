import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { WebSocket, WebSocketServer, type RawData } from 'ws';
import { findPage } from '../../electron/hosts/pages/index.ts';
import { galleryFolder } from './build.ts';
import type { Door } from './memories.ts';

export interface GalleryServer {
  readonly address: string;
  close(): void;
}

/** Serves the pages to this machine alone, and leads `/rpc/NAME` to the host of that memory. */
export async function serveGallery({
  memories,
  port,
}: {
  readonly memories: readonly Door[];
  readonly port: number;
}): Promise<GalleryServer> {
  const doors = new Map(memories.map((door) => [door.name, door]));
  const server = createServer((request, response) => void answer(request, response, doors));
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const door = doors.get(/^\/rpc\/([\w-]+)$/.exec(request.url ?? '')?.[1] ?? '');
    if (door === undefined) socket.destroy();
    else lead(sockets, { request, socket, head }, door);
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  const bound = server.address();
  const at = typeof bound === 'object' && bound !== null ? bound.port : port;
  return {
    address: `http://127.0.0.1:${at}/`,
    close: () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      server.close();
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  doors: ReadonlyMap<string, Door>,
): Promise<void> {
  const path = URL.parse(request.url ?? '/', 'http://127.0.0.1')?.pathname ?? '/';
  const first = /^\/first\/([\w-]+)$/.exec(path)?.[1];
  if (first !== undefined) {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(doors.get(first)?.first ?? {}));
    return;
  }
  const page = await findPage(galleryFolder, path === '/' ? '/index.html' : path);
  if (page === null) {
    response.writeHead(404).end();
    return;
  }
  response.setHeader('content-type', page.type);
  await pipeline(createReadStream(page.file), response).catch(() => response.destroy());
}

interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** Message for message, both ways, until one side ends. */
function lead(sockets: WebSocketServer, { request, socket, head }: Upgrade, door: Door): void {
  sockets.handleUpgrade(request, socket, head, (page) => {
    const host = new WebSocket(door.socket, { headers: { authorization: `Bearer ${door.token}` } });
    const early: (readonly [RawData, boolean])[] = [];
    page.on('message', (data, isBinary) => {
      if (host.readyState === WebSocket.OPEN) host.send(data, { binary: isBinary });
      else early.push([data, isBinary]);
    });
    host.on('open', () => {
      for (const [data, isBinary] of early) host.send(data, { binary: isBinary });
    });
    host.on('message', (data, isBinary) => page.send(data, { binary: isBinary }));
    for (const [one, other] of [
      [page, host],
      [host, page],
    ] as const) {
      one.on('close', () => other.close());
      one.on('error', () => other.close());
    }
  });
}
