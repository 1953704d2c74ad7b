import { describe, expect, it } from 'vitest';
import { betaMean, betaVariance, cosine, createRandom, dot, meanVector, normalise, seedFrom } from './index.ts';

const vector = (...values: number[]): Float32Array => Float32Array.from(values);

describe('N6 vectors', () => {
  it('measures angles', () => {
    expect(dot(vector(1, 2), vector(3, 4))).toBe(11);
    expect(cosine(vector(2, 0), vector(0, 3))).toBe(0);
    expect(cosine(vector(1, 1), vector(3, 3))).toBeCloseTo(1, 12);
    expect(cosine(vector(0, 0), vector(3, 3))).toBe(0);
  });

  it('normalises without touching its argument', () => {
    const given = vector(3, 4);
    expect([...normalise(given)].map((value) => value.toFixed(6))).toEqual(['0.600000', '0.800000']);
    expect([...given]).toEqual([3, 4]);
    expect([...normalise(vector(0, 0))]).toEqual([0, 0]);
  });

  it('averages, with and without weights', () => {
    expect(meanVector([])).toBeNull();
    expect([...(meanVector([vector(1, 0), vector(3, 2)]) ?? [])]).toEqual([2, 1]);
    expect([...(meanVector([vector(1, 0), vector(3, 2)], [3, 1]) ?? [])]).toEqual([1.5, 0.5]);
    expect([...(meanVector([vector(1, 0)], [0]) ?? [])]).toEqual([0, 0]);
  });
});

describe('N7 seeded draws', () => {
  it('gives the same draws for the same seed and others for another', () => {
    const draws = (seed: number): number[] => Array.from({ length: 5 }, createRandom(seed).uniform);
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
    expect(seedFrom(1, 'a')).not.toBe(seedFrom(1, 'b'));
    expect(seedFrom(1, 'a')).not.toBe(seedFrom(2, 'a'));
  });

  it('draws from the distribution that was asked for', () => {
    const random = createRandom(3);
    for (const shape of [
      { alpha: 3.2, beta: 1.8 },
      { alpha: 0.4, beta: 0.7 },
    ]) {
      const draws = Array.from({ length: 40000 }, () => random.beta(shape));
      const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
      const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
      expect(Math.abs(mean - betaMean(shape))).toBeLessThan(0.006);
      expect(Math.abs(variance - betaVariance(shape))).toBeLessThan(0.004);
    }
    expect(random.beta({ alpha: 1e-9, beta: 1e-9 })).toBeGreaterThanOrEqual(0);
  });

  it('shuffles without losing anything', () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    const shuffled = createRandom(5).shuffle(items);
    expect(shuffled).not.toEqual(items);
    expect(shuffled.toSorted((left, right) => left - right)).toEqual(items);
  });
});
