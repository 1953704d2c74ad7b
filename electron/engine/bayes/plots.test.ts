import { expect, it } from 'vitest';
import type { Posterior } from '../../../shared/model/index.ts';
import { equalTailedInterval, probabilityGreater } from '../../../shared/numeric/index.ts';
import { calibrate, compare, sensitivity } from './plots.ts';

const posterior = (successes: number, failures: number): Posterior => {
  const parameters = { alpha: 1 + successes, beta: 1 + failures };
  return {
    ...parameters,
    mean: parameters.alpha / (parameters.alpha + parameters.beta),
    interval: equalTailedInterval(parameters, 0.89),
    n: successes + failures,
    prior: { alpha: 1, beta: 1 },
  };
};

it('compares two posteriors [B6]', () => {
  const [a, b] = [posterior(8, 2), posterior(3, 7)];
  const result = compare({ id: 'a', goal: 'a', posterior: a }, { id: 'b', goal: 'b', posterior: b });
  expect(result.greater).toBeCloseTo(probabilityGreater(a, b), 12);
  expect(result.mean).toBeCloseTo(a.mean - b.mean, 12);
  expect(result.low).toBeLessThan(result.mean);
  expect(result.high).toBeGreaterThan(result.mean);
  expect(Math.min(...result.difference.map(({ density }) => density))).toBeGreaterThanOrEqual(0);
});

it('an item compared with itself is as likely the better as not [B6]', () => {
  const own = { id: 'a', goal: 'a', posterior: posterior(5, 4) };
  const { greater, low, high } = compare(own, own);
  expect(greater).toBeCloseTo(0.5, 9);
  expect(low + high).toBeCloseTo(0, 4);
});

it('keeps the evidence and changes the prior [B7]', () => {
  const rows = sensitivity(posterior(6, 2));
  expect(rows.map(({ name }) => name)).toEqual(['own', 'uniform', 'jeffreys', 'doubtful', 'trusting']);
  expect(rows[0]?.mean).toBeCloseTo(7 / 10, 12);
  expect(rows[1]?.mean).toBe(rows[0]?.mean);
  expect(rows[3]?.mean).toBeCloseTo(7 / 13, 12);
  expect(rows[4]?.mean).toBeCloseTo(10 / 13, 12);
});

it('foretells each execution by what was known before it [B8]', () => {
  const rows = [{ outcome: 'success' }, { outcome: 'failure' }] as const;
  const plot = calibrate([{ prior: { alpha: 1, beta: 1 }, rows }]);
  // 1/2 before the success, 2/3 before the failure.
  expect(plot.n).toBe(2);
  expect(plot.brier).toBeCloseTo((0.25 + 4 / 9) / 2, 12);
  expect(plot.reference).toBe(0.25);
  expect(plot.bins.map(({ low, n, observed }) => [low, n, observed])).toEqual([
    [0.5, 1, 1],
    [0.6, 1, 0],
  ]);
  expect(calibrate([])).toEqual({ n: 0, brier: null, reference: null, bins: [] });
});
