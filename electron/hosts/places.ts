import { join, resolve } from 'node:path';

/** The folder with `models` and `samples`: beside `out/`, which holds the built hosts. */
export const resourcesFolder = resolve(import.meta.dirname, '../../resources');
/** The built renderer. */
export const pagesFolder = resolve(import.meta.dirname, '../renderer');

/** Where this user's Knack keeps what it remembers outside any memory, by the rules of the system. */
export function configFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(home, 'AppData/Roaming'), 'knack');
  if (platform === 'darwin') return join(home, 'Library/Application Support/knack');
  return join(environment['XDG_CONFIG_HOME'] || join(home, '.config'), 'knack');
}
