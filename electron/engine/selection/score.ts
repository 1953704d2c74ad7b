import type { Posterior, Settings } from '../../../shared/model/index.ts';
import { betaMean, betaQuantile, createRandom, seedFrom } from '../../../shared/numeric/index.ts';
import {
  entropyInformation,
  informationWeight,
  valueAt,
  valueOfInformation,
  valueTerms,
  varianceInformation,
  type Situation,
  type ValueTerms,
} from './utility.ts';

/** Which constants score a candidate. */
export type ScoreSettings = Pick<
  Settings,
  'rewardMax' | 'costFailure' | 'stepCost' | 'riskPrior' | 'utility' | 'lambda' | 'information' | 'selection'
>;

export interface Contestant extends Situation {
  readonly id: string;
  readonly posterior: Pick<Posterior, 'alpha' | 'beta' | 'mean' | 'prior'>;
}

/** What only some modes need. */
export interface ScoreContext {
  /** The value of falling back, one of the others in the value of information. */
  readonly fallbackValue: number;
  /** Seed of the draws of Thompson sampling. */
  readonly seed: number;
  /** Uses of all items so far, for the quantile of Bayes-UCB. */
  readonly uses: number;
}

export interface Score {
  /** I of the active mode; for a drawn or an upper rate the difference to the mean. */
  readonly information: number;
  /** Their sum, in the order reward, risk, information, steps, is the expected utility. */
  readonly terms: ValueTerms & { readonly information: number };
  readonly expectedUtility: number;
}

/** The greatest of the values other than that at each place, and than `least`. */
function bestOthers(values: readonly number[], least: number): readonly number[] {
  let [best, second] = [-Infinity, -Infinity];
  for (const value of values) {
    if (value > best) [best, second] = [value, best];
    else if (value > second) second = value;
  }
  return values.map((value) => Math.max(least, value === best ? second : best));
}

/** Rule S8: the rate by which Thompson sampling or Bayes-UCB (Kaufmann et al. 2012: quantile 1 - 1/(t+1)) judges. */
function optimisticRate(
  selection: 'thompson' | 'bayes-ucb',
  { id, posterior }: Contestant,
  { seed, uses }: ScoreContext,
): number {
  switch (selection) {
    case 'thompson':
      return createRandom(seedFrom(seed, id)).beta(posterior);
    case 'bayes-ucb':
      // t counts from 1, and a quantile of 0 would rank nothing: t + 1 = uses + 2.
      return betaQuantile(posterior, 1 - 1 / (uses + 2));
  }
}

/**
 * Rules S1, S4, S5, S8: the score of each contestant, in the order given. It depends on the set of contestants only
 * through the value of information, and never on their order.
 */
export function scoreAll(
  contestants: readonly Contestant[],
  settings: ScoreSettings,
  context: ScoreContext,
): readonly Score[] {
  const values = contestants.map((contestant) => valueAt(betaMean(contestant.posterior), contestant, settings));
  const others = bestOthers(values, context.fallbackValue);
  return contestants.map((contestant, place) => {
    const { posterior } = contestant;
    const terms = valueTerms(betaMean(posterior), contestant, settings);
    const finish = (information: number, term: number): Score => ({
      information,
      terms: { reward: terms.reward, risk: terms.risk, information: term, steps: terms.steps },
      expectedUtility: terms.reward + terms.risk + term + terms.steps,
    });
    if (settings.selection !== 'expected-utility') {
      const rate = optimisticRate(settings.selection, contestant, context);
      return finish(rate - betaMean(posterior), valueAt(rate, contestant, settings) - (values[place] ?? 0));
    }
    const information = informationOf(contestant, settings, others[place] ?? context.fallbackValue);
    // The value of information is worked out from values that hold the relevance already.
    const weight = settings.information === 'voi' ? 1 : informationWeight(contestant, settings);
    return finish(information, settings.lambda * weight * information);
  });
}

function informationOf(contestant: Contestant, settings: ScoreSettings, bestOther: number): number {
  const { posterior } = contestant;
  switch (settings.information) {
    case 'variance':
      return varianceInformation(posterior, posterior.prior);
    case 'entropy':
      return entropyInformation(posterior);
    case 'voi':
      return valueOfInformation(posterior, (rate) => valueAt(rate, contestant, settings), bestOther);
  }
}
