import { oc } from '@orpc/contract';
import { z } from 'zod';
import { agentSkillSchema } from '../model/index.ts';
import { skippedFileSchema } from './imports.ts';
import { decisionSchema } from './memory.ts';
import { scanFindingSchema } from './review.ts';

/** A skill of others as it would be put forward. */
export const seenSkillSchema = z
  .object({
    skill: agentSkillSchema,
    /** What the scanner found in it: it waits in quarantine. */
    findings: z.array(scanFindingSchema).readonly(),
    /** The same skill, word for word, was put forward before. */
    isKnown: z.boolean(),
  })
  .readonly();
export type SeenSkill = z.infer<typeof seenSkillSchema>;

export const seenSkillsSchema = z
  .object({ skills: z.array(seenSkillSchema).readonly(), skipped: z.array(skippedFileSchema).readonly() })
  .readonly();
export type SeenSkills = z.infer<typeof seenSkillsSchema>;

const paths = z.object({ paths: z.array(z.string().min(1)).min(1).max(1000) });

/** Agent Skills of others. They become proposals, never procedures by themselves. */
export const skillsContract = {
  /** Reads folders with a SKILL.md, or such files. Nothing is changed. */
  look: oc.input(paths).output(seenSkillsSchema),
  /** Puts forward what is at the paths, or of it those with these ids; what was put forward before is left out. */
  propose: oc.input(paths.extend({ ids: z.array(z.string()).optional() })).output(
    z
      .object({
        decision: decisionSchema,
        proposed: z.array(z.object({ proposalId: z.string(), skill: agentSkillSchema }).readonly()).readonly(),
        known: z.number().int(),
        skipped: z.array(skippedFileSchema).readonly(),
      })
      .readonly(),
  ),
};
