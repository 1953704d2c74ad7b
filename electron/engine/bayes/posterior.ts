import type { Density, PosteriorPoint } from '../../../shared/contract/index.ts';
import type { Beta, Evidence, Interval, Posterior } from '../../../shared/model/index.ts';
import {
  betaEntropy,
  betaMean,
  curveGrid,
  curveValues,
  equalTailedInterval,
  highestDensityInterval,
  type HighestDensityShape,
} from '../../../shared/numeric/index.ts';

/** Executions counted once each; both may be fractions in a weighted view. */
export interface Counts {
  readonly successes: number;
  readonly failures: number;
}

export interface IntervalOptions {
  readonly kind: Interval['kind'];
  /** In (0, 1). */
  readonly mass: number;
}

/** What is shown everywhere unless something else is asked for. */
export const defaultInterval: IntervalOptions = { kind: 'eti', mass: 0.89 };

/** Rule B1: each success adds one to alpha, each failure one to beta, nothing else adds anything. */
export function update(prior: Beta, { successes, failures }: Counts): Beta {
  return { alpha: prior.alpha + successes, beta: prior.beta + failures };
}

export function intervalOf(parameters: Beta, { kind, mass }: IntervalOptions): Interval {
  switch (kind) {
    case 'eti':
      return equalTailedInterval(parameters, mass);
    case 'hdi':
      return highestDensityInterval(parameters, mass).interval;
  }
}

/** Rule B1: the posterior as it is shown, prior + evidence, with its interval and n = successes + failures. */
export function summarise(prior: Beta, counts: Counts, interval: IntervalOptions = defaultInterval): Posterior {
  const parameters = update(prior, counts);
  return {
    ...parameters,
    mean: betaMean(parameters),
    interval: intervalOf(parameters, interval),
    n: counts.successes + counts.failures,
    prior,
  };
}

/** Counts the outcomes of evidence rows. */
export function count(rows: readonly Pick<Evidence, 'outcome'>[]): Counts {
  const successes = rows.reduce((sum, row) => sum + (row.outcome === 'success' ? 1 : 0), 0);
  return { successes, failures: rows.length - successes };
}

const noteOf: Readonly<Record<HighestDensityShape, string | null>> = {
  unique: null,
  'not-unique': 'The posterior is flat: every interval of the same length has the same mass, so its HDI is not unique.',
  split:
    'The density has a peak at each end: its region of highest density is two pieces, of which the interval is not the whole.',
};

/**
 * Rule B2: the exact densities of the posterior and its prior at the same `points` (at least 8) places, with
 * 89 % ETI, 89 % HDI and 50 % ETI in this order, and the entropy in nats.
 */
export function density(posterior: Posterior, points: number): Density {
  const { alpha, beta, mean, n, prior } = posterior;
  const parameters = { alpha, beta };
  const grid = curveGrid([parameters], points);
  const values = curveValues(parameters, grid);
  const priorValues = curveValues(prior, grid);
  const highest = highestDensityInterval(parameters, 0.89);
  return {
    posterior: parameters,
    prior,
    n,
    mean,
    points: grid.map((x, index) => ({ x, posterior: values[index] ?? 0, prior: priorValues[index] ?? 0 })),
    intervals: [equalTailedInterval(parameters, 0.89), highest.interval, equalTailedInterval(parameters, 0.5)],
    entropy: betaEntropy(parameters),
    note: noteOf[highest.shape],
  };
}

/** A row of a history: an execution's outcome, and the event of the import that brought it, where it is known. */
export interface HistoryRow extends Pick<Evidence, 'id' | 'outcome'> {
  readonly event?: number | null;
}

/** Rule B3: the posterior before any evidence (index 0) and after each row, in the order given, with 89 % ETI. */
export function history(prior: Beta, rows: readonly HistoryRow[]): readonly PosteriorPoint[] {
  const points: PosteriorPoint[] = [];
  const counts = { successes: 0, failures: 0 };
  const add = (row: HistoryRow | null): void => {
    const { mean, interval, n } = summarise(prior, counts);
    const { low, high } = interval;
    points.push({
      index: points.length,
      evidenceId: row?.id ?? null,
      outcome: row?.outcome ?? null,
      event: row?.event ?? null,
      mean,
      low,
      high,
      n,
    });
  };
  add(null);
  for (const row of rows) {
    if (row.outcome === 'success') counts.successes += 1;
    else counts.failures += 1;
    add(row);
  }
  return points;
}
