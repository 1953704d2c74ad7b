import type { ContrastTable } from '../../../../shared/model/index.ts';
import { logFactorials } from '../../../../shared/numeric/index.ts';

/** What is claimed of the condition: success is likelier with it, less likely, or different (either). */
export type Direction = 'helps' | 'hurts' | 'differs';

/** Rule C3: the log odds ratios of the alternatives, fixed before any data, each with the same weight. */
export const logOddsGrid = [0.5, 1, 1.5, 2, 2.5, 3, 4, 6] as const;

/** JSON has no infinity: from here on an e-value only says "certain". */
const largestEValue = 1e300;
/** Terms this far (in logarithms) below the greatest do not change a sum of doubles. */
const negligible = 45;

export interface EValue {
  /** In (0, 1e300]. Its expectation is at most 1 when outcomes are exchangeable within each stratum. */
  readonly value: number;
  /** Strata in which both presence and outcome vary; the others say nothing. */
  readonly strata: number;
}

/** A test that keeps what it has worked out for a set of margins; its answers do not depend on what it was asked before. */
export type StratifiedTest = (tables: readonly ContrastTable[], direction: Direction) => EValue;

/** ln sum over u of h(u) exp(theta u), from ln h; the terms are log-concave in u, so it walks out from the greatest. */
function logTilted(logWeights: Float64Array, least: number, theta: number): number {
  const at = (index: number): number => (logWeights[index] ?? 0) + theta * (least + index);
  let peak = 0;
  for (let index = 1; index < logWeights.length && at(index) >= at(peak); index += 1) peak = index;
  const top = at(peak);
  let sum = 1;
  for (let index = peak + 1; index < logWeights.length && at(index) > top - negligible; index += 1) {
    sum += Math.exp(at(index) - top);
  }
  for (let index = peak - 1; index >= 0 && at(index) > top - negligible; index -= 1) sum += Math.exp(at(index) - top);
  return top + Math.log(sum);
}

interface Margins {
  readonly size: number;
  readonly present: number;
  readonly success: number;
}

/** ln of the normaliser of Fisher's noncentral against the central hypergeometric, one a grid point. */
function logNormalisers({ size, present, success }: Margins, factorials: Float64Array): Float64Array {
  const f = (k: number): number => factorials[k] ?? 0;
  const absent = size - present;
  const least = Math.max(0, present + success - size);
  const most = Math.min(present, success);
  const all = f(size) - f(success) - f(size - success) - f(present) - f(absent);
  const logWeights = Float64Array.from({ length: most - least + 1 }, (_, index) => {
    const u = least + index;
    return -all - f(u) - f(present - u) - f(success - u) - f(absent - success + u);
  });
  return Float64Array.from(logOddsGrid, (theta) => logTilted(logWeights, least, theta));
}

const marginsOf = (table: ContrastTable): Margins => {
  const present = table.presentSuccess + table.presentFailure;
  const success = table.presentSuccess + table.absentSuccess;
  return { size: present + table.absentSuccess + table.absentFailure, present, success };
};

const isInformative = ({ size, present, success }: Margins): boolean =>
  present > 0 && present < size && success > 0 && success < size;

/** That a condition hurts is that its absence helps. */
const swapped = (table: ContrastTable): ContrastTable => ({
  presentSuccess: table.absentSuccess,
  presentFailure: table.absentFailure,
  absentSuccess: table.presentSuccess,
  absentFailure: table.presentFailure,
});

/** ln of the mean of exp(log), without overflow. */
function logMeanExponential(logs: Float64Array): number {
  const top = logs.reduce((most, value) => Math.max(most, value), -Infinity);
  const sum = logs.reduce((total, value) => total + Math.exp(value - top), 0);
  return top + Math.log(sum / logs.length);
}

/**
 * Rule C3: the e-value of "the condition helps" under the null that outcomes are exchangeable within each stratum.
 * Given the margins of a stratum, the count x of present successes is then central hypergeometric, h(x); under a
 * log odds ratio theta it is Fisher's noncentral hypergeometric, h(x) exp(theta x) / M(theta). The product over
 * strata of exp(theta x) / M(theta) is an e-value for each theta; so is its mean over the fixed grid of thetas.
 * `differs` is the mean of both directions.
 */
export function createStratifiedTest(): StratifiedTest {
  let factorials = logFactorials(256);
  const known = new Map<number, Map<number, Float64Array>>();

  const normalisers = (margins: Margins): Float64Array => {
    const { size, present, success } = margins;
    if (size >= factorials.length) factorials = logFactorials(2 * size);
    const outer = known.get(size) ?? new Map<number, Float64Array>();
    const key = present * (size + 1) + success;
    const found = outer.get(key) ?? logNormalisers(margins, factorials);
    outer.set(key, found);
    known.set(size, outer);
    return found;
  };

  const logHelps = (tables: readonly ContrastTable[]): number => {
    const logs = new Float64Array(logOddsGrid.length);
    for (const table of tables) {
      const terms = normalisers(marginsOf(table));
      logOddsGrid.forEach((theta, place) => {
        logs[place] = (logs[place] ?? 0) + theta * table.presentSuccess - (terms[place] ?? 0);
      });
    }
    return logMeanExponential(logs);
  };

  return (tables, direction) => {
    const telling = tables.filter((table) => isInformative(marginsOf(table)));
    const helps = (): number => Math.exp(logHelps(telling));
    const hurts = (): number => Math.exp(logHelps(telling.map(swapped)));
    const strata = telling.length;
    const capped = (value: number): EValue => ({ value: Math.min(value, largestEValue), strata });
    switch (direction) {
      case 'helps':
        return capped(helps());
      case 'hurts':
        return capped(hurts());
      case 'differs':
        return capped((helps() + hurts()) / 2);
    }
  };
}
