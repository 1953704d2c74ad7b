import { z } from 'zod';

/** Why a step of an episode is in its script, or is not (SPEC-strategies Q3). */
export const stepMarkSchema = z.enum(['critical', 'failed', 'effect-free', 'looping', 'revisiting']);
export type StepMark = z.infer<typeof stepMarkSchema>;

/** What another system's file said about an entry: counts behind which there are no episodes. */
export const importedUseSchema = z
  .object({ hits: z.number(), success: z.number(), buildPolicy: z.string().nullable() })
  .readonly();

/** An entry of Mem^p: one episode as it is kept, with what it is found by. Its script is the body of the procedure with the same id. */
export const mempEntrySchema = z
  .object({
    id: z.string(),
    trajectoryId: z.string(),
    query: z.string(),
    facts: z.record(z.string(), z.string()),
    /** A mark a step of its trajectory. */
    marks: z.array(stepMarkSchema).readonly(),
    /** Number of the group whose end added it, from 0; -1 for an entry that a file brought. */
    group: z.number().int(),
    hits: z.number().int(),
    success: z.number().int(),
    imported: importedUseSchema.nullable(),
    /** Group at whose end the deletion rule took it; null while it stands. */
    deletedIn: z.number().int().nullable(),
    /** Estimated tokens (four characters each) of the script and of the steps word by word. */
    tokens: z.object({ script: z.number().int(), trajectory: z.number().int() }).readonly(),
  })
  .readonly();
export type MempEntry = z.infer<typeof mempEntrySchema>;

/** What one way of updating would do at the end of a group. */
export const mempUpdateSchema = z
  .object({
    add: z.array(z.string()).readonly(),
    rewrite: z.array(z.string()).readonly(),
    delete: z.array(z.string()).readonly(),
  })
  .readonly();
export type MempUpdate = z.infer<typeof mempUpdateSchema>;

/** A group of tasks: what each retrieved, and what every way of updating would do after it. `add` names trajectories, the others entries. */
export const mempGroupSchema = z
  .object({
    index: z.number().int(),
    tasks: z
      .array(
        z
          .object({ trajectoryId: z.string(), retrieved: z.number().int(), credited: z.array(z.string()).readonly() })
          .readonly(),
      )
      .readonly(),
    vanilla: mempUpdateSchema,
    validation: mempUpdateSchema,
    adjustment: mempUpdateSchema,
  })
  .readonly();
export type MempGroup = z.infer<typeof mempGroupSchema>;

export const mempStateSchema = z
  .object({
    kind: z.literal('memp'),
    entries: z.array(mempEntrySchema).readonly(),
    groups: z.array(mempGroupSchema).readonly(),
  })
  .readonly();
export type MempState = z.infer<typeof mempStateSchema>;
