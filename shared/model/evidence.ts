import { z } from 'zod';
import { outcomeSchema } from './trajectory.ts';
import { truthSchema } from './condition.ts';

export const evidenceRuleSchema = z.enum(['episode', 'effect', 'blended']);
export type EvidenceRule = z.infer<typeof evidenceRuleSchema>;

/**
 * One row for one execution of a procedure or meta-procedure: the span [from, to) of a trajectory, the outcome
 * that was counted, and the rule that judged it with its inputs (SPEC, E: Phi x outcome x went on x explained).
 */
export const evidenceSchema = z
  .object({
    id: z.string(),
    itemId: z.string(),
    revision: z.string(),
    trajectoryId: z.string(),
    sourceId: z.string(),
    from: z.number().int(),
    to: z.number().int(),
    outcome: z.enum(['success', 'failure']),
    rule: evidenceRuleSchema,
    phi: truthSchema,
    episode: outcomeSchema,
    wentOn: z.boolean(),
    /** The end of an episode that a miss before explains the failure of. Missing in rows of earlier versions. */
    explained: z.boolean().default(false),
  })
  .readonly();
export type Evidence = z.infer<typeof evidenceSchema>;

/** A span of steps [from, to) that pursues one sub-goal, and the procedure that it executes, if any. */
export const segmentSchema = z
  .object({
    id: z.string(),
    trajectoryId: z.string(),
    from: z.number().int(),
    to: z.number().int(),
    description: z.string(),
    procedureId: z.string().nullable(),
    /** Why it ends where it ends, strongest first, e.g. `effect`, `found`, `focus`, `end`. */
    reasons: z.array(z.string()).readonly(),
    bindings: z.record(z.string(), z.string()),
    evidenceId: z.string().nullable(),
  })
  .readonly();
export type Segment = z.infer<typeof segmentSchema>;
