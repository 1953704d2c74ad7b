import { z } from 'zod';
import { jsonValueSchema } from './json.ts';

/** Success, failure, or not known. Unknown is never failure. */
export const outcomeSchema = z.enum(['success', 'failure', 'unknown']);
export type Outcome = z.infer<typeof outcomeSchema>;

/** What an agent did in one step: free text (a command, SQL, shell, code), or a tool call. */
export const actionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }).readonly(),
  z.object({ kind: z.literal('tool'), name: z.string(), arguments: z.record(z.string(), jsonValueSchema) }).readonly(),
]);
export type Action = z.infer<typeof actionSchema>;

/** One action with what was observed after it. An agent's turn without an action is no step: its text becomes the next step's thought. */
export const stepSchema = z
  .object({
    thought: z.string().optional(),
    action: actionSchema,
    observation: z.string(),
    reward: z.number().optional(),
  })
  .readonly();
export type Step = z.infer<typeof stepSchema>;

/** Which field of the file told the outcome, and its value as it stood there. */
export const verdictSchema = z
  .object({ field: z.string(), value: z.union([z.string(), z.number(), z.boolean(), z.null()]) })
  .readonly();
export type Verdict = z.infer<typeof verdictSchema>;

/**
 * One episode. `id` is a hash of (source id, record number): the same file imported again gives the same
 * ids, and no path or name enters an id. `context` is what was observed before the first action.
 */
export const trajectorySchema = z
  .object({
    id: z.string(),
    sourceId: z.string(),
    record: z.number().int().nonnegative(),
    goal: z.string(),
    context: z.string(),
    steps: z.array(stepSchema).readonly(),
    outcome: outcomeSchema,
    reward: z.number().optional(),
    verdict: verdictSchema.optional(),
    /** A short name that the file gives the task or the episode, for people. */
    title: z.string().optional(),
    /** The episode was cut off by a limit (steps, tokens, an error of the model's API), not ended by the agent. */
    truncated: z.boolean().optional(),
    /** Fields of the record that Knack does not use, kept as they were. */
    extra: z.record(z.string(), jsonValueSchema).optional(),
  })
  .readonly();
export type Trajectory = z.infer<typeof trajectorySchema>;

/** A file (or a member of an archive) that was imported. `id` is the SHA-256 of its bytes. */
export const sourceSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    format: z.string(),
    bytes: z.number().int().nonnegative(),
    trajectories: z.number().int().nonnegative(),
    /** How the outcome was chosen where the file asks, e.g. `reward>=1`; absent when the file says it itself. */
    outcomeRule: z.string().optional(),
  })
  .readonly();
export type Source = z.infer<typeof sourceSchema>;

/** A record that was not imported: which one, and why. */
export const rejectionSchema = z.object({ record: z.number().int(), reason: z.string() }).readonly();
export type Rejection = z.infer<typeof rejectionSchema>;
