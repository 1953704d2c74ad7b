import { buildIfNeeded } from './built.ts';
import { findElectron } from './electron-runtime.ts';
import { run } from './steps.ts';

/**
 * `npm start [-- FILE...]`: the desktop window where Electron's runtime is; otherwise the same application from the
 * local host, in the default browser. `--browser` asks for the latter. Builds first when `out/` is missing or older.
 */
export async function main(options: readonly string[]): Promise<number> {
  const status = await buildIfNeeded();
  if (status !== 0) return status;
  const rest = options.filter((option) => option !== '--browser');
  const electron = options.includes('--browser') ? { missing: 'As asked' } : findElectron();
  if ('program' in electron) return run([electron.program, '.', ...rest]);
  console.log(`${electron.missing}: Knack opens from this machine's own host, in the browser.`);
  return run(['node', 'out/main/serve.js', ...rest]);
}
