import type { Beta } from '../model/index.ts';
import { betaCdf, betaQuantile, betaVariance } from './beta.ts';
import { logBeta } from './gamma.ts';

/** Up to here the finite sum is exact and quick; beyond it the integral is as good. */
const largestSum = 5000;
const rescaleAt = 1e280;

const mirrored = ({ alpha, beta }: Beta): Beta => ({ alpha: beta, beta: alpha });

/**
 * P(p1 > p2) where a1 is whole: sum over i < a1 of B(a2+i, b1+b2) / ((b1+i) B(1+i, b1) B(a2, b2)) (E. Miller,
 * "Formulas for Bayesian A/B testing", 2015). All terms are positive; each follows from the one before it.
 */
function greaterBySum(first: Beta, second: Beta): number {
  const joined = first.beta + second.beta;
  let offset = logBeta(second.alpha, joined) - logBeta(second.alpha, second.beta);
  let term = 1;
  let sum = 0;
  for (let i = 0; i < first.alpha; i += 1) {
    sum += term;
    term *= ((second.alpha + i) / (second.alpha + i + joined)) * ((first.beta + i) / (i + 1));
    if (sum > rescaleAt) {
      offset += Math.log(rescaleAt);
      sum /= rescaleAt;
      term /= rescaleAt;
    }
  }
  return Math.min(1, Math.exp(offset + Math.log(sum)));
}

const quadratureStep = 1 / 24;
const quadratureReach = 3;

/**
 * The integral of `value` over (0, 1) by the tanh-sinh rule (Takahasi and Mori 1974) with fixed nodes: it keeps
 * its precision where a derivative is infinite at an end.
 */
function integrateUnit(value: (u: number) => number): number {
  let sum = 0;
  for (let index = -quadratureReach / quadratureStep; index <= quadratureReach / quadratureStep; index += 1) {
    const t = index * quadratureStep;
    const stretched = (Math.PI / 2) * Math.sinh(t);
    const weight = ((Math.PI / 4) * Math.cosh(t)) / Math.cosh(stretched) ** 2;
    sum += weight * value(1 / (1 + Math.exp(-2 * stretched)));
  }
  return sum * quadratureStep;
}

/** Outside is the narrower of the two, so that the integrand P(inner <= Q_outer(u)) is smooth in u. */
function greaterByQuadrature(first: Beta, second: Beta): number {
  if (betaVariance(first) <= betaVariance(second)) {
    return integrateUnit((u) => betaCdf(second, betaQuantile(first, u)));
  }
  return 1 - integrateUnit((u) => betaCdf(first, betaQuantile(second, u)));
}

/**
 * P(p1 > p2) for independent p1 ~ first and p2 ~ second. Exact (a finite sum) where one of the four parameters is
 * whole and at most 5,000, else by a fixed quadrature with an error below 1e-9.
 */
export function probabilityGreater(first: Beta, second: Beta): number {
  const ways = [
    { terms: first.alpha, value: () => greaterBySum(first, second) },
    { terms: second.beta, value: () => greaterBySum(mirrored(second), mirrored(first)) },
    { terms: second.alpha, value: () => 1 - greaterBySum(second, first) },
    { terms: first.beta, value: () => 1 - greaterBySum(mirrored(first), mirrored(second)) },
  ].filter(({ terms }) => Number.isInteger(terms) && terms <= largestSum);
  const shortest = ways.reduce<(typeof ways)[number] | null>(
    (best, way) => (best === null || way.terms < best.terms ? way : best),
    null,
  );
  const value = shortest === null ? greaterByQuadrature(first, second) : shortest.value();
  return Math.min(1, Math.max(0, value));
}
