import { homedir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { createRouterClient } from '@orpc/server';
import type { Client } from '../../../shared/contract/index.ts';
import type { Strategy } from '../../../shared/model/index.ts';
import { createEngine, createRouter, realConfig } from '../../engine/index.ts';
import type { Engine } from '../../engine/index.ts';
import { attach } from '../serve/attach.ts';
import { findInstallation } from './root.ts';
import { configFolder, takeReasonerKey } from '../places.ts';
import { wrongUse } from './arguments.ts';
import { failureOf } from './errors.ts';

/** A way to an engine: in this process, or in a running host. */
export interface Connection {
  readonly client: Client;
  close(): Promise<void>;
}

// At once, whatever the command: a later engine of this process has it too.
const reasonerKey = takeReasonerKey(process.env);

/** An engine of this process. `now` fixes its clock. @throws KnackError WRONG_USE */
export function startEngine(now: string | undefined, host: 'terminal' | 'browser' = 'terminal'): Engine {
  const installation = findInstallation(import.meta.dirname);
  return createEngine(
    realConfig({
      host,
      version: installation.version,
      capabilities: {
        pickFiles: false,
        browseFolders: true,
        dropPaths: false,
        upload: host === 'browser',
        revealFile: false,
      },
      resources: installation.resources,
      configFolder: configFolder(process.env, process.platform, homedir()),
      hub: process.env['KNACK_HUB'],
      reasonerKey,
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
  return connectionOf(startEngine(now));
}

function connectionOf(engine: Engine): Connection {
  return { client: createRouterClient(createRouter(engine)), close: () => engine.close() };
}

/** How often, and how long apart in ms, a memory that another process holds is tried again. */
const patience = [100, 200, 400];

/**
 * Opens a memory: through the running host that holds it, else in this process. A host that is just starting, or a
 * command that is just ending, is waited for a moment.
 *
 * @throws KnackError MEMORY_MISSING, MEMORY_LOCKED, MEMORY_NEWER, MEMORY_DAMAGED
 */
export async function connectTo(memory: string, options: ConnectOptions): Promise<Connection> {
  for (const pause of patience) {
    try {
      return await connectNow(memory, options);
    } catch (error) {
      if (failureOf(error).code !== 'MEMORY_LOCKED') throw error;
      await setTimeout(pause);
    }
  }
  return connectNow(memory, options);
}

export interface ConnectOptions {
  readonly create: boolean;
  /** Of a memory that is made. */
  readonly strategy?: Strategy | undefined;
  readonly now: string | undefined;
}

async function connectNow(memory: string, options: ConnectOptions): Promise<Connection> {
  const attached = await attach(memory);
  if (attached !== null) return { client: attached.client, close: async () => attached.close() };
  const engine = startEngine(options.now);
  try {
    // Not by the client: its answer tells all that an application shows, which a command does not ask for.
    await engine.open(memory, options.create, options.strategy);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return connectionOf(engine);
}
