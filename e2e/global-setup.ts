import { buildIfNeeded } from '../scripts/built.ts';
import { findChromium, installHint } from './chromium.ts';

/** Builds what is older than its source, and says in one line what is missing, before the first journey starts. */
export async function setup(): Promise<void> {
  if (findChromium() === null) throw new Error(installHint);
  if ((await buildIfNeeded()) !== 0) throw new Error('The application does not build: see above.');
}
