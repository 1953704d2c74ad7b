import type { ImportAnswers, InspectedFile, InspectReport, Mapping } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import type { Rejection, Trajectory } from '../../../shared/model/index.ts';
import { read } from './read.ts';
import { walk, type WalkedFile } from './walk.ts';

export interface InspectOptions {
  readonly mappings?: readonly Mapping[];
  readonly signal?: AbortSignal;
}

export interface Counts {
  trajectories: number;
  success: number;
  failure: number;
  unknown: number;
  steps: number;
}

export function noCounts(): Counts {
  return { trajectories: 0, success: 0, failure: 0, unknown: 0, steps: 0 };
}

export function countIn(counts: Counts, trajectory: Trajectory): void {
  counts.trajectories += 1;
  counts[trajectory.outcome] += 1;
  counts.steps += trajectory.steps.length;
}

/** Counts what the files below the paths hold, without keeping anything. Files that nobody reads are skipped with a reason. */
export async function inspect(
  paths: readonly string[],
  answers: ImportAnswers = {},
  options: InspectOptions = {},
): Promise<InspectReport> {
  const { files, skipped } = await walk(paths);
  const inspected: InspectedFile[] = [];
  const left: { file: string; reason: string }[] = [...skipped];
  for (const file of files) {
    const { path } = file;
    try {
      inspected.push(await inspectFile(file, { ...options, answers }));
    } catch (error) {
      left.push({ file: path, reason: reasonToSkip(error) });
    }
  }
  const totals = { ...noCounts(), rejected: 0 };
  for (const file of inspected) {
    for (const key of ['trajectories', 'success', 'failure', 'unknown', 'steps'] as const) totals[key] += file[key];
    totals.rejected += file.rejected.length;
  }
  return { files: inspected, skipped: left, totals };
}

async function inspectFile(
  file: WalkedFile,
  options: InspectOptions & { readonly answers: ImportAnswers },
): Promise<InspectedFile> {
  const counts = noCounts();
  const rejections: Rejection[] = [];
  let format = '';
  let notes: readonly string[] = [];
  for await (const item of read(file, options)) {
    switch (item.kind) {
      case 'opened':
        format = item.format;
        break;
      case 'trajectory':
        countIn(counts, item.trajectory);
        break;
      case 'rejection':
        rejections.push(item.rejection);
        break;
      case 'source':
        notes = item.notes;
    }
  }
  return { file: file.path, format, ...counts, rejected: rejections, notes };
}

/** Why one file is left out while the others go on; whatever ends the whole reading is thrown again. */
export function reasonToSkip(error: unknown): string {
  const skips =
    error instanceof KnackError && ['FILE_UNREADABLE', 'FORMAT_UNKNOWN', 'FORMAT_AMBIGUOUS'].includes(error.code);
  if (!skips) throw error;
  return error.happened;
}
