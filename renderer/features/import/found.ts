import type { Client } from '../../../shared/contract/index.ts';
import type { FoundFile } from './import-store.ts';

type RunInput = Parameters<Client['imports']['run']>[0];

export type FileState = 'ready' | 'outcome' | 'format' | 'mapping' | 'empty' | 'excluded';

/** What a file needs, or that it needs nothing. Unknown outcomes may stay unknown: they stop nothing. */
export function stateOf({ preview, isIncluded }: FoundFile): FileState {
  if (!isIncluded) return 'excluded';
  if (preview.format === null) return preview.alternatives.length > 0 ? 'format' : 'mapping';
  if (preview.trajectories === 0) return 'empty';
  return preview.unknown > 0 && preview.outcomeFields.length > 0 ? 'outcome' : 'ready';
}

export function isImportable(found: FoundFile): boolean {
  const state = stateOf(found);
  return (state === 'ready' || state === 'outcome') && !found.isBusy;
}

/** What one import of all files that can be imported takes; a file that needed no answer is not named by itself. */
export function runInputOf(files: readonly FoundFile[]): RunInput {
  const ready = files.filter(isImportable);
  const answered = ready.filter(({ answers }) => Object.keys(answers).length > 0);
  return {
    paths: ready.map(({ preview }) => preview.file),
    perFile: Object.fromEntries(answered.map(({ preview, answers }) => [preview.file, answers])),
  };
}
