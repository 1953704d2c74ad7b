import { expect, it } from 'vitest';
import { createRandom } from '../../../shared/numeric/index.ts';
import { predictiveInterval } from './coverage.ts';
import { drawErrand, drawJobs } from './errands.ts';

it('predicts counts by the beta-binomial distribution', () => {
  // Beta(1,1) makes every count of 0..9 equally likely: a tenth each.
  expect(predictiveInterval({ alpha: 1, beta: 1 }, 9, 0.79)).toEqual([1, 8]);
  // Nearly certain of one half: the binomial of 10, whose tails below 2 and above 8 have 0.0107 each.
  expect(predictiveInterval({ alpha: 1e6, beta: 1e6 }, 10, 0.978)).toEqual([2, 8]);
});

it('draws errands that succeed when all of their executions do, at about the planted rate', () => {
  const [job] = drawJobs(1, 4);
  if (job === undefined) throw new Error('no job');
  const random = createRandom(1);
  const errands = Array.from({ length: 2000 }, () =>
    drawErrand({ job: { ...job, rate: 0.5 }, others: [], afterFailure: 'goes on', random }),
  );
  for (const { told, executions } of errands)
    expect(told.outcome === 'success').toBe(executions.every(({ succeeded }) => succeeded));
  const all = errands.flatMap(({ executions }) => executions);
  expect(all.filter(({ succeeded }) => succeeded).length / all.length).toBeCloseTo(0.5, 1);
  // A shared day: of errands of two, both end alike more often than in half of the cases.
  const pairs = errands.filter(({ executions }) => executions.length === 2);
  const alike = pairs.filter(({ executions: [one, two] }) => one?.succeeded === two?.succeeded);
  expect(alike.length / pairs.length).toBeGreaterThan(0.52);
});
