import { AnalysisReader } from '../abstraction/analysis-reader.ts';
import { Packer, Unpacker } from '../packing/index.ts';
import type { AnalysisRow } from '../ports.ts';
import { ObservationMemo } from '../procedures/index.ts';

/**
 * What an earlier mining of the same memory left for the next: it changes what mining costs, never what it gives [J9]. It serves
 * the next one in this process and, packed, that of another process [J14].
 */
export class MinedBefore {
  readonly reader = new AnalysisReader();
  readonly observations = new ObservationMemo();

  /** Of how many episodes what was known before the last mining did not hold any more. */
  get redone(): number {
    return this.observations.redone;
  }

  /** The sources that rows come from. */
  sourcesOf(rows: readonly AnalysisRow[]): ReadonlySet<string> {
    return new Set(rows.map((row) => this.reader.readOne(row).sourceId));
  }

  /** What was read of these rows and observed of their episodes, under a title that says for what it holds. */
  pack(rows: readonly AnalysisRow[], title: string): Uint8Array {
    const into = new Packer();
    into.text(title);
    this.observations.pack(this.reader.pack(rows, into), into);
    return into.bytes();
  }

  /** The rows that were packed, read already. None where it is for something else, or no such bytes. */
  unpack(bytes: Uint8Array, isFor: (title: string) => boolean): readonly AnalysisRow[] {
    try {
      const from = new Unpacker(bytes);
      if (!isFor(from.text())) return [];
      const rows = this.reader.unpack(from);
      this.observations.unpack(this.reader.read(rows), from);
      return rows;
    } catch (error) {
      if (error instanceof RangeError || error instanceof SyntaxError) return [];
      throw error;
    }
  }
}
