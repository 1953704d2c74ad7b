import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import type { Client } from '../../../shared/contract/index.ts';
import { readHostFile } from './host-file.ts';

export interface Attached {
  readonly client: Client;
  readonly address: string;
  close(): void;
}

/**
 * Attaches to the running host that holds a memory. null when no host says so, or the one that said so is gone:
 * a file that a killed process left behind stops nobody.
 */
export async function attach(memory: string): Promise<Attached | null> {
  const host = await readHostFile(memory);
  if (host === null || !/^http:\/\/127\.0\.0\.1:\d+$/.test(host.address)) return null;
  const socket = new WebSocket(`${host.address.replace('http', 'ws')}/rpc`, {
    headers: { authorization: `Bearer ${host.token}` },
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
  return { client: createORPCClient<Client>(link), address: host.address, close: () => socket.close() };
}
