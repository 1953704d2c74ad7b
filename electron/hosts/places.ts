import { join, resolve } from 'node:path';

/** Where this user's Knack keeps what it remembers outside any memory: `KNACK_CONFIG`, else by the rules of the system. */
export function configFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  const chosen = environment['KNACK_CONFIG'];
  if (chosen) return resolve(chosen);
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(home, 'AppData/Roaming'), 'knack');
  if (platform === 'darwin') return join(home, 'Library/Application Support/knack');
  return join(environment['XDG_CONFIG_HOME'] || join(home, '.config'), 'knack');
}
