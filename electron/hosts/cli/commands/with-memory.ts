import { readdir } from 'node:fs/promises';
import type { Client } from '../../../../shared/contract/index.ts';
import type { Strategy } from '../../../../shared/model/index.ts';
import type { Context } from '../command.ts';

/** A memory is made where there is none. */
interface Making<T> {
  readonly strategy?: Strategy | undefined;
  /** Whether what was done says that nothing came of it. */
  readonly isFailure?: (result: T) => boolean;
}

/**
 * Does something with the memory that `--memory` names, and closes it whatever happens. `making`: it is made where there
 * is none, and taken away again when the work fails and nothing came into it.
 */
export async function withMemory<T>(
  context: Context,
  work: (client: Client) => Promise<T>,
  making: Making<T> | null = null,
): Promise<T> {
  const { args } = context;
  const memory = args.need('memory');
  if (making === null) return connected(context, work, null);
  return orDiscarded({ memory, tell: context.tell, isFailure: making.isFailure ?? (() => false) }, () =>
    connected(context, work, making),
  );
}

async function connected<T>(
  { args }: Context,
  work: (client: Client) => Promise<T>,
  making: Making<T> | null,
): Promise<T> {
  // The engine is loaded when a command needs it: what is wrong with a command line is said at once.
  const { connectTo } = await import('../connect.ts');
  const connection = await connectTo(args.need('memory'), {
    create: making !== null,
    strategy: making?.strategy,
    now: args.text('now'),
  });
  try {
    return await work(connection.client);
  } finally {
    await connection.close();
  }
}

/** What fails leaves no memory behind where none was before, unless something came into it. */
export async function orDiscarded<T>(
  about: {
    readonly memory: string;
    readonly tell: (line: string) => void;
    readonly isFailure: (result: T) => boolean;
  },
  work: () => Promise<T>,
): Promise<T> {
  // Nothing is taken away where something was, and another process may hold it: the engine is not loaded to learn that.
  if ((await readdir(about.memory).catch(() => [])).length > 0) return work();
  const { planDiscard } = await import('../../../engine/index.ts');
  const discard = await planDiscard(about.memory);
  const takeAway = async (): Promise<void> => {
    // What failed is told; that a folder stayed behind is the lesser news.
    const isGone = await discard?.().catch(() => false);
    if (isGone === true) about.tell(`No memory was made at ${about.memory}: nothing came into it.`);
  };
  try {
    const result = await work();
    if (about.isFailure(result)) await takeAway();
    return result;
  } catch (error) {
    await takeAway();
    throw error;
  }
}
