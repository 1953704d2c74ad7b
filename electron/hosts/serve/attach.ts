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
  // Most memories are held by nobody: what it takes to talk to a host is loaded when there is one.
  const { connectSocket } = await import('./socket.ts');
  const connected = await connectSocket(`${host.address.replace('http', 'ws')}/rpc`, host.token);
  return connected === null ? null : { ...connected, address: host.address };
}
