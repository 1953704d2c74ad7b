import { expect, it } from 'vitest';
import { add, failedFiles, summaryLine, sumsOf } from './test.ts';

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

function file(name: string, status: string, statuses: readonly string[]): object {
  return { name, status, assertionResults: statuses.map((each) => ({ status: each })) };
}
