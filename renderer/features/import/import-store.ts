import { create } from 'zustand';
import type { BuildReport, ImportAnswers, ImportProgress, Preview } from '../../../shared/contract/index.ts';

/** A file that was looked at, with what a person said about it. */
export interface FoundFile {
  readonly preview: Preview;
  /** Fields as they were before any mapping: the preview of a mapped file does not repeat them. */
  readonly columns: Preview['columns'];
  readonly answers: ImportAnswers;
  readonly isIncluded: boolean;
  /** Being looked at again with new answers. */
  readonly isBusy: boolean;
  readonly error: unknown;
}

export type Progress = Extract<ImportProgress, { kind: 'progress' }>;

export type Run =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'running';
      readonly progress: Progress | null;
      readonly isCancelling: boolean;
    }
  | { readonly kind: 'done'; readonly report: BuildReport }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** What is copied to the host or looked at just now. */
export interface Gathering {
  readonly name: string;
  /** In [0, 1], by bytes; null before it is known. */
  readonly share: number | null;
  readonly done: number;
  readonly total: number;
  /** Episodes that were found so far; null for a copy. */
  readonly episodes: number | null;
}

interface ImportState {
  readonly files: readonly FoundFile[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly gathering: Gathering | null;
  /** Why the last thing that was added could not be looked at. */
  readonly error: unknown;
  /** A drop held more files than are taken at once. */
  readonly isCut: boolean;
  readonly run: Run;
}

export const emptyImport: ImportState = {
  files: [],
  skipped: [],
  gathering: null,
  error: null,
  isCut: false,
  run: { kind: 'none' },
};

/** Lives outside of the view, so that an import goes on while a person looks at something else. */
export const useImportStore = create<ImportState>()(() => emptyImport);

/** Adds what a look has found; a file that is there already is replaced. */
export function addFound(found: readonly Preview[], skipped: ImportState['skipped']): void {
  useImportStore.setState((state) => {
    const paths = new Set(found.map(({ file }) => file));
    const left = new Set([...paths, ...skipped.map(({ file }) => file)]);
    return {
      files: [
        ...state.files.filter(({ preview }) => !paths.has(preview.file)),
        ...found.map((preview): FoundFile => ({
          preview,
          columns: preview.columns,
          answers: {},
          isIncluded: true,
          isBusy: false,
          error: null,
        })),
      ],
      skipped: [...state.skipped.filter(({ file }) => !left.has(file)), ...skipped],
    };
  });
}

export function changeFile(file: string, change: Partial<FoundFile>): void {
  useImportStore.setState((state) => ({
    files: state.files.map((found) => (found.preview.file === file ? { ...found, ...change } : found)),
  }));
}
