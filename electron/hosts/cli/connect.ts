import { homedir } from 'node:os';
import { createRouterClient } from '@orpc/server';
import type { Client } from '../../../shared/contract/index.ts';
import { createEngine, createRouter, realConfig } from '../../engine/index.ts';
import type { Engine } from '../../engine/index.ts';
import { attach } from '../serve/attach.ts';
import { findInstallation } from './root.ts';
import { configFolder } from '../places.ts';
import { wrongUse } from './arguments.ts';

/** A way to an engine: in this process, or in a running host. */
export interface Connection {
  readonly client: Client;
  close(): Promise<void>;
}

/** An engine of this process. `now` fixes its clock. @throws KnackError WRONG_USE */
export function startEngine(now: string | undefined, host: 'terminal' | 'browser' = 'terminal'): Engine {
  const installation = findInstallation(import.meta.dirname);
  return createEngine(
    realConfig({
      host,
      version: installation.version,
      capabilities: { pickFiles: false, browseFolders: true, dropPaths: false, upload: host === 'browser', revealFile: false },
      resources: installation.resources,
      configFolder: process.env['KNACK_CONFIG'] ?? configFolder(process.env, process.platform, homedir()),
      now: now === undefined ? undefined : parseTime(now),
    }),
  );
}

function parseTime(text: string): string {
  const time = new Date(text);
  if (/^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(time.getTime())) return time.toISOString();
  throw wrongUse(`--now must be a time as ISO 8601, e.g. 2026-01-31T12:00:00Z, not "${text}".`);
}

/** An engine without a memory. */
export function connectWithout(now: string | undefined): Connection {
  const engine = startEngine(now);
  return { client: createRouterClient(createRouter(engine)), close: () => engine.close() };
}

/**
 * Opens a memory: through the running host that holds it, else in this process.
 *
 * @throws KnackError MEMORY_MISSING, MEMORY_LOCKED, MEMORY_NEWER, MEMORY_DAMAGED
 */
export async function connectTo(
  memory: string,
  options: { readonly create: boolean; readonly now: string | undefined },
): Promise<Connection> {
  const attached = await attach(memory);
  if (attached !== null) return { client: attached.client, close: async () => attached.close() };
  const connection = connectWithout(options.now);
  try {
    await connection.client.memory.open({ uri: memory, create: options.create });
  } catch (error) {
    await connection.close();
    throw error;
  }
  return connection;
}
