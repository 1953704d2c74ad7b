import type { Client } from '../../../../shared/contract/index.ts';
import type { Strategy } from '../../../../shared/model/index.ts';
import type { Context } from '../command.ts';

/** Does something with the memory that `--memory` names, and closes it whatever happens. `making`: it is made where there is none. */
export async function withMemory<T>(
  { args }: Context,
  work: (client: Client) => Promise<T>,
  making: boolean | { readonly strategy: Strategy | undefined } = false,
): Promise<T> {
  const memory = args.need('memory');
  // The engine is loaded when a command needs it: what is wrong with a command line is said at once.
  const { connectTo } = await import('../connect.ts');
  const connection = await connectTo(memory, {
    create: making !== false,
    strategy: typeof making === 'boolean' ? undefined : making.strategy,
    now: args.text('now'),
  });
  try {
    return await work(connection.client);
  } finally {
    await connection.close();
  }
}
