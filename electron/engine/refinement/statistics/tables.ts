import type { ContrastTable } from '../../../../shared/model/index.ts';
import { probabilityGreater } from '../../../../shared/numeric/index.ts';

/** One episode as a candidate condition sees it; `stratum` joins the episodes whose outcomes may be exchanged. */
export interface Unit {
  readonly present: boolean;
  readonly success: boolean;
  readonly stratum: string;
}

const emptyTable: ContrastTable = { presentSuccess: 0, presentFailure: 0, absentSuccess: 0, absentFailure: 0 };

type Cells = { -readonly [Cell in keyof ContrastTable]: number };

function addUnit(table: Cells, { present, success }: Unit): void {
  if (present && success) table.presentSuccess += 1;
  else if (present) table.presentFailure += 1;
  else if (success) table.absentSuccess += 1;
  else table.absentFailure += 1;
}

/** Rule C1: one 2x2 table a stratum, in the order of the strata's code units, so that sums have the same bytes in any order of units. */
export function tabulate(units: Iterable<Unit>): readonly ContrastTable[] {
  const tables = new Map<string, Cells>();
  for (const unit of units) {
    let table = tables.get(unit.stratum);
    if (table === undefined) {
      table = { ...emptyTable };
      tables.set(unit.stratum, table);
    }
    addUnit(table, unit);
  }
  return [...tables].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, table]) => table);
}

/** Rule C1: the table of all strata together, which is what a person is shown. */
export function pool(tables: readonly ContrastTable[]): ContrastTable {
  const sum = { ...emptyTable };
  for (const table of tables) {
    sum.presentSuccess += table.presentSuccess;
    sum.presentFailure += table.presentFailure;
    sum.absentSuccess += table.absentSuccess;
    sum.absentFailure += table.absentFailure;
  }
  return sum;
}

/** Rule C2: P(success rate with > rate without), each rate with its own Beta(1,1) prior. */
export function probabilityHigher(table: ContrastTable): number {
  return probabilityGreater(
    { alpha: 1 + table.presentSuccess, beta: 1 + table.presentFailure },
    { alpha: 1 + table.absentSuccess, beta: 1 + table.absentFailure },
  );
}
