import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import type { Client } from '../../../shared/contract/index.ts';

/** A client over a socket to a running host; null when nobody answers. */
export async function connectSocket(
  address: string,
  token: string,
): Promise<{ readonly client: Client; close(): void } | null> {
  const socket = new WebSocket(address, {
    headers: { authorization: `Bearer ${token}` },
    handshakeTimeout: 5000,
    perMessageDeflate: false,
    maxPayload: 1024 ** 3,
  });
  const isOpen = await new Promise<boolean>((resolve) => {
    socket.once('open', () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
  if (!isOpen) return null;
  // The socket of ws has the four members of the browser's that the link uses; their types differ in detail.
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
  return { client: createORPCClient<Client>(link), close: () => socket.close() };
}
