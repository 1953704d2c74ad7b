import type { ImportAnswers, Look, Preview, PreviewReport } from '../../../shared/contract/index.ts';
import type { Rejection, Trajectory } from '../../../shared/model/index.ts';
import { countIn, type InspectOptions, noCounts, reasonToSkip, recordsForOffer } from './inspect.ts';
import { columnsOf, suggestMapping } from './mapping/index.ts';
import { checkFormat, lookAt, type OpenedFile } from './open.ts';
import { OutcomeOffer } from './outcome/index.ts';
import { read } from './read.ts';
import { walk, type WalkedFile } from './walk.ts';

const REJECTIONS_SHOWN = 100;

type LookProgress = Look & { readonly kind: 'progress' };
type PreviewOptions = InspectOptions & {
  readonly answers: ImportAnswers;
  readonly onBytes?: (done: number) => void;
};

/** What a look at files tells one after the other: how far it is, and what it found. */
export type Seen =
  | { readonly kind: 'progress'; readonly progress: Omit<LookProgress, 'kind'> }
  | { readonly kind: 'file'; readonly preview: Preview }
  | { readonly kind: 'skipped'; readonly file: string; readonly reason: string };

/**
 * What the files below the paths hold, before anything is imported: format with reason, counts, the first trajectory,
 * the fields that could tell an outcome where episodes have none, and the columns where no reader knows the file.
 */
export async function preview(
  paths: readonly string[],
  answers: ImportAnswers = {},
  options: InspectOptions = {},
): Promise<PreviewReport> {
  const previews: Preview[] = [];
  const left: { file: string; reason: string }[] = [];
  await look(paths, { ...options, answers }, (seen) => {
    if (seen.kind === 'file') previews.push(seen.preview);
    if (seen.kind === 'skipped') left.push({ file: seen.file, reason: seen.reason });
  });
  return { files: previews, skipped: left };
}

/** The same, told file by file. */
export async function look(
  paths: readonly string[],
  options: PreviewOptions,
  tell: (seen: Seen) => void,
): Promise<void> {
  checkFormat(options.answers);
  const { files, skipped } = await walk(paths, options.signal);
  for (const one of skipped) tell({ kind: 'skipped', ...one });
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const done = { filesDone: 0, bytesDone: 0, trajectories: 0, rejected: 0 };
  for (const file of files) {
    const { path } = file;
    const onBytes = (now: number): void =>
      tell({
        kind: 'progress',
        progress: { ...done, file: path, files: files.length, bytes, bytesDone: done.bytesDone + now },
      });
    onBytes(0);
    try {
      const one = await previewFile(file, { ...options, onBytes });
      if (typeof one === 'string') tell({ kind: 'skipped', file: path, reason: one });
      else {
        done.trajectories += one.trajectories;
        done.rejected += one.rejected.length;
        tell({ kind: 'file', preview: one });
      }
    } catch (error) {
      tell({ kind: 'skipped', file: path, reason: reasonToSkip(error) });
    }
    done.filesDone += 1;
    done.bytesDone += file.bytes;
  }
}

async function previewFile(file: WalkedFile, options: PreviewOptions): Promise<Preview | string> {
  const { path } = file;
  const opened = await lookAt(await file.open(), options);
  if (typeof opened === 'string') return opened;
  const { choice, sample } = opened;
  if (choice.kind === 'one') return { ...known(path, opened), ...(await contents(file, options)) };
  const { records } = sample;
  if (choice.kind === 'nobody' && (records.length === 0 || choice.isCompanion)) return choice.reason;
  const columns = choice.kind === 'nobody' ? columnsOf(records[0]?.value ?? null) : [];
  const reason = choice.kind === 'nobody' ? choice.reason : 'several formats claim this file';
  return { ...nothing(path), reason, alternatives: alternativesOf(opened), columns, mapping: suggestMapping(columns) };
}

function nothing(path: string): Preview {
  return {
    file: path,
    format: null,
    confidence: 0,
    reason: '',
    alternatives: [],
    ...noCounts(),
    rejected: [],
    notes: [],
    first: null,
    outcomeFields: [],
    columns: [],
    mapping: null,
  };
}

function known(path: string, { choice }: OpenedFile): Preview {
  if (choice.kind !== 'one') return nothing(path);
  const { reader, claim } = choice.claimed;
  const alternatives = choice.others.map((other) => ({
    format: other.reader.format,
    confidence: other.claim.confidence,
    reason: other.claim.reason,
  }));
  const { confidence, reason } = claim;
  return { ...nothing(path), format: reader.format, confidence, reason, alternatives, mapping: choice.mapping };
}

function alternativesOf({ choice }: OpenedFile): Preview['alternatives'] {
  if (choice.kind !== 'several') return [];
  return choice.claims.map(({ reader, claim }) => ({
    format: reader.format,
    confidence: claim.confidence,
    reason: claim.reason,
  }));
}

/** The parts of a preview that take a pass over the file. */
async function contents(file: WalkedFile, options: PreviewOptions): Promise<Partial<Preview>> {
  const counts = noCounts();
  const offer = new OutcomeOffer();
  const rejections: Rejection[] = [];
  let first: Trajectory | null = null;
  let notes: readonly string[] = [];
  for await (const item of read(file, options)) {
    if (item.kind === 'trajectory') {
      first ??= item.trajectory;
      countIn(counts, item.trajectory);
      if (counts.trajectories <= recordsForOffer) offer.add(item.raw);
    } else if (item.kind === 'rejection') rejections.push(item.rejection);
    else if (item.kind === 'source') notes = item.notes;
  }
  const more = rejections.length - REJECTIONS_SHOWN;
  return {
    ...counts,
    first,
    rejected: rejections.slice(0, REJECTIONS_SHOWN),
    notes: more > 0 ? [...notes, `${more} more records were rejected`] : notes,
    outcomeFields: counts.unknown > 0 || options.answers.outcome !== undefined ? offer.offers() : [],
  };
}
