import type { Command, Context } from '../command.ts';
import { orDiscarded } from './with-memory.ts';

/** Serves a memory to browsers and terminals of this machine until it is stopped. */
export const serveCommand: Command = {
  summary: 'Serve a memory to browsers of this machine, until it is stopped.',
  examples: ['serve --memory ./memory --port 8080'],
  operands: [],
  options: { memory: 'text', port: 'text' },
  run: async (context) => {
    const port = context.args.whole('port', { least: 0, most: 65_535 }) ?? 0;
    const memory = context.args.need('memory');
    await orDiscarded({ memory, tell: context.tell, isFailure: () => false }, () => run(context, { memory, port }));
    return null;
  },
};

async function run(
  { args, signal, print, tell }: Context,
  { memory, port }: { readonly memory: string; readonly port: number },
): Promise<void> {
  const [{ startEngine }, { serve }, { createRouter }, { findInstallation }] = await Promise.all([
    import('../connect.ts'),
    import('../../serve.ts'),
    import('../../../engine/index.ts'),
    import('../root.ts'),
  ]);
  const engine = startEngine(args.text('now'), 'browser');
  try {
    await engine.open(memory, true);
    const { pages } = findInstallation(import.meta.dirname);
    const serving = await serve({
      router: createRouter(engine),
      watchMemory: (listener) => engine.watchMemory(listener),
      pages,
      port,
    });
    const { address } = serving;
    tell(`serving ${memory} to this machine; open this address in a browser, Ctrl+C ends it:`);
    print({ json: { address }, text: address });
    if (!signal.aborted) await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    await serving.close();
  } finally {
    await engine.close();
  }
}
