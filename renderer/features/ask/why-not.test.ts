import { expect, it } from 'vitest';
import type { Candidate } from '../../../shared/contract/index.ts';
import { gapOf } from './why-not.ts';

const candidate = (reward: number, risk: number, information: number, steps: number): Candidate => ({
  id: 'p',
  kind: 'procedure',
  goal: 'g',
  relevance: 1,
  rawSimilarity: 0,
  bm25: 0,
  wordMatch: null,
  order: null,
  fused: 0,
  calibrated: 0,
  mean: 0.5,
  risk: 0,
  information: 0,
  terms: { reward, risk, information, steps },
  expectedUtility: reward + risk + information + steps,
  here: null,
  preconditions: [],
  bindings: {},
});

it('names the term in which most is missing, also where another one speaks for the candidate', () => {
  const gap = gapOf(candidate(0.2, -0.1, 0.3, -0.01), candidate(0.8, -0.15, 0.1, -0.02));
  expect(gap.term).toBe('reward');
  expect(gap.share).toBeCloseTo(0.6, 12);
  expect(gap.total).toBeCloseTo(0.34, 12);
});

it('is nothing behind what is no better', () => {
  expect(gapOf(candidate(0.5, 0, 0, 0), candidate(0.5, 0, 0, 0)).total).toBe(0);
});
