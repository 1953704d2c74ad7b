import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../shared/numeric/index.ts';
import type { Choice, ChoiceBy } from '../actor.ts';
import type { PlayedEpisode } from '../run/index.ts';
import { fitLogistic } from './logistic.ts';
import { calibrationOf, holm, type Pair, pairedDifference, shareOf, summariseRun, taskFolderOf } from './index.ts';

describe('shares', () => {
  it('have the 89 % interval of Beta(1 + k, 1 + n - k) [M6]', () => {
    // 7 of 10 from a flat prior is Beta(8, 4), whose 89 % interval is a reference value of the posterior.
    const { rate, interval } = shareOf(7, 10);
    expect(rate).toBeCloseTo(0.7);
    expect([interval.low, interval.high].map((value) => value.toFixed(5))).toEqual(['0.44245', '0.86080']);
    expect(shareOf(0, 0)).toMatchObject({ rate: 0, interval: { kind: 'eti', mass: 0.89 } });
  });
});

const of = (by: ChoiceBy): Choice => ({
  ...{ step: 0, command: 'x', by, procedureId: null, metaId: null, bindings: {}, utility: null, reason: '' },
});

function episode(game: string, changes: Partial<PlayedEpisode> & { readonly steps: number }): PlayedEpisode {
  const { steps, ...rest } = changes;
  const turns = Array.from({ length: steps }, () => ({ command: 'x', observation: 'y' }));
  return {
    ...{ game, room: '1', taskType: 'a', pass: 0, seed: 0, solved: true, isCutOff: false, turns },
    ...{ opening: { observation: '', task: '' }, choices: [], executions: [], ...rest },
  };
}

describe('a run', () => {
  it('is summed up: unsolved counts the budget, commands by what they came from [M7]', () => {
    const summary = summariseRun(
      [
        episode('t/1', { steps: 8, choices: [of('meta'), of('procedure')] }),
        episode('t/2', { steps: 20, taskType: 'b', choices: [of('fallback')] }),
        episode('t/1', { steps: 12, solved: false, choices: [of('fallback')], pass: 1 }),
        episode('t/3', { steps: 50, taskType: null }),
      ],
      50,
    );
    expect(summary).toMatchObject({ games: 3, episodes: 4, solved: 3, successRate: 0.75, meanSteps: 32, reuse: 0.25 });
    expect([summary.solvedWithin10, summary.solvedWithin30, summary.solvedWithin50]).toEqual([1, 2, 3]);
    expect(summary.steps).toEqual({ procedure: 0.25, meta: 0.25, fallback: 0.5 });
    expect(summary.byTaskType).toMatchObject({
      '': { episodes: 1, solved: 1, meanSteps: 50 },
      a: { episodes: 2, solved: 1, meanSteps: 29 },
      b: { episodes: 1, solved: 1, meanSteps: 20 },
    });
    expect(summary.perGame[2]).toEqual({ game: 't/1', solved: false, steps: 50 });
  });

  it('of no episode has no figure that is not a number', () => {
    expect(JSON.stringify(summariseRun([], 50))).not.toMatch(/NaN/);
  });

  it('knows the task that a game is a trial of', () => {
    expect(['valid/task-1/trial', 'alone'].map(taskFolderOf)).toEqual(['valid/task-1', 'alone']);
  });
});

describe('calibration [M8]', () => {
  const forecasts = [
    { predicted: 0.9, succeeded: true },
    { predicted: 0.8, succeeded: true },
    { predicted: 0.8, succeeded: false },
    { predicted: 0.2, succeeded: false },
  ];

  it('is what it is by hand', () => {
    const { forecasts: count, baseRate, brier, brierSkill, ece, auc } = calibrationOf(forecasts);
    expect([count, baseRate]).toEqual([4, 0.5]);
    // (0.01 + 0.04 + 0.64 + 0.04) / 4; the base rate alone has 0.25.
    expect(brier).toBeCloseTo(0.1825, 12);
    expect(brierSkill).toBeCloseTo(1 - 0.1825 / 0.25, 12);
    // Bins 0.9: |0.9 - 1|; 0.8: |1.6 - 1|; 0.2: |0.2 - 0|, over 4.
    expect(ece).toBeCloseTo((0.1 + 0.6 + 0.2) / 4, 12);
    // Pairs: (0.9, 0.8) (0.9, 0.2) (0.8, 0.2) right, (0.8, 0.8) a tie.
    expect(auc).toBeCloseTo(3.5 / 4, 12);
  });

  it('says nothing that it cannot know', () => {
    expect(calibrationOf([])).toMatchObject({ brier: null, ece: null, auc: null, slope: null });
    const sure = calibrationOf([{ predicted: 1, succeeded: true }]);
    expect(sure).toMatchObject({ brier: 0, brierSkill: null, auc: null, slope: null });
  });

  it('finds a perfect forecaster inside the band with slope 1, and one that is too sure outside', () => {
    const random = createRandom(5);
    const drawn = Array.from({ length: 4000 }, () => {
      const predicted = random.beta({ alpha: 2, beta: 1 });
      return { predicted, succeeded: random.uniform() < predicted };
    });
    const right = calibrationOf(drawn);
    expect(right.ece).toBeLessThanOrEqual(right.eceBand?.high ?? 0);
    expect(right.ece).toBeGreaterThanOrEqual(right.eceBand?.low ?? 1);
    expect(Math.abs((right.slope ?? 0) - 1)).toBeLessThan(0.1);
    const sure = calibrationOf(
      drawn.map(({ predicted: p, succeeded }) => ({ predicted: p ** 3 / (p ** 3 + (1 - p) ** 3), succeeded })),
    );
    expect(sure.ece).toBeGreaterThan(sure.eceBand?.high ?? 1);
    expect(sure.slope).toBeCloseTo((right.slope ?? 0) / 3, 2);
  });
});

describe('logistic regression', () => {
  it('is the logarithm of the odds for two groups', () => {
    // At 0: 1 of 4, at 1: 3 of 4. The odds are 1/3 and 3.
    const fit = fitLogistic([0, 0, 0, 0, 1, 1, 1, 1], [1, 0, 0, 0, 1, 1, 1, 0]);
    expect(fit?.intercept).toBeCloseTo(-Math.log(3), 8);
    expect(fit?.slope).toBeCloseTo(2 * Math.log(3), 8);
  });

  it('has no fit where the classes are apart, or there is one', () => {
    expect(fitLogistic([0, 1, 2, 3], [0, 0, 1, 1])).toBeNull();
    expect(fitLogistic([0, 1], [1, 1])).toBeNull();
    expect(fitLogistic([2, 2], [0, 1])).toBeNull();
  });
});

describe('paired differences [M9]', () => {
  const pair = (group: string, first: number, second: number, memory = ''): Pair => ({ group, memory, first, second });

  it('are the mean, with an interval from drawn groups', () => {
    const pairs = Array.from({ length: 100 }, (_, at) => pair(`g${at}`, at % 4 === 0 ? 1 : 0, 0));
    const found = pairedDifference(pairs, { seed: 1 });
    expect(found?.difference).toBe(0.25);
    // The standard error of a mean of 100 with variance 0.1875 is 0.0433; 89 % is 1.598 of them to each side.
    expect(Math.abs((found?.interval.low ?? 0) - (0.25 - 0.0692))).toBeLessThan(0.015);
    expect(Math.abs((found?.interval.high ?? 0) - (0.25 + 0.0692))).toBeLessThan(0.015);
    expect(found?.p).toBeLessThan(0.001);
  });

  it('do not take copies of one group for more than one', () => {
    const copies = Array.from({ length: 100 }, (_, at) => pair(`g${at % 4}`, at % 4 === 0 ? 1 : 0, 0));
    const found = pairedDifference(copies, { seed: 1 });
    expect([found?.difference, found?.interval.low]).toEqual([0.25, 0]);
    expect(found?.p).toBeGreaterThan(0.3);
  });

  it('do not take one memory on many games for many memories', () => {
    const pairs = ['a', 'b', 'c'].flatMap((memory, at) =>
      Array.from({ length: 50 }, (_, game) => pair(`g${game}`, at === 0 ? 1 : 0, 0, memory)),
    );
    expect(pairedDifference(pairs, { seed: 1 })?.interval).toMatchObject({ low: 0, high: 2 / 3 });
  });

  it('are the same for the same seed and any order', () => {
    const pairs = Array.from({ length: 30 }, (_, at) => pair(`g${at % 9}`, at % 5, at % 3, `m${at % 4}`));
    expect(pairedDifference(pairs.toReversed(), { seed: 3 })).toEqual(pairedDifference(pairs, { seed: 3 }));
    expect(pairedDifference([], { seed: 1 })).toBeNull();
  });

  it('corrects for being many as Holm does', () => {
    // 4 x 0.01, 3 x 0.02, 2 x 0.03 raised to the one before, 0.5.
    const corrected = holm([0.03, 0.01, 0.5, 0.02]);
    for (const [at, value] of [0.06, 0.04, 0.5, 0.06].entries()) expect(corrected[at]).toBeCloseTo(value, 12);
    expect(holm([0.6, 0.7])).toEqual([1, 1]);
  });
});
