import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { rejectionSchema, trajectorySchema } from '../model/index.ts';

/** Counts of what a file or a build holds. A step is an action with its observation. */
const tally = {
  trajectories: z.number().int(),
  success: z.number().int(),
  failure: z.number().int(),
  unknown: z.number().int(),
  steps: z.number().int(),
};

export const inspectedFileSchema = z
  .object({
    file: z.string(),
    format: z.string(),
    ...tally,
    rejected: z.array(rejectionSchema).readonly(),
    notes: z.array(z.string()).readonly(),
  })
  .readonly();
export type InspectedFile = z.infer<typeof inspectedFileSchema>;

export const skippedFileSchema = z.object({ file: z.string(), reason: z.string() }).readonly();

export const inspectReportSchema = z
  .object({
    files: z.array(inspectedFileSchema).readonly(),
    skipped: z.array(skippedFileSchema).readonly(),
    totals: z.object({ ...tally, rejected: z.number().int() }).readonly(),
  })
  .readonly();
export type InspectReport = z.infer<typeof inspectReportSchema>;

/** How fields of a generic record become a trajectory; paths are dotted. Saved as JSON, and found again by its `columns`. */
export const mappingSchema = z
  .object({
    name: z.string(),
    /** The fields that a file must have for this mapping to fit. */
    columns: z.array(z.string()).readonly(),
    /** Rows with the same value are one episode; absent when a record is a whole episode. */
    episode: z.string().optional(),
    goal: z.string().optional(),
    /** Path of the list of steps inside a record; absent when a row is one step. */
    steps: z.string().optional(),
    thought: z.string().optional(),
    action: z.string(),
    observation: z.string().optional(),
    outcome: z.string().optional(),
    /** What value of `outcome` is success, e.g. `>=1`, `=yes`; absent: true, 1, "success". */
    success: z.string().optional(),
  })
  .readonly();
export type Mapping = z.infer<typeof mappingSchema>;

/** What a file does not say by itself, answered by a person, by a saved answer, or by the terminal's options. */
export const importAnswersSchema = z
  .object({
    /** `FIELD>=X`, `FIELD=TEXT`: what success is where a file has a number or a text. */
    outcome: z.string().optional(),
    mapping: mappingSchema.optional(),
    /** The format to use where two readers claim a file. */
    format: z.string().optional(),
  })
  .readonly();
export type ImportAnswers = z.infer<typeof importAnswersSchema>;

/** What a preview shows before anything is imported, one entry a file. */
export const previewSchema = z
  .object({
    file: z.string(),
    format: z.string().nullable(),
    confidence: z.number(),
    reason: z.string(),
    /** Other formats that claim the file, most confident first. */
    alternatives: z
      .array(z.object({ format: z.string(), confidence: z.number(), reason: z.string() }).readonly())
      .readonly(),
    ...tally,
    rejected: z.array(rejectionSchema).readonly(),
    notes: z.array(z.string()).readonly(),
    first: trajectorySchema.nullable(),
    /** Fields that could tell the outcome, with values seen, when the file does not say which does. */
    outcomeFields: z
      .array(z.object({ field: z.string(), values: z.array(z.string()).readonly(), suggestion: z.string() }).readonly())
      .readonly(),
    /** Fields of the first record, for a mapping, when no reader knows the file. */
    columns: z.array(z.object({ path: z.string(), sample: z.string() }).readonly()).readonly(),
    mapping: mappingSchema.nullable(),
  })
  .readonly();
export type Preview = z.infer<typeof previewSchema>;

export const previewReportSchema = z
  .object({ files: z.array(previewSchema).readonly(), skipped: z.array(skippedFileSchema).readonly() })
  .readonly();
export type PreviewReport = z.infer<typeof previewReportSchema>;

const secondsSchema = z
  .object({
    import: z.number(),
    abstraction: z.number(),
    segmentation: z.number(),
    conditions: z.number(),
    embedding: z.number(),
    matching: z.number(),
    evidence: z.number(),
    refinement: z.number(),
    hierarchy: z.number(),
    store: z.number(),
    total: z.number(),
  })
  .readonly();
export type BuildSeconds = z.infer<typeof secondsSchema>;

export const buildReportSchema = z
  .object({
    read: z.number().int(),
    imported: z.number().int(),
    alreadyThere: z.number().int(),
    /** Files that an earlier start of the same import, which was interrupted, had read: they were not read again. */
    resumed: z.number().int().optional(),
    rejected: z
      .array(z.object({ file: z.string(), record: z.number().int(), reason: z.string() }).readonly())
      .readonly(),
    skipped: z.array(skippedFileSchema).readonly(),
    trajectories: z
      .object({ success: z.number().int(), failure: z.number().int(), unknown: z.number().int() })
      .readonly(),
    steps: z.number().int(),
    segments: z.number().int(),
    evidence: z.number().int(),
    procedures: z.number().int(),
    metaProcedures: z.number().int(),
    proposals: z.number().int(),
    stateHash: z.string(),
    seconds: secondsSchema,
    peakRssMiB: z.number(),
  })
  .readonly();
export type BuildReport = z.infer<typeof buildReportSchema>;

export const buildStages = [
  'reading',
  'abstraction',
  'segmentation',
  'conditions',
  'matching',
  'evidence',
  'refinement',
  'hierarchy',
  'embedding',
  'store',
] as const;

/** A stream of these answers `run`; the last is `done`. Aborting the stream cancels, and the memory stays as it was. */
export const importProgressSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('progress'),
      stage: z.enum(buildStages),
      file: z.string().nullable(),
      filesDone: z.number().int(),
      files: z.number().int(),
      bytesDone: z.number(),
      bytes: z.number(),
      trajectories: z.number().int(),
      rejected: z.number().int(),
      /** Trajectories a second so far, and seconds left; null before they can be told. */
      rate: z.number().nullable(),
      secondsLeft: z.number().nullable(),
    })
    .readonly(),
  z.object({ kind: z.literal('done'), report: buildReportSchema }).readonly(),
]);
export type ImportProgress = z.infer<typeof importProgressSchema>;

/** The formats in which trajectories leave, as readers call them. */
export const writtenFormatSchema = z.enum(['atif', 'openai-messages']);

export const convertReportSchema = z
  .object({
    to: writtenFormatSchema,
    /** Trajectories written. */
    trajectories: z.number().int(),
    /** What was read, with the file that it was written to; files without a trajectory are not named. */
    files: z
      .array(
        z.object({ file: z.string(), format: z.string(), out: z.string(), trajectories: z.number().int() }).readonly(),
      )
      .readonly(),
    rejected: z
      .array(z.object({ file: z.string(), record: z.number().int(), reason: z.string() }).readonly())
      .readonly(),
    skipped: z.array(skippedFileSchema).readonly(),
  })
  .readonly();
export type ConvertReport = z.infer<typeof convertReportSchema>;

/** How far a pass over files is. Bytes are those of the files, packed where they are packed. */
const passProgress = {
  file: z.string().nullable(),
  filesDone: z.number().int(),
  files: z.number().int(),
  bytesDone: z.number(),
  bytes: z.number(),
  trajectories: z.number().int(),
  rejected: z.number().int(),
};

/** A stream of these answers `convert`; the last is `done`. Aborting it leaves no half of a file. */
export const convertProgressSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), ...passProgress }).readonly(),
  z.object({ kind: z.literal('done'), report: convertReportSchema }).readonly(),
]);
export type ConvertProgress = z.infer<typeof convertProgressSchema>;

const files = z.object({ paths: z.array(z.string()), answers: importAnswersSchema.default({}) });

/** The message of the reason with which a host that ends aborts an import: what was read stays for the next start. */
export const interruption = 'interrupted';

/** A folder of which what comes is imported, and what became of it since this host began to watch. */
export const watchedFolderSchema = z
  .object({
    folder: z.string(),
    answers: importAnswersSchema,
    paused: z.boolean(),
    /** `missing`: there is no such folder now; it is looked for all the same. */
    state: z.enum(['watching', 'importing', 'missing']),
    /** Files that are new and may still be written to. */
    waiting: z.number().int(),
    /** Files and episodes that were imported, and records that were rejected. */
    files: z.number().int(),
    episodes: z.number().int(),
    rejected: z.number().int(),
    lastAt: z.string().nullable(),
    /** Files that were not imported, each once. */
    failed: z.array(skippedFileSchema).readonly(),
  })
  .readonly();
export type WatchedFolder = z.infer<typeof watchedFolderSchema>;

/** What a watched folder tells as it happens. */
export const watchedEventSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('imported'),
      at: z.string(),
      files: z.number().int(),
      imported: z.number().int(),
      alreadyThere: z.number().int(),
      rejected: z.number().int(),
      stateHash: z.string(),
    })
    .readonly(),
  z.object({ kind: z.literal('failed'), at: z.string(), file: z.string(), reason: z.string() }).readonly(),
]);
export type WatchedEvent = z.infer<typeof watchedEventSchema>;

const watchedFolders = z.array(watchedFolderSchema);
const folder = z.object({ folder: z.string().min(1) });

/** A stream of these answers `look`: how far it is, what was found, and an end. */
export const lookSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), ...passProgress }).readonly(),
  z
    .object({
      kind: z.literal('found'),
      files: z.array(previewSchema).readonly(),
      skipped: z.array(skippedFileSchema).readonly(),
    })
    .readonly(),
]);
export type Look = z.infer<typeof lookSchema>;

/** One run is one event, also where the answers differ from file to file. */
const runSchema = files.extend({
  /** Answers that hold in place of `answers`, by the path of the file as `preview` names it. */
  perFile: z.record(z.string(), importAnswersSchema).default({}),
  /** It goes on when whoever began it no longer listens (a page that is loaded again); `follow` and `cancel` reach it. */
  detached: z.boolean().default(false),
});

export const importsContract = {
  preview: oc.input(files).output(previewReportSchema),
  inspect: oc.input(files).output(inspectReportSchema),
  /** What `preview` answers, part by part and with progress. */
  look: oc.input(files).output(eventIterator(lookSchema)),
  run: oc.input(runSchema).output(eventIterator(importProgressSchema)),
  /** The detached import under way, or the end of one that nobody has heard of yet; a stream without an answer where there is none. */
  follow: oc.output(eventIterator(importProgressSchema)),
  cancel: oc.output(z.object({ cancelled: z.boolean() })),
  /** Folders that are watched for the memory that is open. They are remembered, and watched while a host has it open. */
  watched: oc.output(watchedFolders),
  watch: oc.input(files.omit({ paths: true }).extend(folder.shape)).output(watchedFolders),
  unwatch: oc.input(folder).output(watchedFolders),
  pauseWatch: oc.input(folder.extend({ paused: z.boolean() })).output(watchedFolders),
  /** Watches a folder as long as somebody listens; nothing is remembered. */
  watching: oc.input(files.omit({ paths: true }).extend(folder.shape)).output(eventIterator(watchedEventSchema)),
  /** Writes what files hold in another format: below `out` where that is a folder, else all to the file `out`. */
  convert: oc
    .input(files.extend({ to: writtenFormatSchema, out: z.string().min(1) }))
    .output(eventIterator(convertProgressSchema)),
  /** Lists a folder of the host; for hosts with the capability `browseFolders`. */
  browse: oc.input(z.object({ path: z.string() })).output(
    z.object({
      path: z.string(),
      parent: z.string().nullable(),
      entries: z.array(
        z.object({ name: z.string(), path: z.string(), folder: z.boolean(), bytes: z.number() }).readonly(),
      ),
    }),
  ),
  mappings: oc.output(z.array(mappingSchema)),
  saveMapping: oc.input(z.object({ mapping: mappingSchema })).output(z.array(mappingSchema)),
};
