import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { add, failedFiles, summaryLine, sumsOf, withoutFiles } from './test.ts';
import UnhandledErrorsReporter, { unhandledBeside } from './unhandled-errors.ts';

const report = JSON.stringify({
  testResults: [
    file('one.test.ts', 'passed', ['passed', 'passed', 'pending']),
    file('two.test.ts', 'failed', ['passed', 'failed', 'todo']),
    file('three.test.ts', 'failed', []),
  ],
});

it('sums the reports of vitest', () => {
  const sums = add(sumsOf(report), { passed: 4, failed: 0, skipped: 0 });
  expect(summaryLine(sums)).toBe('7 passed, 1 failed, 2 skipped');
  expect(summaryLine({ passed: 1, failed: 0, skipped: 0 })).toBe('1 passed, 0 failed');
});

it('names the files in which something failed, and sums the others', () => {
  expect(failedFiles(report)).toEqual(['two.test.ts', 'three.test.ts']);
  expect(summaryLine(sumsOf(report, failedFiles(report)))).toBe('2 passed, 0 failed, 1 skipped');
});

it('keeps errors that nobody caught, which vitest’s report leaves out, and tells whose they are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'knack-test-'));
  const report = join(folder, 'e2e.json');
  const reporter = new UnhandledErrorsReporter();
  reporter.onInit({ config: { outputFile: { json: report } } });
  expect(await unhandledBeside(report)).toEqual([]);
  reporter.onTestRunEnd(
    [],
    [Object.assign(new Error('stray'), { VITEST_TEST_PATH: 'two.test.ts' }), new Error('alone')],
  );
  const errors = await unhandledBeside(report);
  expect(errors).toEqual([
    { file: 'two.test.ts', message: 'stray' },
    { file: '', message: 'alone' },
  ]);
  expect(withoutFiles(errors, ['two.test.ts'])).toEqual([{ file: '', message: 'alone' }]);
  await rm(folder, { recursive: true });
});

function file(name: string, status: string, statuses: readonly string[]): object {
  return { name, status, assertionResults: statuses.map((each) => ({ status: each })) };
}
