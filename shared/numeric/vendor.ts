import betaDistribution from '@stdlib/stats-base-dists-beta';
import digammaFunction from '@stdlib/math-base-special-digamma';

// The one place that names @stdlib: the rest of the project imports the functions of shared/numeric.

/** Regularised incomplete beta function I_x(alpha, beta) = P(p <= x), x in [0, 1]. */
export function incompleteBeta(x: number, alpha: number, beta: number): number {
  return betaDistribution.cdf(x, alpha, beta);
}

/** The x with I_x(alpha, beta) = probability, for a probability in [0, 1]. */
export function inverseIncompleteBeta(probability: number, alpha: number, beta: number): number {
  return betaDistribution.quantile(probability, alpha, beta);
}

/** The derivative of ln Gamma at x > 0. */
export function digamma(x: number): number {
  return digammaFunction(x);
}
