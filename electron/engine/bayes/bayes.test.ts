import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../shared/numeric/index.ts';
import {
  count,
  density,
  fitPrior,
  history,
  logLikelihood,
  paperScore,
  quantileScore,
  shrunkPrior,
  summarise,
} from './index.ts';

const flat = { alpha: 1, beta: 1 };

describe('B1 posterior = prior + evidence', () => {
  it('counts each execution once', () => {
    expect(summarise(flat, { successes: 1, failures: 0 })).toMatchObject({ alpha: 2, beta: 1, n: 1, prior: flat });
    expect(summarise({ alpha: 3, beta: 2 }, { successes: 7, failures: 4 })).toMatchObject({
      alpha: 10,
      beta: 6,
      n: 11,
    });
  });

  it('shows the 89 % equal-tailed interval unless another is asked for', () => {
    const counts = { successes: 7, failures: 3 };
    expect(summarise(flat, counts).interval).toMatchObject({ kind: 'eti', mass: 0.89 });
    const hdi = summarise(flat, counts, { kind: 'hdi', mass: 0.94 }).interval;
    expect(hdi.low).toBeCloseTo(0.423594, 6);
  });

  it('does not depend on the order of the rows', () => {
    const rows = (['success', 'failure', 'success'] as const).map((outcome) => ({ outcome }));
    expect(count(rows)).toEqual(count(rows.toReversed()));
  });
});

describe('B2 density', () => {
  it('has both curves, the three intervals and the entropy', () => {
    const shown = density(summarise(flat, { successes: 7, failures: 3 }), 200);
    expect(shown.points).toHaveLength(200);
    expect(shown.points.every(({ prior }) => Math.abs(prior - 1) < 1e-12)).toBe(true);
    expect(shown.intervals.map(({ kind, mass }) => `${kind} ${mass}`)).toEqual(['eti 0.89', 'hdi 0.89', 'eti 0.5']);
    expect(shown.note).toBeNull();
    expect(shown.n).toBe(10);
  });

  it('says that the HDI of a flat posterior is not unique', () => {
    expect(density(summarise(flat, { successes: 0, failures: 0 }), 64).note).toContain('not unique');
  });
});

describe('B3 history', () => {
  it('starts at the prior and ends at the posterior', () => {
    const rows = (['success', 'failure', 'success'] as const).map((outcome, index) => ({ id: `e${index}`, outcome }));
    const points = history(flat, rows);
    expect(points.map(({ n }) => n)).toEqual([0, 1, 2, 3]);
    expect(points[0]).toMatchObject({ evidenceId: null, outcome: null, mean: 0.5 });
    const end = summarise(flat, count(rows));
    expect(points.at(-1)).toMatchObject({ mean: end.mean, low: end.interval.low, high: end.interval.high });
  });
});

describe('B4 shrinkage', () => {
  it('finds the prior that the groups were drawn from', () => {
    const random = createRandom(21);
    const groups = Array.from({ length: 600 }, () => {
      const rate = random.beta({ alpha: 3.2, beta: 1.8 });
      const successes = Array.from({ length: 30 }, () => random.uniform() < rate).filter(Boolean).length;
      return { successes, failures: 30 - successes };
    });
    const prior = fitPrior(groups);
    expect(Math.abs((prior?.alpha ?? 0) - 3.2)).toBeLessThan(0.5);
    expect(Math.abs((prior?.beta ?? 0) - 1.8)).toBeLessThan(0.3);
  });

  it('keeps a + b within its bounds', () => {
    const alike = Array.from({ length: 20 }, () => ({ successes: 500, failures: 500 }));
    const apart = Array.from({ length: 20 }, (_, index) => ({
      successes: index % 2 ? 50 : 0,
      failures: index % 2 ? 0 : 50,
    }));
    const strong = fitPrior(alike);
    const weak = fitPrior(apart);
    expect((strong?.alpha ?? 0) + (strong?.beta ?? 0)).toBeCloseTo(50, 4);
    expect((weak?.alpha ?? 0) + (weak?.beta ?? 0)).toBeCloseTo(2, 4);
  });

  it('is at least as likely as its neighbours', () => {
    const groups = [3, 9, 5, 7, 8, 2].map((successes) => ({ successes, failures: 10 - successes }));
    const best = fitPrior(groups);
    expect(best).not.toBeNull();
    if (best === null) return;
    for (const factor of [0.9, 1.1]) {
      expect(logLikelihood({ ...best, alpha: best.alpha * factor }, groups)).toBeLessThan(logLikelihood(best, groups));
    }
  });

  it('takes the finest level that tells anything', () => {
    const told = [3, 9, 5, 7].map((successes) => ({ successes, failures: 10 - successes }));
    expect(shrunkPrior([[{ successes: 4, failures: 0 }], told], flat)).toEqual(fitPrior(told));
    expect(shrunkPrior([[], [{ successes: 0, failures: 0 }]], flat)).toEqual(flat);
  });
});

describe('B5 prune scores', () => {
  it('keeps a veteran with 59 of 78 over a newborn, where the paper with many uses does not', () => {
    const veteran = summarise(flat, { successes: 59, failures: 19 });
    const newborn = summarise(flat, { successes: 1, failures: 0 });
    expect(quantileScore(veteran)).toBeGreaterThan(quantileScore(newborn));
    const old = paperScore(veteran.mean, { uses: 78, windowUses: 100000, age: 400, tau: 100 });
    const young = paperScore(newborn.mean, { uses: 1, windowUses: 100000, age: 0, tau: 100 });
    expect(young).toBeGreaterThan(old);
  });

  it('follows the formulas', () => {
    expect(paperScore(0.8, { uses: 10, windowUses: 50, age: 5, tau: 5 })).toBeCloseTo(0.4 + 0.06 + 0.2 / Math.E, 12);
    expect(paperScore(0.8, { uses: 0, windowUses: 0, age: 0, tau: 5 })).toBeCloseTo(0.6, 12);
    expect(quantileScore({ alpha: 1, beta: 1, n: 0 })).toBeCloseTo(0.055, 10);
  });
});
