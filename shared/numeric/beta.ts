import type { Beta } from '../model/index.ts';
import { logBeta } from './gamma.ts';
import { digamma, incompleteBeta, inverseIncompleteBeta } from './vendor.ts';

/** a/(a+b). */
export function betaMean({ alpha, beta }: Beta): number {
  return alpha / (alpha + beta);
}

/** ab/((a+b)^2 (a+b+1)). */
export function betaVariance({ alpha, beta }: Beta): number {
  const total = alpha + beta;
  return ((alpha / total) * (beta / total)) / (total + 1);
}

/**
 * The x in [0, 1] with the greatest density; null where there is none or not one: Beta(1,1) (flat) and both
 * parameters below 1 (a peak at each end).
 */
export function betaMode({ alpha, beta }: Beta): number | null {
  if (alpha > 1 && beta > 1) return (alpha - 1) / (alpha + beta - 2);
  if (alpha >= 1 && beta <= 1 && alpha !== beta) return 1;
  if (alpha <= 1 && beta >= 1 && alpha !== beta) return 0;
  return null;
}

/** 0 ln 0 is 0 here: Beta(1, b) has a finite density at 0. */
function timesLog(factor: number, logarithm: number): number {
  return factor === 0 ? 0 : factor * logarithm;
}

/** ln f(x), x in [0, 1]; -Infinity where the density is 0, +Infinity at an end with a parameter below 1. */
export function betaLogDensity({ alpha, beta }: Beta, x: number): number {
  return timesLog(alpha - 1, Math.log(x)) + timesLog(beta - 1, Math.log1p(-x)) - logBeta(alpha, beta);
}

/** f(x) = x^(a-1) (1-x)^(b-1) / B(a,b), through its logarithm, so that large parameters do not overflow. */
export function betaDensity(parameters: Beta, x: number): number {
  return Math.exp(betaLogDensity(parameters, x));
}

/** P(p <= x) in [0, 1]. */
export function betaCdf({ alpha, beta }: Beta, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return incompleteBeta(x, alpha, beta);
}

/** The x in [0, 1] with P(p <= x) = probability. */
export function betaQuantile({ alpha, beta }: Beta, probability: number): number {
  if (probability <= 0) return 0;
  if (probability >= 1) return 1;
  return inverseIncompleteBeta(probability, alpha, beta);
}

/**
 * Differential entropy in nats, ln B(a,b) - (a-1)psi(a) - (b-1)psi(b) + (a+b-2)psi(a+b): at most 0, and 0 only
 * at Beta(1,1); without a lower bound.
 */
export function betaEntropy({ alpha, beta }: Beta): number {
  const terms = (alpha - 1) * digamma(alpha) + (beta - 1) * digamma(beta);
  return logBeta(alpha, beta) - terms + (alpha + beta - 2) * digamma(alpha + beta);
}
