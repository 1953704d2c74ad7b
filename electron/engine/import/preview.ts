import type { ImportAnswers, Preview, PreviewReport } from '../../../shared/contract/index.ts';
import type { Rejection, Trajectory } from '../../../shared/model/index.ts';
import { countIn, type InspectOptions, noCounts, reasonToSkip } from './inspect.ts';
import { columnsOf, suggestMapping } from './mapping/index.ts';
import { lookAt, type OpenedFile } from './open.ts';
import { OutcomeOffer } from './outcome/index.ts';
import { read } from './read.ts';
import { walk, type WalkedFile } from './walk.ts';

const REJECTIONS_SHOWN = 100;

type PreviewOptions = InspectOptions & { readonly answers: ImportAnswers };

/**
 * What the files below the paths hold, before anything is imported: format with reason, counts, the first trajectory,
 * the fields that could tell an outcome where episodes have none, and the columns where no reader knows the file.
 */
export async function preview(
  paths: readonly string[],
  answers: ImportAnswers = {},
  options: InspectOptions = {},
): Promise<PreviewReport> {
  const { files, skipped } = await walk(paths);
  const previews: Preview[] = [];
  const left: { file: string; reason: string }[] = [...skipped];
  for (const file of files) {
    const { path } = file;
    try {
      const one = await previewFile(file, { ...options, answers });
      if (typeof one === 'string') left.push({ file: path, reason: one });
      else previews.push(one);
    } catch (error) {
      left.push({ file: path, reason: reasonToSkip(error) });
    }
  }
  return { files: previews, skipped: left };
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
      if (counts.trajectories <= RECORDS_FOR_OFFER) offer.add(item.raw);
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

const RECORDS_FOR_OFFER = 2000;
