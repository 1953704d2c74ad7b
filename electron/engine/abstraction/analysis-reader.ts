import type { AnalysisRow } from '../ports.ts';
import { unpackAnalysis, type Analysis } from './analysis.ts';
import { Interner } from './interner.ts';

/**
 * Reads the rows of a corpus. Equal steps of all rows that it ever read are one object, and a row that was read is not read again:
 * who keeps the reader pays for the rows that are new alone.
 */
export class AnalysisReader {
  readonly #interner = new Interner();
  readonly #read = new WeakMap<AnalysisRow, Analysis>();

  /** In trajectory id order. */
  read(rows: readonly AnalysisRow[]): readonly Analysis[] {
    return rows.map((row) => this.readOne(row)).sort((a, b) => (a.trajectoryId < b.trajectoryId ? -1 : 1));
  }

  readOne(row: AnalysisRow): Analysis {
    const known = this.#read.get(row);
    if (known !== undefined) return known;
    const analysis = unpackAnalysis(row, this.#interner);
    this.#read.set(row, analysis);
    return analysis;
  }
}
