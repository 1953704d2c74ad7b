import { createRandom, type Random } from '../../../../shared/numeric/index.ts';
import { fitLogistic } from './logistic.ts';

/** What was expected, a probability in [0, 1], and whether it came. */
export interface Forecast {
  readonly predicted: number;
  readonly succeeded: boolean;
}

export interface Calibration {
  readonly forecasts: number;
  /** Share that came; null for no forecast. */
  readonly baseRate: number | null;
  /** Mean of (predicted - came)^2 in [0, 1]; null for no forecast (Brier 1950). */
  readonly brier: number | null;
  /** 1 - brier / (b (1 - b)) with the base rate b: 0 is as good as always saying b. Null where b is 0 or 1. */
  readonly brierSkill: number | null;
  /** Expected calibration error in [0, 1]: ten bins of equal width, |mean predicted - share that came| weighted by count. */
  readonly ece: number | null;
  /** What a perfect forecaster of these probabilities has in 89 of 100 draws: from 5.5 % to 94.5 %. */
  readonly eceBand: { readonly low: number; readonly high: number } | null;
  /** Slope of came on logit(predicted) by logistic regression; 1 is right, less is too sure (Cox 1958). */
  readonly slope: number | null;
  /** Probability that one that came was predicted higher than one that did not; ties count half. Null where all ended alike. */
  readonly auc: number | null;
}

const BINS = 10;
const DRAWS = 1000;
/** A prediction of 0 or 1 would have an infinite logit. */
const SURE = 1e-6;

/** How well predictions agree with what happened. The band is drawn with the seed. */
export function calibrationOf(forecasts: readonly Forecast[], seed = 0): Calibration {
  const count = forecasts.length;
  if (count === 0) {
    const nothing = { brier: null, brierSkill: null, ece: null, eceBand: null, slope: null, auc: null };
    return { forecasts: 0, baseRate: null, ...nothing };
  }
  const came = forecasts.map(({ succeeded }) => (succeeded ? 1 : 0));
  const predicted = forecasts.map((forecast) => forecast.predicted);
  const baseRate = sum(came) / count;
  const brier = sum(predicted.map((p, at) => (p - (came[at] ?? 0)) ** 2)) / count;
  const spread = baseRate * (1 - baseRate);
  return {
    forecasts: count,
    baseRate,
    brier,
    brierSkill: spread === 0 ? null : 1 - brier / spread,
    ece: calibrationError(predicted, came),
    eceBand: bandOf(predicted, createRandom(seed)),
    slope: fitLogistic(predicted.map(logit), came)?.slope ?? null,
    auc: areaUnderCurve(predicted, came),
  };
}

function calibrationError(predicted: readonly number[], came: readonly number[]): number {
  const surplus = new Float64Array(BINS);
  for (const [at, p] of predicted.entries()) {
    const bin = Math.min(BINS - 1, Math.floor(p * BINS));
    surplus[bin] = (surplus[bin] ?? 0) + p - (came[at] ?? 0);
  }
  return surplus.reduce((total, bin) => total + Math.abs(bin), 0) / predicted.length;
}

function bandOf(predicted: readonly number[], random: Random): { low: number; high: number } {
  const errors = Array.from({ length: DRAWS }, () =>
    calibrationError(
      predicted,
      predicted.map((p) => (random.uniform() < p ? 1 : 0)),
    ),
  ).sort((left, right) => left - right);
  return { low: errors[Math.floor(DRAWS * 0.055)] ?? 0, high: errors[Math.ceil(DRAWS * 0.945) - 1] ?? 0 };
}

/** By the sum of ranks (Mann and Whitney 1947), ties at their middle rank. */
function areaUnderCurve(predicted: readonly number[], came: readonly number[]): number | null {
  const positives = sum(came);
  const negatives = came.length - positives;
  if (positives === 0 || negatives === 0) return null;
  const order = predicted.map((p, at) => ({ p, came: came[at] ?? 0 })).sort((left, right) => left.p - right.p);
  let ranks = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    while (order[to + 1]?.p === order[from]?.p && to + 1 < order.length) to += 1;
    for (let at = from; at <= to; at += 1) ranks += (order[at]?.came ?? 0) * ((from + to) / 2 + 1);
    from = to + 1;
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}

function logit(p: number): number {
  const inside = Math.min(1 - SURE, Math.max(SURE, p));
  return Math.log(inside / (1 - inside));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
