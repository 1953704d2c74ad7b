import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../shared/model/index.ts';
import { calibrate, compete, fitThreshold, settingsFor, type Contestant, type HeldOutQuestion } from './index.ts';
import { ask, item, posteriorOf } from './selection.fixture.ts';

describe('S11 competition', () => {
  const logistic = { kind: 'logistic', slope: 10, intercept: -5, pairs: 100 } as const;
  const unlike = (): number => 0;

  it('leaves a single candidate its calibrated chance', () => {
    expect(compete([0.7], logistic, unlike)[0]).toBeCloseTo(calibrate(logistic, 0.7), 9);
  });

  it('shares one chance among what cannot all be meant, and not among what does the same', () => {
    const apart = compete([0.7, 0.7, 0.1], logistic, unlike);
    expect(apart.reduce((sum, value) => sum + value, 0)).toBeLessThan(1);
    const together = compete([0.7, 0.7, 0.1], logistic, (one, other) => (one + other === 1 ? 1 : 0));
    expect(together[0]).toBeGreaterThan(1.5 * (apart[0] ?? 1));
  });

  it('rises with the own likeness and falls with that of another', () => {
    const [low = 0] = compete([0.5, 0.6], logistic, unlike);
    const [high = 0] = compete([0.6, 0.6], logistic, unlike);
    const [pressed = 0] = compete([0.6, 0.8], logistic, unlike);
    expect(high).toBeGreaterThan(low);
    expect(pressed).toBeLessThan(high);
  });

  it('is the likeness itself without a calibration', () => {
    expect(compete([0.7, 1.4], { kind: 'identity' }, unlike)).toEqual([0.7, 1]);
  });
});

describe('S12 threshold of a corpus', () => {
  const contestant = (id: string, relevance: number): Contestant => ({
    id,
    posterior: posteriorOf(8, 2),
    relevance,
    risk: 0.5,
    expectedSteps: 4,
  });
  const question = (relevance: number, right: readonly string[]): HeldOutQuestion => ({
    candidates: [contestant('a', relevance), contestant('b', 0.01)],
    right: new Set(right),
    weight: 1,
  });

  it('stands between what was right and what was wrong', () => {
    const questions = Array.from({ length: 20 }, (_, index) => [
      question(0.9 + index / 1000, ['a']),
      question(0.6 + index / 1000, []),
    ]).flat();
    const threshold = fitThreshold(questions, defaultSettings) ?? -1;
    const utilityAt = (relevance: number): number =>
      ask([item('a', { relevance })]).candidates[0]?.expectedUtility ?? 0;
    expect(threshold).toBeGreaterThan(utilityAt(0.62));
    expect(threshold).toBeLessThan(utilityAt(0.9));
  });

  it('stays at zero where what lies between was gained and lost by chance', () => {
    const certain = Array.from({ length: 20 }, (_, index) => question(0.9 + index / 1000, ['a']));
    const mixed = [0.6, 0.61, 0.62, 0.63].map((relevance, index) => question(relevance, index % 2 === 0 ? ['a'] : []));
    expect(fitThreshold([...certain, ...mixed], defaultSettings)).toBe(0);
    const wrong = Array.from({ length: 20 }, (_, index) => question(0.5 + index / 1000, []));
    expect(fitThreshold([...certain, ...mixed, ...wrong], defaultSettings)).toBeGreaterThan(0);
  });

  it('is never below zero, and null where there are too few questions', () => {
    const good = Array.from({ length: 30 }, () => question(0.2, ['a']));
    expect(fitThreshold(good, defaultSettings)).toBe(0);
    expect(fitThreshold(good.slice(0, 19), defaultSettings)).toBeNull();
  });
});

describe('S13 the settings of a question', () => {
  it("has the paper's values when asked for them, and single constants after them", () => {
    expect(settingsFor(defaultSettings, { macla: true, costFailure: 0.7 })).toMatchObject({
      utility: 'paper',
      information: 'entropy',
      lambda: 0.1,
      threshold: 0.4,
      thresholdFrom: 'setting',
      stepCost: 0,
      costFailure: 0.7,
    });
  });

  it.each([
    ['eu', { selection: 'expected-utility', information: 'variance', lambda: 1 }],
    ['mean', { selection: 'expected-utility', lambda: 0 }],
    ['voi', { selection: 'expected-utility', information: 'voi' }],
    ['thompson', { selection: 'thompson' }],
    ['bayes-ucb', { selection: 'bayes-ucb' }],
  ] as const)('knows the mode %s', (mode, expected) => {
    expect(settingsFor(defaultSettings, { mode })).toMatchObject(expected);
  });

  it('has no fitted threshold where the question gives one', () => {
    expect(settingsFor(defaultSettings, { threshold: 0.2 })).toMatchObject({
      threshold: 0.2,
      thresholdFrom: 'setting',
    });
  });
});
