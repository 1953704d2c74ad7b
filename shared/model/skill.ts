import { z } from 'zod';
import { procedureBodySchema } from './procedure.ts';

/** A skill of others as it was read: it is put forward as a procedure, and nothing of it was ever seen to be done. */
export const agentSkillSchema = z
  .object({
    /** Of the procedure that it becomes when a person approves it; follows from the name and the body. */
    id: z.string(),
    name: z.string(),
    /** The file that it was read from, and the SHA-256 of its bytes. */
    file: z.string(),
    sha256: z.string(),
    body: procedureBodySchema,
    /** What the file has that the specification has not, and what was left out of the body. */
    warnings: z.array(z.string()).readonly(),
  })
  .readonly();
export type AgentSkill = z.infer<typeof agentSkillSchema>;

/** The kind of the proposals that skills of others are. */
export const importedKind = 'imported';
