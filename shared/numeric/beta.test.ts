import { describe, expect, it } from 'vitest';
import type { Beta } from '../model/index.ts';
import {
  betaCdf,
  betaDensity,
  betaEntropy,
  betaLogDensity,
  betaMean,
  betaMode,
  betaQuantile,
  betaVariance,
  createRandom,
  curveGrid,
  curveValues,
  equalTailedInterval,
  highestDensityInterval,
  logBeta,
  logBinomial,
  logFactorials,
  logGamma,
  probabilityGreater,
} from './index.ts';

const of = (alpha: number, beta: number): Beta => ({ alpha, beta });

/** The reference values are given to six digits: within 1e-6. */
const near = (value: number, reference: number): void => expect(Math.abs(value - reference)).toBeLessThan(1e-6);

describe('N1 density, distribution, quantile', () => {
  it('gives the reference values of Beta(8,4)', () => {
    expect(betaMean(of(8, 4))).toBeCloseTo(2 / 3, 12);
    expect(betaVariance(of(8, 4))).toBeCloseTo(32 / (144 * 13), 12);
    near(1 - betaCdf(of(8, 4), 0.8), 0.161139);
  });

  it('agrees with the closed form where there is one', () => {
    expect(betaDensity(of(2, 1), 0.3)).toBeCloseTo(0.6, 12);
    expect(betaDensity(of(1, 1), 0)).toBeCloseTo(1, 12);
    expect(betaDensity(of(1, 4), 0)).toBeCloseTo(4, 12);
    expect(betaDensity(of(0.5, 2), 0)).toBe(Infinity);
    expect(betaLogDensity(of(3, 2), 0)).toBe(-Infinity);
    expect(betaMode(of(3, 2))).toBeCloseTo(2 / 3, 12);
    expect([betaMode(of(1, 1)), betaMode(of(0.5, 0.5)), betaMode(of(2, 1)), betaMode(of(1, 2))]).toEqual([
      null,
      null,
      1,
      0,
    ]);
  });

  it('inverts its distribution function, whatever the shape', () => {
    const random = createRandom(11);
    for (let round = 0; round < 200; round += 1) {
      const shape = of(Math.exp(random.uniform() * 9 - 1), Math.exp(random.uniform() * 9 - 1));
      const p = 0.001 + 0.998 * random.uniform();
      expect(betaCdf(shape, betaQuantile(shape, p))).toBeCloseTo(p, 8);
    }
  });

  it('has densities that integrate to one, also at a hundred thousand executions', () => {
    for (const shape of [of(8, 4), of(51, 2), of(2, 1), of(60000, 40000)]) {
      const grid = curveGrid([shape], 2000);
      const values = grid.map((x) => betaDensity(shape, x));
      const area = grid.slice(1).reduce((sum, x, index) => {
        const width = x - (grid[index] ?? 0);
        return sum + (width * ((values[index] ?? 0) + (values[index + 1] ?? 0))) / 2;
      }, 0);
      expect(Math.abs(area - 1)).toBeLessThan(0.002);
    }
  });
});

describe('N2 intervals', () => {
  it('gives the reference values', () => {
    const eti = equalTailedInterval(of(8, 4), 0.89);
    near(eti.low, 0.44245);
    near(eti.high, 0.860801);
    const hdi = highestDensityInterval(of(8, 4), 0.94);
    near(hdi.interval.low, 0.423594);
    near(hdi.interval.high, 0.900913);
    const rare = equalTailedInterval(of(1, 9), 0.89);
    near(rare.low, 0.006266);
    near(rare.high, 0.275497);
    const sure = highestDensityInterval(of(51, 2), 0.94);
    near(sure.interval.low, 0.915386);
    near(sure.interval.high, 0.998926);
    expect(sure.shape).toBe('unique');
  });

  it('says that the HDI of Beta(1,1) is not unique, and that two peaks have none', () => {
    expect(highestDensityInterval(of(1, 1), 0.89).shape).toBe('not-unique');
    expect(highestDensityInterval(of(0.5, 0.5), 0.89).shape).toBe('split');
  });

  it('puts the HDI of a monotone density at its boundary', () => {
    expect(highestDensityInterval(of(2, 1), 0.89).interval).toMatchObject({ low: Math.sqrt(0.11), high: 1 });
    expect(highestDensityInterval(of(1, 9), 0.89).interval.low).toBe(0);
    expect(highestDensityInterval(of(0.5, 3), 0.89).interval.low).toBe(0);
    expect(highestDensityInterval(of(3, 0.5), 0.89).interval.high).toBe(1);
  });

  it('holds its mass and is never wider than the equal-tailed interval', () => {
    const random = createRandom(12);
    for (let round = 0; round < 60; round += 1) {
      const shape = of(0.3 + 30 * random.uniform(), 0.3 + 30 * random.uniform());
      const mass = 0.4 + 0.55 * random.uniform();
      const { interval, shape: kind } = highestDensityInterval(shape, mass);
      const eti = equalTailedInterval(shape, mass);
      expect(betaCdf(shape, interval.high) - betaCdf(shape, interval.low)).toBeCloseTo(mass, 7);
      if (kind === 'unique') expect(interval.high - interval.low).toBeLessThanOrEqual(eti.high - eti.low + 1e-9);
    }
  });
});

describe('N3 entropy', () => {
  it('gives the reference values in nats', () => {
    expect(betaEntropy(of(2, 1))).toBeCloseTo(-0.193147181, 8);
    expect(betaEntropy(of(8, 2))).toBeCloseTo(-0.794920087, 8);
    expect(betaEntropy(of(10, 3))).toBeCloseTo(-0.81763666, 8);
    expect(betaEntropy(of(11, 3))).toBeCloseTo(-0.882681578, 8);
    expect(betaEntropy(of(27001, 3001))).toBeCloseTo(-4.94, 2);
    expect(betaEntropy(of(1, 1))).toBeCloseTo(0, 12);
  });
});

describe('N4 P(p1 > p2)', () => {
  it('gives the reference value', () => {
    near(probabilityGreater(of(15, 4), of(8, 4)), 0.776642);
    expect(probabilityGreater(of(1, 1), of(1, 1))).toBeCloseTo(0.5, 12);
  });

  it('has the same value by the sum and by the integral', () => {
    const random = createRandom(13);
    for (let round = 0; round < 40; round += 1) {
      const whole = [1, 2, 3, 4].map(() => 1 + random.whole(round < 20 ? 12 : 900)) as [number, number, number, number];
      const [a, b, c, d] = whole;
      const nearly = probabilityGreater(of(a + 1e-9, b + 1e-9), of(c + 1e-9, d + 1e-9));
      expect(probabilityGreater(of(a, b), of(c, d))).toBeCloseTo(nearly, 7);
    }
  });

  it('is complementary, also without a whole parameter', () => {
    const random = createRandom(14);
    for (let round = 0; round < 40; round += 1) {
      const first = of(0.2 + 9 * random.uniform(), 0.2 + 40 * random.uniform());
      const second = of(0.2 + 400 * random.uniform(), 0.2 + 9 * random.uniform());
      expect(probabilityGreater(first, second) + probabilityGreater(second, first)).toBeCloseTo(1, 8);
    }
  });

  it('does not underflow with thousands of executions', () => {
    expect(probabilityGreater(of(4000, 10), of(10, 4000))).toBeCloseTo(1, 12);
    expect(probabilityGreater(of(10, 4000), of(4000, 10))).toBeCloseTo(0, 12);
  });
});

describe('N5 curves', () => {
  it('has as many places as asked for, ascending, with both ends', () => {
    for (const shapes of [[of(1, 1)], [of(8, 4), of(1, 1)], [of(3000, 20), of(2, 2)], [of(0.5, 0.5)]]) {
      const grid = curveGrid(shapes, 257);
      expect(grid).toHaveLength(257);
      expect([grid[0], grid[256]]).toEqual([0, 1]);
      expect(grid.every((x, index) => index === 0 || x > (grid[index - 1] ?? 1))).toBe(true);
    }
  });

  it('keeps a sharp peak', () => {
    const shape = of(90000, 10000);
    const values = curveValues(shape, curveGrid([shape], 64));
    expect(Math.max(...values)).toBeCloseTo(betaDensity(shape, betaMode(shape) ?? 0), 6);
  });

  it('is finite where the density is not', () => {
    for (const shape of [of(0.5, 0.5), of(0.02, 3), of(3, 0.01)]) {
      const values = curveValues(shape, curveGrid([shape], 64));
      expect(values.every(Number.isFinite)).toBe(true);
    }
  });
});

describe('N8 log-gamma', () => {
  it('agrees with factorials and half-integers', () => {
    expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 13);
    expect(logGamma(171)).toBeCloseTo(706.5730622457874, 9);
    expect(logFactorials(5)[5]).toBeCloseTo(Math.log(120), 12);
    expect(logBinomial(10, 3)).toBeCloseTo(Math.log(120), 12);
    expect(logBinomial(7, 7)).toBe(0);
    expect(logBeta(1e6, 3)).toBeCloseTo(Math.log(2) - Math.log(1e6) - Math.log(1e6 + 1) - Math.log(1e6 + 2), 10);
  });
});
