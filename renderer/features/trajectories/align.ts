import type { Step } from '../../../shared/model/index.ts';
import { actionText } from './steps.ts';

/** One line of several runs side by side: the step of each run at this place, or null where it has none. */
export interface AlignedRow {
  readonly steps: readonly (number | null)[];
  /** All runs that are still going do the same here. */
  readonly isShared: boolean;
}

/** Longer runs are compared over this many steps alone: the table of an alignment grows with the square. */
export const mostAligned = 600;

/**
 * Runs line by line, actions with the same text beside each other. The first run leads: each other one is aligned to it by the
 * longest common subsequence of actions, and its own steps stand in lines of their own between.
 */
export function alignRuns(runs: readonly (readonly Step[])[]): readonly AlignedRow[] {
  const [lead = [], ...others] = runs.map((steps) =>
    steps.slice(0, mostAligned).map(({ action }) => actionText(action)),
  );
  const matches = others.map((other) => commonSteps(lead, other));
  const next = others.map(() => 0);
  const rows: AlignedRow[] = [];
  const ownUntil = (which: number, end: number): void => {
    for (let at = next[which] ?? 0; at < end; at += 1) {
      rows.push({ steps: runs.map((_, run) => (run === which + 1 ? at : null)), isShared: false });
    }
    next[which] = Math.max(next[which] ?? 0, end);
  };
  lead.forEach((_, index) => {
    matches.forEach((match, which) => {
      const twin = match.get(index);
      if (twin !== undefined) ownUntil(which, twin);
    });
    const twins = matches.map((match) => match.get(index) ?? null);
    twins.forEach((twin, which) => {
      if (twin !== null) next[which] = twin + 1;
    });
    rows.push({ steps: [index, ...twins], isShared: twins.every((twin) => twin !== null) });
  });
  others.forEach((other, which) => ownUntil(which, other.length));
  return rows;
}

/** Where the runs part for the first time: the index of the first line that is not shared; null when there is none. */
export function firstDivergence(rows: readonly AlignedRow[]): number | null {
  const index = rows.findIndex(({ isShared }) => !isShared);
  return index === -1 ? null : index;
}

/** Places of the longest common subsequence: index in `lead` to index in `other`. */
function commonSteps(lead: readonly string[], other: readonly string[]): ReadonlyMap<number, number> {
  const width = other.length + 1;
  const lengths = new Uint16Array((lead.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = lead.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        lead[row] === other[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const found = new Map<number, number>();
  let [row, column] = [0, 0];
  while (row < lead.length && column < other.length) {
    if (lead[row] === other[column]) found.set(row++, column++);
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return found;
}
