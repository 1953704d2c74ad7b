import type { Posterior } from '../../../shared/model/index.ts';
import { betaQuantile } from '../../../shared/numeric/index.ts';

/** The lower end of the 89 % equal-tailed interval. */
const lowerTail = 0.055;
const evidenceWeight = 0.1;
const paperWeights = { mean: 0.5, use: 0.3, recency: 0.2 } as const;

/** How an item was used, for the paper's score; ages follow the id order of the episodes. */
export interface Usage {
  /** Executions in the window. */
  readonly uses: number;
  /** Executions of all items in the window. */
  readonly windowUses: number;
  /** Episodes since the last execution. */
  readonly age: number;
  /** Episodes in which recency falls to 1/e. */
  readonly tau: number;
}

/** Rule B5: the 5.5 % quantile of the posterior + 0.1 ln(1 + n): proven items first, a newborn before a proven failure. */
export function quantileScore(posterior: Pick<Posterior, 'alpha' | 'beta' | 'n'>): number {
  return betaQuantile(posterior, lowerTail) + evidenceWeight * Math.log1p(posterior.n);
}

/** Rule B5, the paper's eq. 8: 0.5 mean + 0.3 n/N + 0.2 exp(-age/tau), in [0, 1]. */
export function paperScore(mean: number, { uses, windowUses, age, tau }: Usage): number {
  const use = windowUses === 0 ? 0 : uses / windowUses;
  return paperWeights.mean * mean + paperWeights.use * use + paperWeights.recency * Math.exp(-age / tau);
}
