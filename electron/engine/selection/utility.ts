import type { Beta, Settings } from '../../../shared/model/index.ts';
import { betaEntropy, betaMean, betaVariance } from '../../../shared/numeric/index.ts';

/** What outcomes and steps are worth: rewardMax and costFailure in utility, stepCost in utility a step. */
export type Prices = Pick<Settings, 'rewardMax' | 'costFailure' | 'stepCost' | 'riskPrior' | 'utility'>;

/** What is known of a candidate beside its rate. */
export interface Situation {
  /** Rel in [0, 1]. */
  readonly relevance: number;
  /** Risk in [0, 1]. */
  readonly risk: number;
  readonly expectedSteps: number;
}

/** The summands of expected utility without information; their sum is the value of executing now. */
export interface ValueTerms {
  readonly reward: number;
  readonly risk: number;
  readonly steps: number;
}

/**
 * Rule S1 at a success rate in [0, 1]. `mixture`: with probability Rel the candidate is what is asked for, and fails as it does; else it is an attempt in
 * vain, as risky as anything of which nothing is known. `paper`: Rel rate R_max - Risk (1 - rate) C_fail, which charges nothing for what does not belong here.
 */
export function valueTerms(rate: number, situation: Situation, prices: Prices): ValueTerms {
  const { relevance, risk, expectedSteps } = situation;
  const failing =
    prices.utility === 'paper' ? risk * (1 - rate) : relevance * risk * (1 - rate) + (1 - relevance) * prices.riskPrior;
  return {
    reward: relevance * rate * prices.rewardMax,
    risk: -failing * prices.costFailure,
    steps: -prices.stepCost * expectedSteps,
  };
}

/**
 * What one unit of information is worth where it is used. `mixture`: as much as the value moves with the rate, Rel (R_max + Risk C_fail); so nothing is learned for a
 * goal that the candidate has nothing to do with. `paper`: 1.
 */
export function informationWeight({ relevance, risk }: Situation, prices: Prices): number {
  return prices.utility === 'paper' ? 1 : relevance * (prices.rewardMax + risk * prices.costFailure);
}

/** The sum of the value terms at a success rate. */
export function valueAt(rate: number, situation: Situation, prices: Prices): number {
  const { reward, risk, steps } = valueTerms(rate, situation, prices);
  return reward + risk + steps;
}

/** Failures that are equally like the present observation. */
export interface FailureContext {
  /** In [0, 1]. */
  readonly similarity: number;
  readonly count: number;
}

/**
 * Rule S2: (sum w + k r0) / (n_fail + k) over **all** failure rows, w the likeness of a failure's context to the
 * present one; r0 where nothing is known and k is 0.
 */
export function riskOf(
  failures: readonly FailureContext[],
  { riskPrior, riskPseudoCounts }: Pick<Settings, 'riskPrior' | 'riskPseudoCounts'>,
): number {
  let alike = riskPseudoCounts * riskPrior;
  let total = riskPseudoCounts;
  for (const { similarity, count } of failures) {
    alike += similarity * count;
    total += count;
  }
  return total === 0 ? riskPrior : alike / total;
}

/** Rule S4, `variance`: Var / Var(prior), at most 1: the share of the first uncertainty that is left. */
export function varianceInformation(posterior: Beta, prior: Beta): number {
  return Math.min(1, betaVariance(posterior) / betaVariance(prior));
}

/** Rule S4, `entropy`: the paper's literal differential entropy in nats, at most 0 and without a lower bound. */
export function entropyInformation(posterior: Beta): number {
  return betaEntropy(posterior);
}

/**
 * Rule S5: value of information of one try. After a success (probability m, the mean) the mean is (a+1)/(a+b+1),
 * after a failure a/(a+b+1); VoI = expected max(value after, bestOther) - max(value now, bestOther). At least 0, and 0 when neither
 * outcome would change the decision. `bestOther` is the best value among the others, the fallback included.
 */
export function valueOfInformation(posterior: Beta, valueOf: (rate: number) => number, bestOther: number): number {
  const { alpha, beta } = posterior;
  const mean = betaMean(posterior);
  const afterSuccess = Math.max(valueOf((alpha + 1) / (alpha + beta + 1)), bestOther);
  const afterFailure = Math.max(valueOf(alpha / (alpha + beta + 1)), bestOther);
  return Math.max(0, mean * afterSuccess + (1 - mean) * afterFailure - Math.max(valueOf(mean), bestOther));
}
