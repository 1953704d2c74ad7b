import type { ContrastTable } from '../../../../shared/model/index.ts';
import { discoveries } from './discovery.ts';
import { createStratifiedTest, type Direction } from './e-value.ts';
import { pool, probabilityHigher } from './tables.ts';

export interface Candidate {
  /** One table a stratum, from `tabulate` or counted by the caller; the same order of strata for the same bytes. */
  readonly tables: readonly ContrastTable[];
  readonly direction: Direction;
}

/** What a proposal carries of each of its candidate conditions. */
export interface Strength {
  /** All strata together. */
  readonly table: ContrastTable;
  /** P(rate with > rate without), over the pooled table. */
  readonly probability: number;
  readonly eValue: number;
  /** Strata that can tell. */
  readonly strata: number;
  /** A discovery at the false discovery rate over all candidates of the call. */
  readonly strong: boolean;
}

/**
 * Rules C1 to C4: the strength of each candidate, in the order given. Pass **all** candidates of the memory that
 * were looked at in one call: the false discovery rate, in (0, 1), is over the call.
 */
export function weighContrasts(candidates: readonly Candidate[], falseDiscoveryRate: number): readonly Strength[] {
  const test = createStratifiedTest();
  const weighed = candidates.map(({ tables, direction }) => {
    const table = pool(tables);
    const { value, strata } = test(tables, direction);
    return { table, probability: probabilityHigher(table), eValue: value, strata };
  });
  const strong = discoveries(
    weighed.map(({ eValue }) => eValue),
    falseDiscoveryRate,
  );
  return weighed.map((strength, index) => ({ ...strength, strong: strong[index] ?? false }));
}
