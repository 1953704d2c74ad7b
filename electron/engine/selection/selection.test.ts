import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../shared/contract/index.ts';
import { defaultSettings, type Posterior, type Settings } from '../../../shared/model/index.ts';
import { betaEntropy, createRandom } from '../../../shared/numeric/index.ts';
import {
  calibrate,
  fitCalibration,
  riskOf,
  scoreAll,
  settingsFor,
  valueOfInformation,
  type Contestant,
  type Particulars,
} from './index.ts';
import { ask, flat, item, nothingMore, posteriorOf } from './selection.fixture.ts';

const precondition = (truth: 'true' | 'false' | 'unknown', text: string): Candidate['preconditions'][number] => ({
  condition: {
    id: text,
    predicate: text,
    arguments: [],
    polarity: 'positive',
    origin: 'extracted',
    evidence: { holds: 3, of: 3 },
  },
  text,
  truth,
});

describe('S1 expected utility', () => {
  const mean = 9 / 12;
  const variance = (9 * 3) / (144 * 13) / (1 / 12);

  it('is the sum of its four terms, a mixture of being asked for and not', () => {
    const [candidate] = ask([item('a')]).candidates;
    expect(candidate?.terms.reward).toBeCloseTo(0.8 * mean, 12);
    expect(candidate?.terms.risk).toBeCloseTo(-0.5 * (0.8 * (1 - mean) * 0.5 + 0.2 * 0.5), 12);
    expect(candidate?.terms.steps).toBeCloseTo(-0.02, 12);
    expect(candidate?.terms.information).toBeCloseTo(0.8 * (1 + 0.5 * 0.5) * variance, 12);
    const { reward, risk, information, steps } = candidate?.terms ?? { reward: 0, risk: 0, information: 0, steps: 0 };
    expect(candidate?.expectedUtility).toBe(reward + risk + information + steps);
  });

  it("is the paper's where that is set", () => {
    const [candidate] = ask([item('a')], { settings: { ...defaultSettings, utility: 'paper' } }).candidates;
    expect(candidate?.terms.risk).toBeCloseTo(-0.5 * (1 - mean) * 0.5, 12);
    expect(candidate?.terms.information).toBeCloseTo(variance, 12);
  });

  it('pays nothing for news of what has nothing to do with the goal', () => {
    const newcomer = item('new', { relevance: 0.02, posterior: posteriorOf(0, 0) });
    const [first, second] = ask([newcomer, item('known', { relevance: 0.5 })]).candidates;
    expect([first?.id, second?.id]).toEqual(['known', 'new']);
    expect(second?.expectedUtility).toBeLessThan(0);
  });

  it('takes the constants of the question before those of the memory', () => {
    const settings = settingsFor(defaultSettings, { lambda: 0, costFailure: 2 });
    const asked = ask([item('a')], { settings }).candidates[0];
    expect(asked?.terms.information).toBe(0);
    expect(asked?.terms.risk).toBeCloseTo(-2 * (0.8 * 0.25 * 0.5 + 0.1), 12);
  });
});

describe('S2 risk', () => {
  it('starts at its prior and moves towards the likeness of the failures', () => {
    expect(riskOf([], defaultSettings)).toBe(0.5);
    expect(riskOf([{ similarity: 1, count: 1 }], defaultSettings)).toBeCloseTo(2 / 3, 12);
    expect(riskOf([{ similarity: 0, count: 8 }], defaultSettings)).toBeCloseTo(0.1, 12);
    expect(riskOf([], { riskPrior: 0.3, riskPseudoCounts: 0 })).toBe(0.3);
  });

  it('counts rows that share a context like rows one by one', () => {
    const one = { similarity: 0.7, count: 1 };
    expect(riskOf([{ similarity: 0.7, count: 3 }], defaultSettings)).toBeCloseTo(
      riskOf([one, one, one], defaultSettings),
      12,
    );
  });
});

describe('S3 calibration', () => {
  const random = createRandom(51);
  const around = (centre: number, size: number): number[] =>
    Array.from({ length: size }, () => centre + 0.1 * random.normal());

  it('is the identity, clipped, where there is too little', () => {
    expect(fitCalibration({ same: around(0.8, 19), different: around(0.2, 500) })).toEqual({ kind: 'identity' });
    expect([-0.4, 0.3, 1.2].map((cosine) => calibrate({ kind: 'identity' }, cosine))).toEqual([0, 0.3, 1]);
  });

  it('puts one half between the kinds, whatever their numbers, and rises', () => {
    const calibration = fitCalibration({ same: around(0.6, 300), different: around(0.3, 3000) });
    expect(calibration.kind).toBe('logistic');
    expect(Math.abs(calibrate(calibration, 0.45) - 0.5)).toBeLessThan(0.08);
    expect(calibrate(calibration, 0.65)).toBeGreaterThan(0.95);
    expect(calibrate(calibration, 0.2)).toBeLessThan(0.05);
    const values = Array.from({ length: 201 }, (_, index) => calibrate(calibration, index / 100 - 1));
    expect(values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 1))).toBe(true);
  });

  it('stays finite where the kinds do not overlap', () => {
    const calibration = fitCalibration({ same: around(5, 50).map((x) => x / 6), different: around(0, 50) });
    expect(calibration.kind).toBe('logistic');
    expect(calibrate(calibration, 0.4)).toBeGreaterThan(0);
    expect(calibrate(calibration, 0.9)).toBeGreaterThan(0.9);
  });

  it('is the identity where cosines do not tell the kinds apart', () => {
    expect(fitCalibration({ same: around(0.2, 200), different: around(0.7, 200) })).toEqual({ kind: 'identity' });
    const constant = Array.from({ length: 50 }, () => 0.5);
    expect(fitCalibration({ same: constant, different: constant })).toEqual({ kind: 'identity' });
  });
});

describe('S4 modes of information', () => {
  const settingsFor = (information: Settings['information']): Settings => ({ ...defaultSettings, information });

  it('gives each by its name', () => {
    const informationFor = (mode: Settings['information']): number | undefined =>
      ask([item('a')], { settings: settingsFor(mode) }).candidates[0]?.information;
    expect(informationFor('entropy')).toBeCloseTo(betaEntropy({ alpha: 9, beta: 3 }), 12);
    expect(informationFor('variance')).toBeCloseTo(0.173, 3);
    expect(informationFor('voi')).toBe(0);
  });

  it('clips variance at that of the prior', () => {
    const wider = { ...posteriorOf(0, 0), prior: { alpha: 5, beta: 5 } };
    expect(ask([item('a', { posterior: wider })]).candidates[0]?.information).toBe(1);
  });
});

describe('S5 value of information', () => {
  const asIs = (rate: number): number => rate;

  it('is zero when no outcome changes the decision', () => {
    expect(valueOfInformation({ alpha: 90, beta: 10 }, asIs, 0.2)).toBe(0);
    expect(valueOfInformation({ alpha: 10, beta: 90 }, asIs, 0.9)).toBe(0);
  });

  it('is what a try is worth when it may', () => {
    // After a success 2/3 beats 0.55; after a failure 0.55 is taken instead of 1/3.
    expect(valueOfInformation(flat, asIs, 0.55)).toBeCloseTo(0.5 * (2 / 3) + 0.5 * 0.55 - 0.55, 12);
  });

  it('has the fallback and every other candidate among the alternatives', () => {
    const contestant = (id: string, posterior: Posterior): Contestant => ({
      id,
      posterior,
      relevance: 1,
      risk: 0,
      expectedSteps: 0,
    });
    const settings: Settings = { ...defaultSettings, information: 'voi' };
    const context = { fallbackValue: 0.55, seed: 0, uses: 0 };
    const [alone] = scoreAll([contestant('a', posteriorOf(0, 0))], settings, context);
    expect(alone?.information).toBeCloseTo(0.5 * (2 / 3) + 0.5 * 0.55 - 0.55, 12);
    const [beside] = scoreAll(
      [contestant('a', posteriorOf(0, 0)), contestant('b', posteriorOf(98, 0))],
      settings,
      context,
    );
    expect(beside?.information).toBe(0);
  });
});

describe('S6 choice and fallback', () => {
  it('chooses the best above the threshold and says so', () => {
    const { choice, reason } = ask([item('a', { posterior: posteriorOf(1, 9) }), item('b')]);
    expect(choice).toBe('b');
    expect(reason).toContain('reaches the threshold 0.400');
  });

  it('falls back below the threshold, and with an empty memory', () => {
    const poor = ask([item('a', { posterior: posteriorOf(10, 90) })]);
    expect(poor.choice).toBeNull();
    expect(poor.reason).toContain('below the threshold');
    expect(ask([])).toEqual({ candidates: [], choice: null, reason: 'Fall back: the memory has nothing to offer.' });
  });

  it('passes over a candidate with an unmet precondition, but not over one of unknown truth', () => {
    const particularsOf = (id: string): Particulars => ({
      ...nothingMore,
      preconditions: id === 'a' ? [precondition('false', 'the door is open')] : [precondition('unknown', 'x')],
    });
    const ranked = ask([item('a', { relevance: 0.9 }), item('b')], { particularsOf });
    expect(ranked.candidates.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(ranked.choice).toBe('b');
    expect(ranked.reason).toContain('the door is open');
  });

  it('does not choose what is new but has nothing to do with the question', () => {
    const stranger = item('a', { relevance: 0.05, posterior: posteriorOf(0, 0) });
    const { candidates, choice, reason } = ask([stranger], { settings: { ...defaultSettings, utility: 'paper' } });
    expect(candidates[0]?.expectedUtility).toBeGreaterThan(defaultSettings.threshold);
    expect(choice).toBeNull();
    expect(reason).toContain('even if it never failed');
  });

  it('lets a fallback that fares better win', () => {
    expect(ask([item('a')], { fallback: posteriorOf(400, 2) }).choice).toBeNull();
    expect(ask([item('a')], { fallback: posteriorOf(2, 400) }).choice).toBe('a');
  });
});

describe('S7 order', () => {
  it('breaks ties by mean, n and id, never by the order of the input', () => {
    const items = ['d', 'b', 'a', 'c'].map((id) => item(id));
    expect(ask(items).candidates.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    expect(ask(items.toReversed())).toEqual(ask(items));
    const settings = { ...defaultSettings, lambda: 0, rewardMax: 0, costFailure: 0 };
    const byMean = ask([item('a', { posterior: posteriorOf(1, 1) }), item('b', { posterior: posteriorOf(2, 1) })], {
      settings,
    });
    expect(byMean.candidates[0]?.id).toBe('b');
    const byN = ask([item('a', { posterior: posteriorOf(1, 1) }), item('b', { posterior: posteriorOf(9, 9) })], {
      settings,
    });
    expect(byN.candidates[0]?.id).toBe('b');
  });
});

describe('S8 sampling modes', () => {
  const items = Array.from({ length: 6 }, (_, index) =>
    item(`i${index}`, { posterior: posteriorOf(index, 6 - index) }),
  );

  it('draws by the seed alone, and the terms still add up', () => {
    const settings: Settings = { ...defaultSettings, selection: 'thompson' };
    const drawn = ask(items, { settings, seed: 4 });
    expect(ask(items.toReversed(), { settings, seed: 4 })).toEqual(drawn);
    expect(ask(items, { settings, seed: 5 }).candidates.map(({ expectedUtility }) => expectedUtility)).not.toEqual(
      drawn.candidates.map(({ expectedUtility }) => expectedUtility),
    );
    for (const { mean, risk, relevance, information, terms, expectedUtility } of drawn.candidates) {
      const rate = mean + information;
      expect(terms.reward + terms.risk + terms.information + terms.steps).toBeCloseTo(expectedUtility, 12);
      const failing = relevance * risk * (1 - rate) + (1 - relevance) * 0.5;
      expect(expectedUtility).toBeCloseTo(relevance * rate - failing * 0.5 - 0.02, 12);
    }
  });

  it('judges by an upper quantile under Bayes-UCB', () => {
    const { candidates } = ask(items, { settings: { ...defaultSettings, selection: 'bayes-ucb' } });
    expect(candidates.every(({ information }) => information > 0)).toBe(true);
  });
});

describe('S9 retrieval', () => {
  it('weighs the most relevant, and cuts off', () => {
    const items = Array.from({ length: 30 }, (_, index) => item(`i${index}`, { relevance: index / 30 }));
    const { candidates } = ask(items);
    expect(candidates).toHaveLength(10);
    expect(candidates.every(({ relevance }) => relevance >= 20 / 30)).toBe(true);
    expect(ask(items.toReversed())).toEqual(ask(items));
    expect(ask([item('a'), item('b')], { k: 1 }).candidates).toHaveLength(1);
  });
});
