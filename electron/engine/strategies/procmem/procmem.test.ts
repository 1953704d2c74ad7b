import { describe, expect, it } from 'vitest';
import { nextBaseline, nextGain } from './baseline.ts';
import { advantageOf, contributionOf, judgeGate, type GateStep } from './gate.ts';
import { judgeTrials, signTest } from './judge.ts';
import { actionProbability, countBackground, prescribed } from './empirical-policy.ts';
import { rescore } from './candidates.ts';
import { scoreByFile } from './scorer.ts';
import { likenessOf } from './gradient.ts';
import type { SkillRun } from './runs.ts';
import type { ProcedureBody } from '../../../../shared/model/index.ts';
import { lowerConfidence, selectSkill } from './selection.ts';

const step = (ratio: number, advantage: number, episode = 'a'): GateStep => ({
  episode,
  logRatio: Math.log(ratio),
  advantage,
});
const options = { form: 'code', epsilon: 0.2, margin: 0, seed: 1 } as const;

describe('the clip [M10]', () => {
  it.each([
    [1.5, 2, 2.4, true],
    [0.5, 2, 1, false],
    [0.5, -2, -1.6, true],
    [1.5, -2, -3, false],
    [1.1, 2, 2.2, false],
  ])('ratio %d, advantage %d: %d', (ratio, advantage, contribution, isClipped) => {
    const line = contributionOf(step(ratio, advantage), 0.2);
    expect(line.contribution).toBeCloseTo(contribution, 12);
    expect(line.isClipped).toBe(isClipped);
  });

  it('holds log-ratios within 10', () => {
    const line = contributionOf({ episode: 'a', logRatio: 40, advantage: -1 }, 0.2);
    expect(line.ratio).toBeCloseTo(Math.exp(10), 6);
    expect(contributionOf({ episode: 'a', logRatio: -40, advantage: 1 }, 0.2).ratio).toBeCloseTo(Math.exp(-10), 12);
  });
});

describe('the gate [M10 to M14]', () => {
  const four = [step(1.5, 2), step(0.5, 2), step(0.5, -2), step(1.5, -2)];

  it('pools steps in the form of the code', () => {
    const verdict = judgeGate(four, options);
    expect(verdict.surrogate).toBeCloseTo((2.4 + 1 - 1.6 - 3) / 4, 12);
    expect(verdict.identity).toBe(0);
    expect(verdict.difference).toBeCloseTo(-0.3, 12);
    expect(verdict.surrogateMax).toBeCloseTo((1.2 * 4 - 0.8 * 4) / 4, 12);
    expect(verdict.differenceMax).toBeCloseTo((0.2 * 8) / 4, 12);
    expect(verdict.accepted).toBe(false);
  });

  it('averages within, then over episodes in the form of the paper', () => {
    const verdict = judgeGate([step(1.5, 2, 'a'), step(0.5, 2, 'a'), step(0.5, -2, 'b')], {
      ...options,
      form: 'paper',
    });
    expect(verdict.surrogate).toBeCloseTo(((2.4 + 1) / 2 - 1.6) / 2, 12);
    expect(verdict.episodes).toBe(2);
    expect(verdict.lines.map(({ weight }) => weight)).toEqual([0.25, 0.25, 0.5]);
  });

  it('accepts an edit that helps in every episode', () => {
    const steps = ['a', 'b', 'c', 'd'].flatMap((episode) => [step(1.5, 1, episode), step(0.5, -1, episode)]);
    const verdict = judgeGate(steps, options);
    // Each pair gains 0.2 + 0.2 on two steps.
    expect(verdict.difference).toBeCloseTo(0.2, 12);
    expect(verdict.lower).toBeCloseTo(0.2, 12);
    expect(verdict.accepted).toBe(true);
    expect(judgeGate(steps, { ...options, margin: 0.2 }).feasible).toBe(false);
  });

  it('rejects an edit that changes nothing, which the paper’s J > 0 accepts when the batch beat its baseline', () => {
    const verdict = judgeGate([step(1, 0.5, 'a'), step(1, 0.5, 'b'), step(1, -0.5, 'c')], options);
    expect(verdict.surrogate).toBeCloseTo(0.5 / 3, 12);
    expect(verdict.difference).toBe(0);
    expect(verdict.accepted).toBe(false);
    expect(verdict.paperAccepts).toBe(true);
  });

  it('knows the batch on which nothing passes J > 0: gains over losses at (1 - eps)/(1 + eps)', () => {
    const verdict = judgeGate([step(1.2, 2, 'a'), step(0.8, -3, 'b')], options);
    expect(verdict.surrogateMax).toBeCloseTo(0, 12);
    expect(verdict.paperAccepts).toBe(false);
    expect(verdict.difference).toBeCloseTo(0.5, 12);
    expect(verdict.feasible).toBe(true);
  });

  it('is infeasible where no advantage differs from 0, or nothing was recorded', () => {
    expect(judgeGate([step(1.5, 0)], options)).toMatchObject({ differenceMax: 0, feasible: false, accepted: false });
    expect(judgeGate([], options)).toMatchObject({ steps: 0, feasible: false, accepted: false });
  });

  it('doubts a gain that one of many episodes brings', () => {
    const steps = [step(1.5, 1, 'a'), ...['b', 'c', 'd', 'e', 'f'].map((episode) => step(0.9, 0.2, episode))];
    const verdict = judgeGate(steps, options);
    expect(verdict.difference).toBeGreaterThan(0);
    expect(verdict.lower).toBeLessThan(0);
    expect(verdict.accepted).toBe(false);
  });
});

describe('advantages [M12]', () => {
  it('take the return over the baseline, by the code divided by the steps', () => {
    expect(advantageOf('paper', { value: 1, steps: 4 }, 0.25)).toBe(0.75);
    expect(advantageOf('code', { value: 1, steps: 4 }, 0.2)).toBeCloseTo(0.2, 12);
    expect(advantageOf('code', { value: 0, steps: 0 }, 0.5)).toBe(-0.5);
  });

  it('move the baseline by a tenth [M4]', () => {
    expect(nextBaseline(null, 0.4)).toBe(0.4);
    expect(nextBaseline(0.4, 1)).toBeCloseTo(0.46, 12);
    expect(nextGain({ gain: 0.5, frequency: 3 }, -0.5)).toBeCloseTo(0.25, 12);
  });
});

describe('the lower confidence bound [M3]', () => {
  it('is gain - 0.2 sqrt(ln(1+t)/n)', () => {
    expect(lowerConfidence({ gain: 0.3, frequency: 4 }, 2)).toBeCloseTo(0.3 - 0.2 * Math.sqrt(Math.log(3) / 4), 12);
    expect(lowerConfidence({ gain: 0.3, frequency: 4 }, 2)).toBeCloseTo(0.195185, 6);
    expect(lowerConfidence({ gain: 0.1, frequency: 0 }, 0)).toBe(0.1);
  });

  const skill = (
    id: string,
    similarity: number,
    gain: number,
    maturity = 5,
  ): Parameters<typeof selectSkill>[0][number] => ({
    id,
    similarity,
    gain,
    maturity,
    frequency: 10,
  });

  it('selects the nearest, and none below the least cosine', () => {
    const pool = [skill('a', 0.6, 0.5), skill('b', 0.8, -0.5)];
    expect(selectSkill(pool, { by: 'cosine', least: 0.5 })).toEqual({ id: 'b', reason: 'nearest' });
    expect(selectSkill(pool, { by: 'lcb', least: 0.5 })).toEqual({ id: 'a', reason: 'bound' });
    expect(selectSkill(pool, { by: 'cosine', least: 0.9 })).toEqual({ id: null, reason: 'nothing-near' });
    expect(selectSkill([], { by: 'cosine', least: 0.5 }).reason).toBe('empty');
  });

  it('lets newborns pass without a bound above 0', () => {
    expect(selectSkill([skill('a', 0.6, -0.5)], { by: 'lcb', least: 0.5 }).id).toBeNull();
    expect(selectSkill([skill('a', 0.6, -0.5, 2)], { by: 'lcb', least: 0.5 }).id).toBe('a');
  });
});

describe('the judge [M15]', () => {
  it('is an exact sign test', () => {
    expect(signTest({ wins: 12, losses: 0 })).toBe(2 ** -12);
    expect(signTest({ wins: 6, losses: 1 })).toBeCloseTo(8 / 128, 12);
    expect(signTest({ wins: 0, losses: 3 })).toBe(1);
    expect(signTest({ wins: 0, losses: 0 })).toBe(1);
  });

  it('holds its level over all candidates', () => {
    const trials = [
      { wins: 12, losses: 0 },
      { wins: 5, losses: 0 },
      { wins: 2, losses: 2 },
    ];
    // 5 of 5 is 0.03125: more than 0.05/2.
    expect(judgeTrials(trials, 0.05)).toEqual([true, false, false]);
    expect(judgeTrials([{ wins: 5, losses: 0 }], 0.05)).toEqual([true]);
  });
});

describe('the empirical policy [M8]', () => {
  const stepOf = (template: string, optional = false, repeats = false): ProcedureBody['steps'][number] => ({
    id: template,
    template,
    kind: 'text',
    optional,
    repeats,
    evidence: { present: 1, of: 1 },
  });
  const body: ProcedureBody = {
    goal: 'g',
    slots: [],
    preconditions: [],
    steps: [stepOf('walk', false, true), stepOf('open', true), stepOf('take')],
    postconditions: [],
  };
  const run = (texts: readonly string[]): SkillRun => ({
    trajectoryId: 't',
    sourceId: 's',
    from: 0,
    to: texts.length,
    value: 1,
    phi: 'true',
    held: new Set(),
    did: texts.map((text, step) => ({ step, text })),
    told: new Map(),
  });

  it('prescribes the next required step, the optional ones before it and what repeats', () => {
    expect(prescribed(body, new Set())).toEqual(['walk']);
    expect(prescribed(body, new Set(['walk']))).toEqual(['walk', 'open', 'take']);
    expect(prescribed(body, new Set(['walk', 'open']))).toEqual(['walk', 'take']);
    expect(prescribed(body, new Set(['walk', 'take']))).toEqual([]);
  });

  it('mixes what is prescribed with smoothed counts', () => {
    const background = countBackground([run(['walk', 'walk', 'take'])]);
    const given = { eta: 0.2, background };
    // walk: (2 + 1)/(3 + 2 + 1); take 2/6; unseen 1/6.
    expect(actionProbability('walk', [], given)).toBeCloseTo(3 / 6, 12);
    expect(actionProbability('take', ['walk', 'take'], given)).toBeCloseTo(0.8 / 2 + 0.2 * (2 / 6), 12);
    expect(actionProbability('shout', ['walk'], given)).toBeCloseTo(0.2 / 6, 12);
    const all = ['walk', 'take', 'shout'].map((text) => actionProbability(text, ['walk'], given));
    expect(all.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
  });

  it('relevance is the share of steps in common, in order [M7]', () => {
    expect(likenessOf(run(['walk', 'walk', 'open', 'take']), body)).toBe(1);
    expect(likenessOf(run(['take', 'walk']), body)).toBeCloseTo(1 / 3, 12);
    expect(likenessOf(run([]), body)).toBe(0);
  });
});

it('a file of log-probabilities scores what it has under both versions [M9]', () => {
  const steps = [0, 1].map((step) => ({ trajectoryId: 't', step, text: 'walk', before: 0, after: 0 }));
  const rows = [
    { version: 'k', trajectory: 't', step: 0, logprob: -2 },
    { version: 'x', trajectory: 't', step: 0, logprob: -1 },
    { version: 'x', trajectory: 't', step: 1, logprob: -1 },
  ];
  const scored = rescore({ id: 'x', skillId: 'k', steps }, scoreByFile('tiny.jsonl', rows));
  expect(scored).toEqual({ scorer: 'tiny.jsonl', steps: [{ ...steps[0], before: -2, after: -1 }] });
});
