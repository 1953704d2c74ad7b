import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  countsSchema,
  goalCategorySchema,
  journalEventSchema,
  ontologyCategorySchema,
  settingsSchema,
  sourceSchema,
  strategySchema,
  wordedKindSchema,
} from '../model/index.ts';
import type { Change } from '../model/index.ts';
import { capabilitiesSchema } from '../capabilities.ts';

/** What undo and redo would take back or do again: the kind of its event, told apart where one kind does two things. */
export const turnKinds = [
  'memory-created',
  'sources-imported',
  'skills-proposed',
  'settings-changed',
  'proposal-approved',
  'proposal-edited',
  'proposal-rejected',
  'proposal-deferred',
  'proposal-written',
  'procedure-edited',
  'procedure-reverted',
  'item-pinned',
  'item-unpinned',
  'item-locked',
  'item-unlocked',
  'item-deleted',
  'item-restored',
  'quarantine-released',
  'policy-changed',
  'source-unlearned',
  'decision-forgotten',
  'undone',
] as const;
export type TurnKind = (typeof turnKinds)[number];

/** The kind of a change as people tell it. */
export function turnKindOf(change: Change): TurnKind {
  if (change.kind === 'item-pinned' && !change.pinned) return 'item-unpinned';
  if (change.kind === 'item-locked' && !change.locked) return 'item-unlocked';
  if (change.kind === 'proposal-approved' && change.edited === true) return 'proposal-edited';
  return change.kind;
}

const turnSchema = z
  .object({
    seq: z.number().int(),
    /** In English, for the terminal; the interface makes its own words of `kind` and `about`. */
    label: z.string(),
    kind: z.enum(turnKinds),
    /** The goal of the item, the name of the file, or the number of the event; empty where the kind says it all. */
    about: z.string(),
    /** Of files; 1 elsewhere. */
    count: z.number().int(),
  })
  .readonly();
export type Turn = z.infer<typeof turnSchema>;

/** What the whole application shows about the open memory. */
export const memoryInfoSchema = z
  .object({
    uri: z.string(),
    stateHash: z.string(),
    /** Sequence number of the last event: it changes with every change of the memory. */
    revision: z.number().int(),
    counts: countsSchema,
    settings: settingsSchema,
    model: z
      .object({ id: z.string(), dimension: z.number().int(), available: z.boolean(), note: z.string() })
      .readonly(),
    undo: turnSchema.nullable(),
    redo: turnSchema.nullable(),
  })
  .readonly();
export type MemoryInfo = z.infer<typeof memoryInfoSchema>;

export const checkSchema = z.object({ name: z.string(), ok: z.boolean(), fault: z.string().nullable() }).readonly();
export const verifyReportSchema = z.object({ ok: z.boolean(), checks: z.array(checkSchema).readonly() }).readonly();
export type VerifyReport = z.infer<typeof verifyReportSchema>;

/** Answer of every call that changes the memory. */
export const decisionSchema = z
  .object({ event: journalEventSchema, stateHash: z.string(), revision: z.number().int() })
  .readonly();
export type Decision = z.infer<typeof decisionSchema>;

/** What un-learning a source does, told before it is done and after. Goals are told as they were before. */
export const unlearnReportSchema = z
  .object({
    source: sourceSchema,
    /** Decisions that rested on the source: their content goes, and they no longer stand. */
    stale: z
      .array(
        z.object({ seq: z.number().int(), was: wordedKindSchema, itemId: z.string(), goal: z.string() }).readonly(),
      )
      .readonly(),
    /** Live procedures that are no longer there. */
    gone: z.array(z.object({ id: z.string(), goal: z.string() }).readonly()).readonly(),
    before: countsSchema,
    after: countsSchema,
    /** Digest of the state without the source. */
    stateHash: z.string(),
  })
  .readonly();
export type UnlearnReport = z.infer<typeof unlearnReportSchema>;

const redactionsSchema = z.array(z.object({ kind: z.string(), count: z.number().int() }).readonly()).readonly();
const skippedItemsSchema = z.array(z.object({ id: z.string(), reason: z.string() }).readonly()).readonly();

export const exportForms = ['snapshot', 'skills', 'jsonl', 'csv', 'parquet', 'html'] as const;
export const exportTables = ['library', 'evidence', 'trajectories'] as const;

/** Kinds of secrets that a person may keep in an export. */
export const secretKindSchema = z.enum([
  'private-key',
  'jwt',
  'cloud-key',
  'code-host-token',
  'model-key',
  'payment-key',
  'chat-token',
  'package-token',
  'service-key',
  'connection-string',
  'url-password',
  'url-secret',
  'authorization',
  'cookie',
  'assignment',
  'email',
  'iban',
  'card',
  'phone',
  'national-id',
  'ip-address',
  'mac-address',
  'home-path',
]);
export type SecretKind = z.infer<typeof secretKindSchema>;

const exportRequest = {
  as: z.enum(exportForms),
  /** Take secrets out. A snapshot is the memory itself: nothing is taken out of it, but by `redactSnapshot`. */
  redact: z.boolean().default(true),
  /** Of a snapshot: take secrets out of episodes and decisions, and freeze the memory that these make, another state. */
  redactSnapshot: z.boolean().default(false),
  keep: z.array(secretKindSchema).default([]),
  /** For csv and parquet. */
  table: z.enum(exportTables).default('library'),
};

/** What would leave the memory, redacted as it would be. */
export const exportPreviewSchema = z
  .object({
    /** The first files, each with the beginning of its text; null where it is no text. */
    files: z
      .array(z.object({ path: z.string(), bytes: z.number().int(), head: z.string().nullable() }).readonly())
      .readonly(),
    fileCount: z.number().int(),
    bytes: z.number().int().nullable(),
    rows: z.number().int(),
    redactions: redactionsSchema,
    /** The first findings: the kind, where, a hint of what it was, and the words around it afterwards. */
    findings: z
      .array(z.object({ kind: z.string(), hint: z.string(), around: z.string(), where: z.string() }).readonly())
      .readonly(),
    skipped: skippedItemsSchema,
  })
  .readonly();
export type ExportPreview = z.infer<typeof exportPreviewSchema>;

export const exportResultSchema = z
  .object({
    file: z.string(),
    sha256: z.string(),
    stateHash: z.string(),
    counts: countsSchema,
    /** How many secrets of each kind were taken out. */
    redactions: redactionsSchema.optional(),
    /** Files that were written, and rows or items in them. */
    files: z.number().int().optional(),
    rows: z.number().int().optional(),
    skipped: skippedItemsSchema.optional(),
  })
  .readonly();
export type ExportResult = z.infer<typeof exportResultSchema>;

export const memoryContract = {
  /** Host and build, before any memory is open. `memory` is null when none is. */
  hello: oc.output(
    z.object({
      version: z.string(),
      host: z.enum(['desktop', 'browser', 'terminal']),
      capabilities: capabilitiesSchema,
      memory: memoryInfoSchema.nullable(),
      recent: z.array(z.object({ uri: z.string(), name: z.string() }).readonly()).readonly(),
      home: z.string(),
      /** Files that the sample memory is made from. */
      samples: z.array(z.string()),
    }),
  ),
  info: oc.output(memoryInfoSchema),
  /** Opens a memory, or makes one with this strategy where the folder is missing or empty and `create` is set. */
  open: oc
    .input(z.object({ uri: z.string(), create: z.boolean(), strategy: strategySchema.optional() }))
    .output(memoryInfoSchema),
  close: oc.output(z.object({ closed: z.boolean() })),
  sources: oc.output(z.array(sourceSchema)),
  /** What un-learning a source would do; nothing is changed. `source`: its id, the beginning of it, or its name. */
  planUnlearning: oc.input(z.object({ source: z.string() })).output(unlearnReportSchema),
  /** Forgets a source and removes its text from every file of the memory. It cannot be undone; its file can be imported again. */
  unlearn: oc
    .input(z.object({ source: z.string() }))
    .output(decisionSchema.unwrap().extend({ report: unlearnReportSchema }).readonly()),
  goals: oc.output(z.array(goalCategorySchema)),
  ontology: oc.output(z.array(ontologyCategorySchema)),
  /** Checks the open memory; with `target` the memory or the snapshot file at that place, without opening it. */
  verify: oc.input(z.object({ target: z.string().optional() }).optional()).output(verifyReportSchema),
  events: oc.output(z.array(journalEventSchema)),
  /** Takes back the last change that stands; with `seq`, only when that change is this one (STALE otherwise). */
  undo: oc.input(z.object({ seq: z.number().int() }).optional()).output(decisionSchema),
  /** Brings back what was taken back last; with `seq`, only when the undo that it ends is this event (STALE otherwise). */
  redo: oc.input(z.object({ seq: z.number().int() }).optional()).output(decisionSchema),
  changeSettings: oc.input(z.object({ settings: settingsSchema })).output(decisionSchema),
  exportTo: oc.input(z.object({ file: z.string(), ...exportRequest })).output(exportResultSchema),
  /** Shows what an export would hold; nothing is written. */
  previewExport: oc.input(z.object(exportRequest)).output(exportPreviewSchema),
  /** Opens a snapshot as a new memory in the folder `uri`. */
  importSnapshot: oc.input(z.object({ file: z.string(), uri: z.string() })).output(exportResultSchema),
};
