import { z } from 'zod';

export const skillFieldSchema = z.enum(['activation', 'execution', 'termination']);
export type SkillField = z.infer<typeof skillFieldSchema>;
export const skillEditKindSchema = z.enum(['add', 'remove', 'require']);

/** One change of a skill, in words that a person reads; `field` is what it is a change of. */
export const skillEditSchema = z
  .object({
    field: skillFieldSchema,
    kind: skillEditKindSchema,
    text: z.string(),
    /** How many of the trajectories speak for it. */
    voices: z.number().int(),
  })
  .readonly();
export type SkillEdit = z.infer<typeof skillEditSchema>;
