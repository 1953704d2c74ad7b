import { z } from 'zod';
import { createEngine, createRouter, realConfig } from '../engine/index.ts';
import { parentVault } from './key-vault.ts';
import { serveParent, type ParentPort } from './ports.ts';

/** What the main process says when it starts this one. */
const optionsSchema = z.object({
  version: z.string(),
  /** Where this user's preferences are. */
  data: z.string(),
  resources: z.string(),
  /** The memory to open at once: after a restart, the one that was open. */
  memory: z.string().nullable(),
});

const options = optionsSchema.parse(JSON.parse(process.argv.at(-1) ?? ''));
// Electron puts the parent's port on the process of a utility process; Node's types do not know of it.
const { parentPort } = process as unknown as { parentPort: ParentPort };
const engine = createEngine(
  realConfig({
    host: 'desktop',
    version: options.version,
    capabilities: { pickFiles: true, browseFolders: true, dropPaths: true, upload: false, revealFile: true },
    resources: options.resources,
    configFolder: options.data,
    hub: process.env['KNACK_HUB'],
    reasonerKey: parentVault(parentPort),
  }),
);
// A memory that cannot be opened again is told when the person opens it; the engine is there all the same.
const ready = options.memory === null ? Promise.resolve() : engine.open(options.memory, false).catch(console.error);
serveParent(
  parentPort,
  {
    router: createRouter(engine),
    watchMemory: (listener) => engine.watchMemory(listener),
    ready,
    close: () => engine.close(),
  },
  () => process.exit(0),
);
