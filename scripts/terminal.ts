import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { childEnvironment } from './steps.ts';

const root = resolve(import.meta.dirname, '..');

export interface TerminalRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Wall-clock time from the start of the process to its end. */
  readonly seconds: number;
}

/** MiB, as `npm run knack` says: the corpus of a build lives to its end, and is not marked again and again while it grows. */
const heapAtStart = '--initial-old-space-size=256';

let config: string | null = null;

/** What these runs remember outside any memory: a folder that goes with this process, and not that of the user. */
function configFolder(): string {
  if (config !== null) return config;
  const folder = mkdtempSync(join(tmpdir(), 'knack-config-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return (config = folder);
}

/** Runs the built terminal as a user would, in a process of its own. */
export function knack(words: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<TerminalRun> {
  const started = performance.now();
  return new Promise((done, failed) => {
    const child = spawn('node', [heapAtStart, resolve(root, 'scripts/knack.mjs'), ...words], {
      cwd: root,
      env: { ...childEnvironment(), KNACK_CONFIG: configFolder(), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', failed);
    child.on('close', (status) => {
      done({ status: status ?? 1, stdout, stderr, seconds: (performance.now() - started) / 1000 });
    });
  });
}

/** The answer of a command with `--json`. @throws Error with what the command said when it failed */
export async function knackJson(words: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<unknown> {
  const { status, stdout, stderr } = await knack([...words, '--json'], environment);
  if (status !== 0) throw new Error(`knack ${words.join(' ')} ended with ${status}: ${stdout}${stderr}`);
  return JSON.parse(stdout);
}
