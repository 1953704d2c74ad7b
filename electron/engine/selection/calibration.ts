import type { Calibration } from '../../../shared/model/index.ts';

/** Raw cosines of pairs of texts that belong to the same goal category, and of pairs that do not. */
export interface CalibrationPairs {
  readonly same: readonly number[];
  readonly different: readonly number[];
}

/** With fewer pairs of either kind a curve would say more about the pairs than about the model. */
const leastPairs = 20;
const newtonSteps = 60;
const steepest = 1000;

const identity: Calibration = { kind: 'identity' };
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

interface Curve {
  readonly slope: number;
  readonly intercept: number;
}

interface WeightedCosines {
  readonly cosines: readonly number[];
  readonly target: number;
  /** Of each cosine: both kinds weigh the same together, however many pairs there are. */
  readonly weight: number;
}

/** One step of Newton's method for the weighted log-likelihood, damped by a small ridge on the slope. */
function newtonStep({ slope, intercept }: Curve, groups: readonly WeightedCosines[]): Curve {
  const ridge = 1e-6;
  let [gradientSlope, gradientIntercept] = [-ridge * slope, 0];
  let [slopeSlope, slopeIntercept, interceptIntercept] = [ridge, 0, 1e-12];
  for (const { cosines, target, weight } of groups) {
    for (const x of cosines) {
      const p = logistic(intercept + slope * x);
      const curvature = weight * p * (1 - p);
      gradientSlope += weight * (target - p) * x;
      gradientIntercept += weight * (target - p);
      slopeSlope += curvature * x * x;
      slopeIntercept += curvature * x;
      interceptIntercept += curvature;
    }
  }
  const determinant = slopeSlope * interceptIntercept - slopeIntercept * slopeIntercept;
  if (!(determinant > 0)) return { slope, intercept };
  return {
    slope: slope + (interceptIntercept * gradientSlope - slopeIntercept * gradientIntercept) / determinant,
    intercept: intercept + (slopeSlope * gradientIntercept - slopeIntercept * gradientSlope) / determinant,
  };
}

/** The negative of what Newton's method climbs. */
function loss({ slope, intercept }: Curve, groups: readonly WeightedCosines[]): number {
  let sum = 5e-7 * slope * slope;
  for (const { cosines, target, weight } of groups) {
    for (const x of cosines) {
      const score = intercept + slope * x;
      sum += weight * (Math.max(score, 0) - target * score + Math.log1p(Math.exp(-Math.abs(score))));
    }
  }
  return sum;
}

/**
 * Rule S3: P(same goal category | cosine) by logistic regression with both kinds of pair weighted alike and the
 * targets of J. Platt (1999), (n+1)/(n+2) and 1/(n+2), which keep the slope finite where the kinds do not overlap.
 * Identity with fewer than 20 pairs of either kind, or where cosines do not rise with sameness.
 */
export function fitCalibration({ same, different }: CalibrationPairs): Calibration {
  if (same.length < leastPairs || different.length < leastPairs) return identity;
  const groups: readonly WeightedCosines[] = [
    { cosines: same, target: (same.length + 1) / (same.length + 2), weight: 0.5 / same.length },
    { cosines: different, target: 1 / (different.length + 2), weight: 0.5 / different.length },
  ];
  let curve: Curve = { slope: 0, intercept: 0 };
  for (let step = 0; step < newtonSteps; step += 1) {
    const full = newtonStep(curve, groups);
    let next = full;
    const before = loss(curve, groups);
    for (let share = 1; share > 1e-3 && loss(next, groups) > before; share /= 2) {
      next = {
        slope: curve.slope + (share / 2) * (full.slope - curve.slope),
        intercept: curve.intercept + (share / 2) * (full.intercept - curve.intercept),
      };
    }
    if (Math.abs(next.slope - curve.slope) + Math.abs(next.intercept - curve.intercept) < 1e-9) break;
    curve = next;
  }
  const { slope, intercept } = curve;
  if (!(slope > 0 && slope < steepest) || !Number.isFinite(intercept)) return identity;
  return { kind: 'logistic', slope, intercept, pairs: same.length + different.length };
}

/** Rule S3: relevance in [0, 1] of a raw cosine; never falls when the cosine rises. */
export function calibrate(calibration: Calibration, cosine: number): number {
  switch (calibration.kind) {
    case 'identity':
      return Math.min(1, Math.max(0, cosine));
    case 'logistic':
      return logistic(calibration.intercept + calibration.slope * cosine);
  }
}
