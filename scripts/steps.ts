import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

export interface Step {
  readonly name: string;
  /** A command of node_modules/.bin or of the system, with its arguments. */
  readonly command: readonly string[];
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const root = resolve(import.meta.dirname, '..');

/** The environment of a child: our own Node and tools come first in its PATH. */
export function childEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: [resolve(root, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter) };
}

/**
 * Runs a command with its output shown, and hands signals on: a child is never left behind. Answers its exit status;
 * a command that is not there is 127.
 */
export function run(command: readonly string[]): Promise<number> {
  const [program = '', ...options] = command;
  return new Promise((done) => {
    const child = spawn(program, options, {
      cwd: root,
      env: childEnvironment(),
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    const handOn = (signal: NodeJS.Signals): void => void child.kill(signal);
    for (const signal of signals) process.on(signal, handOn);
    // npm runs a script through a shell that dies of a signal without handing it on: then the parent changes.
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid !== parent) child.kill('SIGTERM');
    }, 500);
    const end = (status: number): void => {
      clearInterval(watch);
      for (const signal of signals) process.off(signal, handOn);
      done(status);
    };
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`);
      end(127);
    });
    child.on('exit', (code) => end(code ?? 1));
  });
}

/** Runs all steps, also after a failure, so that one run tells everything. Answers the names of those that failed. */
export async function runSteps(steps: readonly Step[]): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { name, command } of steps) {
    const started = performance.now();
    const status = await run(command);
    if (status !== 0) failed.push(name);
    console.log(
      `${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
    );
  }
  if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}.`);
  return failed;
}
