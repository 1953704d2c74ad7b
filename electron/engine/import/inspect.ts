import type { ImportAnswers, InspectedFile, InspectReport, Mapping } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import type { Rejection, Trajectory } from '../../../shared/model/index.ts';
import { checkFormat } from './open.ts';
import { OutcomeOffer } from './outcome/index.ts';
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
  checkFormat(answers);
  const { files, skipped } = await walk(paths, options.signal);
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
  const offer = new OutcomeOffer();
  let format = '';
  let notes: readonly string[] = [];
  for await (const item of read(file, options)) {
    switch (item.kind) {
      case 'opened':
        format = item.format;
        break;
      case 'trajectory':
        countIn(counts, item.trajectory);
        if (counts.trajectories <= recordsForOffer) offer.add(item.raw);
        break;
      case 'rejection':
        rejections.push(item.rejection);
        break;
      case 'source':
        notes = item.notes;
    }
  }
  const hints = counts.unknown > 0 && options.answers.outcome === undefined ? outcomeHint(offer) : [];
  return { file: file.path, format, ...counts, rejected: rejections, notes: [...notes, ...hints] };
}

/** So many records are looked at for fields that could tell an outcome. */
export const recordsForOffer = 2000;
const fieldsHinted = 3;

/** How to say on the command line what the file does not. */
function outcomeHint(offer: OutcomeOffer): readonly string[] {
  const fields = offer.offers().slice(0, fieldsHinted);
  const told = fields.map(({ suggestion, values }) => {
    const some = values.slice(0, 4).map((value) => (value.length > 40 ? `${value.slice(0, 40)}…` : value));
    return `--outcome ${quoted(suggestion)} (values: ${some.join(', ')})`;
  });
  return told.length === 0 ? [] : [`the outcome may be told by ${told.join(', or ')}`];
}

/** As a shell takes it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Why one file is left out while the others go on; whatever ends the whole reading is thrown again. */
export function reasonToSkip(error: unknown): string {
  const skips =
    error instanceof KnackError && ['FILE_UNREADABLE', 'FORMAT_UNKNOWN', 'FORMAT_AMBIGUOUS'].includes(error.code);
  if (!skips) throw error;
  return error.happened;
}
