import type { Client } from '../../../../shared/contract/index.ts';
import type { Context } from '../command.ts';

/** Does something with the memory that `--memory` names, and closes it whatever happens. */
export async function withMemory<T>(
  { args }: Context,
  work: (client: Client) => Promise<T>,
  create = false,
): Promise<T> {
  const memory = args.need('memory');
  // The engine is loaded when a command needs it: what is wrong with a command line is said at once.
  const { connectTo } = await import('../connect.ts');
  const connection = await connectTo(memory, { create, now: args.text('now') });
  try {
    return await work(connection.client);
  } finally {
    await connection.close();
  }
}
