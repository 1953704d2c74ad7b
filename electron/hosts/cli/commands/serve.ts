import type { Command } from '../command.ts';

/** Serves a memory to browsers and terminals of this machine until it is stopped. */
export const serveCommand: Command = {
  summary: 'Serve a memory to browsers of this machine, until it is stopped.',
  operands: [],
  options: { memory: 'text', port: 'text' },
  run: async ({ args, signal, print }) => {
    const port = args.whole('port', { least: 0, most: 65_535 }) ?? 0;
    const memory = args.need('memory');
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
      print({ json: { address }, text: address });
      if (!signal.aborted) await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      await serving.close();
      return null;
    } finally {
      await engine.close();
    }
  },
};
