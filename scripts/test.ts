import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, installHint } from '../e2e/chromium.ts';
import { buildIfNeeded } from './built.ts';
import { checkSteps } from './check.ts';
import { run, runSteps } from './steps.ts';
import { unhandledBeside, type UnhandledError } from './unhandled-errors.ts';

/** Sums of one run of vitest. */
interface Sums {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const nothing: Sums = { passed: 0, failed: 0, skipped: 0 };

/**
 * `npm test`: types, lint, format, unused code, unit tests, build, and the journeys in Chromium, each also after a
 * failure before it. Ends with the sums on a line of their own.
 */
export async function main(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'knack-test-'));
  try {
    const gate = await runSteps(checkSteps);
    const unit = await runTests('unit', join(folder, 'unit.json'));
    const journeys = await runJourneys(join(folder, 'e2e.json'));
    // A step of the gate that failed counts as one failure, so that the sums never look better than the run.
    const sums = add(add(unit.sums, journeys.sums), { ...nothing, failed: gate.length });
    if (gate.length > 0) console.log(`Failed before the tests: ${gate.join(', ')}.`);
    console.log(summaryLine(sums));
    return unit.status === 0 && journeys.status === 0 && sums.failed === 0 ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface TestRun {
  readonly status: number;
  readonly sums: Sums;
}

async function runJourneys(report: string): Promise<TestRun> {
  if ((await buildIfNeeded()) !== 0) return failure('The build failed, so the journeys did not run.');
  if (findChromium() === null && (await installChromium()) !== 0) return failure(installHint);
  return again(await runTests('e2e', report), report);
}

/** So many files of journeys that fail are tried again; more of them are no accident. */
const FEW = 2;

/**
 * A journey that fails is tried once more, its whole file in a fresh application: a browser on a busy machine now and then
 * takes longer than any patience. What passed only then is named, so that it is not taken for sound. An error that nobody
 * caught is told again, and one that came while another file ran is no accident of these.
 */
async function again(first: TestRun, report: string): Promise<TestRun> {
  const text = await readFile(report, 'utf8').catch(() => null);
  const files = text === null ? [] : failedFiles(text);
  if (text === null || first.status === 0 || files.length === 0 || files.length > FEW) return first;
  const unhandled = await unhandledBeside(report);
  for (const { file, message } of unhandled)
    console.error(`Not caught (${file || 'outside of every file'}): ${message}`);
  const left = withoutFiles(unhandled, files).length;
  console.log(`Tried once more: ${files.join(', ')}.`);
  const second = await runTests('e2e', report.replace(/\.json$/, '-again.json'), files);
  if (second.status === 0) console.log(`Passed only when tried once more: ${files.join(', ')}.`);
  const sums = add(add(sumsOf(text, files), second.sums), { ...nothing, failed: left });
  return { status: left > 0 ? 1 : second.status, sums };
}

/** Errors that came while none of the files ran. */
export function withoutFiles(errors: readonly UnhandledError[], files: readonly string[]): readonly UnhandledError[] {
  return errors.filter(({ file }) => !files.includes(file));
}

/** A stage that could not begin counts as one failure: it must never look like nothing to do. */
function failure(reason: string): TestRun {
  console.error(reason);
  return { status: 1, sums: { ...nothing, failed: 1 } };
}

/** On Debian as root; elsewhere a person has to. */
async function installChromium(): Promise<number> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return 1;
  console.log('No Chromium found: installing it with apt-get.');
  const packages = ['chromium', 'fonts-liberation'];
  return (
    (await run(['apt-get', 'update', '-qq'])) ||
    (await run([
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      ...packages,
    ]))
  );
}

async function runTests(project: string, report: string, files: readonly string[] = []): Promise<TestRun> {
  const own = join(import.meta.dirname, 'unhandled-errors.ts');
  const reporters = ['--reporter=default', '--reporter=json', `--reporter=${own}`, `--outputFile.json=${report}`];
  const status = await run(['vitest', 'run', '--project', project, ...reporters, ...files]);
  const text = await readFile(report, 'utf8').catch(() => null);
  if (text === null) return failure(`The ${project} tests ended without a report.`);
  const sums = sumsOf(text);
  // A file that does not load has no tests that could fail.
  return { status, sums: status !== 0 && sums.failed === 0 ? { ...sums, failed: 1 } : sums };
}

/** What is read of vitest's own JSON report. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** The sums of a report of vitest, without some of its files. */
export function sumsOf(report: string, without: readonly string[] = []): Sums {
  const results = read(report).testResults.filter(({ name }) => !without.includes(name));
  const statuses = results.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
  const passed = statuses.filter((status) => status === 'passed').length;
  const failed = statuses.filter((status) => status === 'failed').length;
  return { passed, failed, skipped: statuses.length - passed - failed };
}

/** Files of a report in which something failed. */
export function failedFiles(report: string): readonly string[] {
  return read(report).testResults.flatMap(({ name, status }) => (status === 'failed' ? [name] : []));
}

function read(report: string): Report {
  return JSON.parse(report) as Report; // vitest's own
}

export function add(one: Sums, other: Sums): Sums {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed, skipped: one.skipped + other.skipped };
}

export function summaryLine({ passed, failed, skipped }: Sums): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}
