import { join, resolve } from 'node:path';

/** The variable of the key of a reasoner's server, in terminals and in the browser host. */
const keyVariable = 'KNACK_REASONER_KEY';

/** Takes the key out of the environment, so that no program that is started from here inherits it. */
export function takeReasonerKey(environment: NodeJS.ProcessEnv): string | undefined {
  const key = environment[keyVariable];
  delete environment[keyVariable];
  return key;
}

/** Where this user's Knack keeps what it remembers outside any memory: `KNACK_CONFIG`, else by the rules of the system. */
export function configFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  const chosen = environment['KNACK_CONFIG'];
  if (chosen) return resolve(chosen);
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(home, 'AppData/Roaming'), 'knack');
  if (platform === 'darwin') return join(home, 'Library/Application Support/knack');
  return join(environment['XDG_CONFIG_HOME'] || join(home, '.config'), 'knack');
}
