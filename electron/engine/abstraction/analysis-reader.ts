import type { Packer, Unpacker } from '../packing/index.ts';
import type { AnalysisRow } from '../ports.ts';
import { packAnalyses, unpackAnalyses } from './analysis-pack.ts';
import { analysisVersion, unpackAnalysis, writeData, type Analysis } from './analysis.ts';
import { Interner } from './interner.ts';

/**
 * Reads the rows of a corpus. Equal steps of all rows that it ever read are one object, and a row that was read is not read again:
 * who keeps the reader pays for the rows that are new alone.
 */
export class AnalysisReader {
  readonly #interner = new Interner();
  readonly #read = new WeakMap<AnalysisRow, Analysis>();

  /** How many distinct steps it has read: the index of each is below. */
  get stepCount(): number {
    return this.#interner.stepCount;
  }

  /** In trajectory id order. */
  read(rows: readonly AnalysisRow[]): readonly Analysis[] {
    return rows.toSorted((a, b) => (a.trajectoryId < b.trajectoryId ? -1 : 1)).map((row) => this.readOne(row));
  }

  readOne(row: AnalysisRow): Analysis {
    const known = this.#read.get(row);
    if (known !== undefined) return known;
    const analysis = unpackAnalysis(row, this.#interner);
    this.#read.set(row, analysis);
    return analysis;
  }

  /** Writes rows so that reading them again costs little. */
  pack(rows: readonly AnalysisRow[], into: Packer): readonly Analysis[] {
    const analyses = this.read(rows);
    packAnalyses(analyses, into);
    return analyses;
  }

  /** The rows that were packed, read already. @throws RangeError */
  unpack(from: Unpacker): readonly AnalysisRow[] {
    return unpackAnalyses(from, this.#interner).map((analysis) => {
      const row = new UnpackedRow(analysis);
      this.#read.set(row, analysis);
      return row;
    });
  }
}

/** A row as it was before it was packed. Its text is made when somebody else asks for it. */
class UnpackedRow implements AnalysisRow {
  readonly trajectoryId: string;
  readonly version = analysisVersion;
  readonly #analysis: Analysis;

  constructor(analysis: Analysis) {
    this.trajectoryId = analysis.trajectoryId;
    this.#analysis = analysis;
  }

  get data(): string {
    return writeData(this.#analysis);
  }
}
