import { spawn } from 'node:child_process';

/** The command that opens an address in the default browser; null on a machine without a screen. */
export function browserCommand(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): readonly string[] | null {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return environment['DISPLAY'] || environment['WAYLAND_DISPLAY'] ? ['xdg-open'] : null;
}

/** Opens an address in the default browser where there is one. The address was printed: a failure is no loss. */
export function openBrowser(address: string): void {
  const [program, ...options] = browserCommand(process.platform, process.env) ?? [];
  if (program === undefined) return;
  const child = spawn(program, [...options, address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
