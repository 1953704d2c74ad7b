import type { Interval } from '../../../../shared/model/index.ts';
import { equalTailedInterval } from '../../../../shared/numeric/index.ts';

const MASS = 0.89;

/** How many of how many, the share (0 for none of none), and its interval from a flat prior: Beta(1 + k, 1 + n - k). */
export interface Share {
  readonly episodes: number;
  readonly solved: number;
  readonly rate: number;
  readonly interval: Interval;
}

/** Share of successes among `episodes`, solved in [0, episodes]. */
export function shareOf(solved: number, episodes: number): Share {
  const interval = equalTailedInterval({ alpha: 1 + solved, beta: 1 + episodes - solved }, MASS);
  return { episodes, solved, rate: episodes === 0 ? 0 : solved / episodes, interval };
}
