import { join } from 'node:path';

/** Where this user's Knack keeps what it remembers outside any memory, by the rules of the system. */
export function configFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(home, 'AppData/Roaming'), 'knack');
  if (platform === 'darwin') return join(home, 'Library/Application Support/knack');
  return join(environment['XDG_CONFIG_HOME'] || join(home, '.config'), 'knack');
}
