import { z } from 'zod';
import { conditionSchema } from './condition.ts';
import { procedureBodySchema } from './procedure.ts';
import { writtenSchema } from './reasoner.ts';

/** Counts of a 2x2 table: the condition present or absent, in successes and in failures; one unit an episode. */
export const tableSchema = z
  .object({
    presentSuccess: z.number(),
    presentFailure: z.number(),
    absentSuccess: z.number(),
    absentFailure: z.number(),
  })
  .readonly();
export type ContrastTable = z.infer<typeof tableSchema>;

/**
 * One candidate difference between success and failure contexts.
 * `probability` is P(rate with > rate without) under independent Beta(1,1) posteriors, pooled over the table.
 * `eValue` is stratified by source and goal category and valid at a fixed look; `strong` is after the
 * Benjamini-Hochberg procedure for e-values over all candidates of the memory.
 */
export const contrastSchema = z
  .object({
    id: z.string(),
    part: z.enum(['precondition', 'step', 'order', 'postcondition']),
    side: z.enum(['success', 'failure']),
    /** What it is about, for a person: the rendered condition, or the template of the step. */
    label: z.string(),
    condition: conditionSchema.optional(),
    table: tableSchema,
    probability: z.number(),
    eValue: z.number(),
    strata: z.number().int(),
    strong: z.boolean(),
    /** Evidence ids that show the difference, at most `contextsPerSide` each. */
    spans: z.object({ success: z.array(z.string()).readonly(), failure: z.array(z.string()).readonly() }).readonly(),
  })
  .readonly();
export type Contrast = z.infer<typeof contrastSchema>;

/** Kinds are an open union: a strategy may add its own, and an old reader keeps what it does not know. */
export const proposalKindSchema = z.string();
/** `edited`: approved with a change of a person's own. */
export const proposalStatusSchema = z.enum(['pending', 'deferred', 'approved', 'edited', 'rejected', 'stale']);
export type ProposalStatus = z.infer<typeof proposalStatusSchema>;

/** A proposed new revision of one item. It applies only while the item's live revision is `baseRevision`. */
export const proposalSchema = z
  .object({
    id: z.string(),
    kind: proposalKindSchema,
    targetId: z.string(),
    baseRevision: z.string(),
    status: proposalStatusSchema,
    title: z.string(),
    before: procedureBodySchema,
    after: procedureBodySchema,
    contrasts: z.array(contrastSchema).readonly(),
    strong: z.boolean(),
    /** P(new better than old): the smallest of the contrasts' probabilities, shown with their tables; 1/2 where there is none. */
    probability: z.number(),
    reason: z.string().nullable(),
    decidedBy: z.number().int().nullable(),
    /** There when a model wrote it: it rests on no contrast, and `probability` says nothing. */
    written: writtenSchema.optional(),
  })
  .readonly();
export type Proposal = z.infer<typeof proposalSchema>;
