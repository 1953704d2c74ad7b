import { z } from 'zod';
import { betaSchema, posteriorSchema } from './posterior.ts';
import { conditionSchema } from './condition.ts';
import { writtenMarkSchema } from './reasoner.ts';

/** A variable of a procedure. `examples` are the values seen most often; `boundFrom` counts where values came from. */
export const slotSchema = z
  .object({
    name: z.string(),
    type: z.string(),
    examples: z.array(z.object({ value: z.string(), count: z.number() }).readonly()).readonly(),
    boundFrom: z.object({ goal: z.number(), observation: z.number(), step: z.number() }).readonly(),
  })
  .readonly();
export type Slot = z.infer<typeof slotSchema>;

/** An abstracted action. `template` names slots as `{slot}`; `present`/`of`: executions that contain the step. */
export const procedureStepSchema = z
  .object({
    id: z.string(),
    template: z.string(),
    kind: z.enum(['text', 'tool']),
    optional: z.boolean(),
    repeats: z.boolean(),
    evidence: z.object({ present: z.number(), of: z.number() }).readonly(),
  })
  .readonly();
export type ProcedureStep = z.infer<typeof procedureStepSchema>;

/** What a revision fixes: (G, Psi, pi, Phi) and the slots. A revision's hash is the hash of this. */
export const procedureBodySchema = z
  .object({
    goal: z.string(),
    slots: z.array(slotSchema).readonly(),
    preconditions: z.array(conditionSchema).readonly(),
    steps: z.array(procedureStepSchema).readonly(),
    postconditions: z.array(conditionSchema).readonly(),
  })
  .readonly();
export type ProcedureBody = z.infer<typeof procedureBodySchema>;

/** The step that completes a procedure: the last one that is not optional, else the last; undefined where there is none. */
export function completingStep({ steps }: Pick<ProcedureBody, 'steps'>): ProcedureStep | undefined {
  return steps.findLast(({ optional }) => !optional) ?? steps.at(-1);
}

export const revisionOriginSchema = z.enum(['mined', 'refined', 'edited', 'reverted', 'imported']);
export type RevisionOrigin = z.infer<typeof revisionOriginSchema>;

/** An immutable version of a procedure. `seq` is the journal event that made it; 0 for what was mined. */
export const revisionSchema = z
  .object({
    hash: z.string(),
    parent: z.string().nullable(),
    seq: z.number().int(),
    origin: revisionOriginSchema,
    body: procedureBodySchema,
    prior: betaSchema,
    /** Parts whose words a model wrote. */
    written: z.array(writtenMarkSchema).readonly().optional(),
  })
  .readonly();
export type Revision = z.infer<typeof revisionSchema>;

export const procedureStatusSchema = z.enum(['live', 'deleted', 'pruned']);

/** A procedure with its live revision. Posterior = prior of the live revision + evidence rows of that revision. */
export const procedureSchema = z
  .object({
    id: z.string(),
    status: procedureStatusSchema,
    pinned: z.boolean(),
    /** There, and true, while no proposal may touch it. */
    locked: z.literal(true).optional(),
    revision: z.string(),
    body: procedureBodySchema,
    posterior: posteriorSchema,
    /** Evidence ids, most telling first, at most `contextsPerSide` each. */
    contexts: z.object({ success: z.array(z.string()).readonly(), failure: z.array(z.string()).readonly() }).readonly(),
    /** Goal categories in which it was executed, with counts. */
    categories: z.array(z.object({ category: z.string(), count: z.number() }).readonly()).readonly(),
    executions: z.number().int(),
    episodes: z.number().int(),
    score: z.number(),
    /** Parts of the live revision whose words a model wrote. */
    written: z.array(writtenMarkSchema).readonly().optional(),
  })
  .readonly();
export type Procedure = z.infer<typeof procedureSchema>;

/** The action of a meta-procedure's policy Theta at one position, with how often the traces took each way. */
export const policyRuleSchema = z
  .object({
    position: z.number().int(),
    continue: z.number(),
    skip: z.number(),
    repeat: z.number(),
    abort: z.number(),
    /** Largest number of repeats seen in a success; a bound for execution. */
    maxRepeats: z.number().int(),
    /** When to skip: an atom of the procedure's Phi that already holds. */
    skipWhen: z.array(conditionSchema).readonly(),
  })
  .readonly();
export type PolicyRule = z.infer<typeof policyRuleSchema>;

/** An ordered composition of procedures for a kind of goal. */
export const metaProcedureSchema = z
  .object({
    id: z.string(),
    status: procedureStatusSchema,
    pinned: z.boolean(),
    goal: z.string(),
    categories: z.array(z.object({ category: z.string(), episodes: z.number(), of: z.number() }).readonly()).readonly(),
    preconditions: z.array(conditionSchema).readonly(),
    sequence: z.array(z.string()).readonly(),
    policy: z.array(policyRuleSchema).readonly(),
    posterior: posteriorSchema,
    episodes: z.number().int(),
    score: z.number(),
  })
  .readonly();
export type MetaProcedure = z.infer<typeof metaProcedureSchema>;
