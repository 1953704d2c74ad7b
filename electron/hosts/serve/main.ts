import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { reportOf } from '../../../shared/errors.ts';
import { viewOfFiles } from '../../../shared/file-address.ts';
import { createEngine, createRouter, realConfig } from '../../engine/index.ts';
import { findInstallation } from '../cli/root.ts';
import { configFolder, takeReasonerKey } from '../places.ts';
import { serve } from '../serve.ts';
import { closeOnSignal } from '../shutdown.ts';
import { openBrowser } from './browser.ts';

const usage = 'npm start -- [--port N] [--memory FOLDER] [--data FOLDER] [--no-open] [FILE...]';

/** The application in the browser: an engine in this process, and the host that shows it. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    allowNegative: true,
    options: {
      port: { type: 'string', default: '0' },
      memory: { type: 'string' },
      data: { type: 'string', default: configFolder(process.env, process.platform, homedir()) },
      open: { type: 'boolean', default: true },
    },
  });
  const { version, resources, pages } = findInstallation(import.meta.dirname);
  const engine = createEngine(
    realConfig({
      host: 'browser',
      version,
      capabilities: { pickFiles: false, browseFolders: true, dropPaths: false, upload: true, revealFile: false },
      resources,
      configFolder: resolve(values.data),
      hub: process.env['KNACK_HUB'],
      reasonerKey: takeReasonerKey(process.env),
    }),
  );
  if (values.memory !== undefined) await engine.open(values.memory, true);
  const serving = await serve({
    router: createRouter(engine),
    watchMemory: (listener) => engine.watchMemory(listener),
    pages,
    port: Number(values.port),
  });
  closeOnSignal(async () => {
    await serving.close();
    await engine.close();
  });
  const paths = positionals.map((path) => resolve(path));
  const view = paths.length === 0 ? '' : viewOfFiles(paths);
  const address = `${serving.address}${view}`;
  console.log(`Knack is at ${address}`);
  if (values.open) openBrowser(address);
}

try {
  await main();
} catch (error) {
  const { happened, todo } = reportOf(error);
  const isWrongUse = error instanceof TypeError && 'code' in error;
  console.error(isWrongUse ? `${happened}\n${usage}` : `${happened} ${todo}`);
  process.exit(isWrongUse ? 2 : 1);
}
