import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const home = resolve(import.meta.dirname, '../node_modules/electron');

export type ElectronRuntime = { readonly program: string } | { readonly missing: string };

/**
 * Looks for Electron's runtime, a binary beside the package, without asking the network for it. On Linux it also
 * needs a screen, and a user whom Chromium's sandbox accepts.
 */
export function findElectron(environment: NodeJS.ProcessEnv = process.env): ElectronRuntime {
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  const pathFile = join(home, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron';
  const program = override === undefined ? join(home, 'dist', name) : join(override, name);
  if (!existsSync(program)) return { missing: "Electron's runtime is not installed (npx install-electron brings it)" };
  if (process.platform !== 'linux') return { program };
  if (!environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']) return { missing: 'There is no screen for a window' };
  if (process.getuid?.() === 0) return { missing: "Electron's sandbox does not run as root" };
  return { program };
}
