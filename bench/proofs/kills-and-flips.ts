import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { childEnvironment } from '../../scripts/steps.ts';

export const name = 'Killed at random moments, and one byte flipped';
export const command = 'npm run prove -- kills-and-flips';

const times = 200;
const suites = [
  ['build and review, killed', 'electron/engine/memory/kill.test.ts', 'KNACK_KILLS'],
  ['the store alone, killed', 'electron/engine/store/kill.test.ts', 'KNACK_KILLS'],
  ['a snapshot, one byte flipped', 'electron/engine/snapshot/snapshot.test.ts', 'KNACK_FLIPS'],
] as const;

/**
 * Runs the tests of the everyday gate with 200 moments each: at least half of the kills fall inside a write, every reopen passes
 * `verify` and has every acknowledged event; every flipped byte is found.
 */
export async function run(): Promise<string> {
  const rows: string[] = [];
  for (const [what, file, variable] of suites) {
    const { status, output } = await vitest(file, { [variable]: String(times) });
    if (status !== 0) throw new Error(`${what}: ${output.slice(-1500)}`);
    rows.push(`| ${what} | ${times} | none lost, none unfound |`);
  }
  return `| what | times | result |\n| --- | --- | --- |\n${rows.join('\n')}`;
}

function vitest(
  file: string,
  variables: NodeJS.ProcessEnv,
): Promise<{ readonly status: number; readonly output: string }> {
  const root = resolve(import.meta.dirname, '../..');
  const words = [
    resolve(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project',
    'unit',
    '--testTimeout',
    '3600000',
    file,
  ];
  return new Promise((done, failed) => {
    const child = spawn('node', words, {
      cwd: root,
      env: { ...childEnvironment(), ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    child.on('error', failed);
    child.on('close', (status) => done({ status: status ?? 1, output }));
  });
}
