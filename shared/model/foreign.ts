import { z } from 'zod';

/** The field of a trajectory's `extra` under which a reader leaves what another system's memory said. */
export const foreignField = 'foreignMemory';

const foreignSkillSchema = z
  .object({
    name: z.string(),
    frequency: z.number(),
    maturity: z.number(),
    gain: z.number(),
    activation: z.string(),
    execution: z.array(z.string()).readonly(),
    termination: z.string(),
  })
  .readonly();
export type ForeignSkill = z.infer<typeof foreignSkillSchema>;

/**
 * What a file of another system says beside its episodes: an entry of Mem^p (`documents.json`), or one iteration of a
 * ProcMEM training log. Absent figures are 0, absent texts ''.
 */
export const foreignMemorySchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('memp'),
      hits: z.number().int().nonnegative(),
      success: z.number().int().nonnegative(),
      buildPolicy: z.string().nullable(),
      facts: z.record(z.string(), z.string()),
    })
    .readonly(),
  z
    .object({
      kind: z.literal('procmem'),
      iteration: z.number().int().nonnegative(),
      meanReturn: z.number(),
      baseline: z.number(),
      episodes: z.number().int().nonnegative(),
      tokensAStep: z.number().nullable(),
      pool: z.array(foreignSkillSchema).readonly(),
      candidates: z
        .array(
          z
            .object({
              parent: z.string(),
              name: z.string(),
              kind: z.enum(['refine', 'new-skill']),
              score: z.number().nullable(),
              accepted: z.boolean(),
            })
            .readonly(),
        )
        .readonly(),
      dropped: z.array(z.object({ name: z.string(), stage: z.string() }).readonly()).readonly(),
    })
    .readonly(),
]);
export type ForeignMemory = z.infer<typeof foreignMemorySchema>;

/** What another system's memory said of a trajectory; null for an episode, and for what does not have the shape. */
export function readForeign(extra: Readonly<Record<string, unknown>> | undefined): ForeignMemory | null {
  const value = extra?.[foreignField];
  return value === undefined ? null : (foreignMemorySchema.safeParse(value).data ?? null);
}
