import type { Density } from '../../../shared/contract/index.ts';
import type { MemoryState } from '../memory/index.ts';
import type { Redactor } from './redactor.ts';

/** One file of an export, with its path inside the export ('' for an export that is one file). */
export interface ExportFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** An export as a value: what leaves, before anything is written. */
export interface ExportPlan {
  readonly files: readonly ExportFile[];
  /** Rows or items that are in it. */
  readonly rows: number;
  /** What was left out, and why. */
  readonly skipped: readonly { readonly id: string; readonly reason: string }[];
}

export type ExportTable = 'library' | 'evidence' | 'trajectories';

export interface ExportInput {
  readonly state: MemoryState;
  readonly redactor: Redactor;
  readonly table: ExportTable;
  /** The exact density of an item's posterior, for plots. */
  readonly density: (id: string) => Density | null;
}
