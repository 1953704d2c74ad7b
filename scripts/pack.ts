import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { buildIfNeeded } from './built.ts';
import { findElectron } from './electron-runtime.ts';
import { makeElectronStub } from './electron-stub.ts';
import { run } from './steps.ts';

/**
 * `npm run pack`: packs the application as a folder in `release/`. Where Electron's runtime is not installed, a stub
 * takes its place, and a line says so: such a package does not start, but is complete otherwise.
 * Further options go to electron-builder, e.g. `-- --linux AppImage` where it can fetch its tools.
 */
export async function main(options: readonly string[]): Promise<number> {
  const status = await buildIfNeeded();
  if (status !== 0) return status;
  const target = options.length === 0 ? ['--dir'] : options;
  const runtime = findElectron({ ...process.env, DISPLAY: 'any' });
  const isInstalled = 'program' in runtime || !runtime.missing.includes('install-electron');
  if (isInstalled) return run(['electron-builder', ...target]);
  // The version is that of the installed package: the one that a real package would hold.
  const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string };
  const stub = await makeElectronStub(version);
  console.log(`Electron's runtime is not installed: packing with a stub of Electron ${version} (${dirname(stub)}).`);
  try {
    return await run(['electron-builder', '--linux', ...target, `--config.electronDist=${stub}`]);
  } finally {
    await rm(stub, { recursive: true, force: true });
  }
}
