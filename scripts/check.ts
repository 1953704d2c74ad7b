import { runSteps, type Step } from './steps.ts';

const types = (project: string): Step => ({ name: `types ${project}`, command: ['tsc', '-p', project] });

/** The gate without the tests: types of every layer, lint, format, unused code, lock file. */
export const checkSteps: readonly Step[] = [
  ...['shared', 'electron/engine', 'electron', 'renderer', '.'].map(types),
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings', '--report-unused-disable-directives'] },
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'unused code', command: ['knip', '--no-progress'] },
  { name: 'lock file', command: ['node', 'scripts/run.mjs', 'lockfile', '--check'] },
];

/** `npm run check`: the gate, with the unit tests. */
export async function main(): Promise<number> {
  const failed = await runSteps([
    ...checkSteps,
    { name: 'unit tests', command: ['vitest', 'run', '--project', 'unit'] },
  ]);
  return failed.length === 0 ? 0 : 1;
}
