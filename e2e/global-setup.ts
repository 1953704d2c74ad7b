import { isBuilt } from '../scripts/built.ts';
import { findChromium, installHint } from './chromium.ts';

/** Says in one line what is missing, before the first journey starts. */
export async function setup(): Promise<void> {
  if (findChromium() === null) throw new Error(installHint);
  if (!(await isBuilt()))
    throw new Error('The application is not built, or older than its source: run "npm run build".');
}
