import { expect, it } from 'vitest';
import { add, summaryLine, sumsOf } from './test.ts';

it('sums the reports of vitest', () => {
  const report = JSON.stringify({ numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 });
  const sums = add(sumsOf(report), { passed: 4, failed: 0, skipped: 0 });
  expect(summaryLine(sums)).toBe('7 passed, 1 failed, 3 skipped');
  expect(summaryLine({ passed: 1, failed: 0, skipped: 0 })).toBe('1 passed, 0 failed');
});
