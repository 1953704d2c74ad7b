import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

export interface Step {
  readonly name: string;
  /** A command of node_modules/.bin or of the system, with its arguments. */
  readonly command: readonly string[];
}

const root = resolve(import.meta.dirname, '..');

/** The environment of a child: our own Node and tools come first in its PATH. */
export function childEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: [resolve(root, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter) };
}

/** Runs a command with its output shown. Answers its exit status; a command that is not there is 127. */
export function run(command: readonly string[]): Promise<number> {
  const [program = '', ...options] = command;
  return new Promise((done) => {
    const child = spawn(program, options, {
      cwd: root,
      env: childEnvironment(),
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`);
      done(127);
    });
    child.on('exit', (code) => done(code ?? 1));
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
