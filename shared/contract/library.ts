import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  evidenceSchema,
  intervalSchema,
  mergeSchema,
  metaProcedureSchema,
  procedureBodySchema,
  procedureSchema,
  revisionSchema,
  betaSchema,
} from '../model/index.ts';
import { libraryColumnsSchema, libraryTextsSchema } from './library-rows.ts';
import { decisionSchema } from './memory.ts';

/** A node of the hierarchy. `mean`, `certainty` in [0, 1]: colour and opacity. */
export const graphNodeSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['meta', 'procedure']),
    label: z.string(),
    mean: z.number(),
    certainty: z.number(),
    n: z.number(),
    pending: z.number().int(),
    /** The words of its label are a model's. */
    written: z.literal(true).optional(),
  })
  .readonly();
export const graphEdgeSchema = z
  .object({ id: z.string(), from: z.string(), to: z.string(), position: z.number().int() })
  .readonly();
export const graphSchema = z
  .object({ nodes: z.array(graphNodeSchema).readonly(), edges: z.array(graphEdgeSchema).readonly() })
  .readonly();
export type Graph = z.infer<typeof graphSchema>;
export type GraphNode = z.infer<typeof graphNodeSchema>;
export type GraphEdge = z.infer<typeof graphEdgeSchema>;

/** An exact density sampled on [0, 1]: `x` ascending, `posterior` and `prior` of the same length. */
export const densitySchema = z
  .object({
    posterior: betaSchema,
    prior: betaSchema,
    n: z.number(),
    mean: z.number(),
    points: z.array(z.object({ x: z.number(), posterior: z.number(), prior: z.number() }).readonly()).readonly(),
    intervals: z.array(intervalSchema).readonly(),
    entropy: z.number(),
    note: z.string().nullable(),
  })
  .readonly();
export type Density = z.infer<typeof densitySchema>;

/** The posterior after each evidence row, as the imports brought them, within one in id order of the trajectories. */
export const posteriorPointSchema = z
  .object({
    index: z.number().int(),
    evidenceId: z.string().nullable(),
    outcome: z.enum(['success', 'failure']).nullable(),
    /** The journal event of the import that brought the row; null before the first row. */
    event: z.number().int().nullable(),
    mean: z.number(),
    low: z.number(),
    high: z.number(),
    n: z.number(),
  })
  .readonly();
export type PosteriorPoint = z.infer<typeof posteriorPointSchema>;

/** A span of a trajectory as it is shown beside evidence: its steps as lines. */
export const spanSchema = z
  .object({
    evidence: evidenceSchema,
    goal: z.string(),
    title: z.string(),
    steps: z
      .array(z.object({ index: z.number().int(), action: z.string(), observation: z.string() }).readonly())
      .readonly(),
  })
  .readonly();
export type Span = z.infer<typeof spanSchema>;

export const procedureDetailSchema = z
  .object({
    procedure: procedureSchema,
    revisions: z.array(revisionSchema).readonly(),
    success: z.array(spanSchema).readonly(),
    failure: z.array(spanSchema).readonly(),
    metas: z.array(z.object({ id: z.string(), goal: z.string() }).readonly()).readonly(),
    proposals: z.array(z.string()).readonly(),
  })
  .readonly();
export type ProcedureDetail = z.infer<typeof procedureDetailSchema>;

export const metaDetailSchema = z
  .object({
    meta: metaProcedureSchema,
    steps: z.array(z.object({ id: z.string(), goal: z.string(), mean: z.number() }).readonly()).readonly(),
    evidence: z.array(evidenceSchema).readonly(),
  })
  .readonly();
export type MetaDetail = z.infer<typeof metaDetailSchema>;

/** A line of the forest plot: the live items with their 50 % (`inner`) and 89 % (`outer`) equal-tailed intervals. */
export const forestRowSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['procedure', 'meta']),
    goal: z.string(),
    mean: z.number(),
    n: z.number(),
    inner: intervalSchema,
    outer: intervalSchema,
  })
  .readonly();
export type ForestRow = z.infer<typeof forestRowSchema>;

const id = z.object({ id: z.string() });

export const libraryContract = {
  procedures: oc.output(z.array(procedureSchema)),
  metas: oc.output(z.array(metaProcedureSchema)),
  /** Every item, in the order of the table before it is sorted; `texts` are what its rows are searched by. */
  columns: oc.output(libraryColumnsSchema),
  texts: oc.output(libraryTextsSchema),
  procedure: oc.input(id).output(procedureDetailSchema),
  meta: oc.input(id).output(metaDetailSchema),
  graph: oc.output(graphSchema),
  /** Works for procedures and meta-procedures. */
  density: oc.input(z.object({ id: z.string(), points: z.number().int().min(32).max(2048) })).output(densitySchema),
  forest: oc.output(z.array(forestRowSchema)),
  history: oc.input(id).output(z.array(posteriorPointSchema)),
  edit: oc
    .input(z.object({ id: z.string(), baseRevision: z.string(), body: procedureBodySchema }))
    .output(decisionSchema),
  /** A locked procedure is proposed nothing. */
  lock: oc.input(z.object({ id: z.string(), locked: z.boolean() })).output(decisionSchema),
  /** Makes the body of the revision `to` live again, as a new revision. */
  revert: oc.input(z.object({ id: z.string(), baseRevision: z.string(), to: z.string() })).output(decisionSchema),
  /** Patterns that were merged into a procedure, and whether it is itself one that is kept apart. */
  merges: oc
    .input(id)
    .output(z.object({ merged: z.array(mergeSchema).readonly(), isKeptApart: z.boolean() }).readonly()),
  /** Takes a merge back, or allows it again: the pattern `id` becomes a procedure of its own, or may be merged as before. A change of the settings. */
  keepApart: oc.input(z.object({ id: z.string(), apart: z.boolean() })).output(decisionSchema),
  pin: oc.input(z.object({ id: z.string(), pinned: z.boolean() })).output(decisionSchema),
  remove: oc.input(id).output(decisionSchema),
  restore: oc.input(id).output(decisionSchema),
};
