import { z } from 'zod';
import { procedureBodySchema } from './procedure.ts';
import { skillEditSchema, skillFieldSchema } from './skill-edit.ts';

/** Why a skill stays in the pool or leaves it (SPEC-strategies M16, M17). */
export const poolReasonSchema = z.enum([
  'pinned',
  'room',
  'newborn',
  'proven',
  'duplicate',
  'bound',
  'no-room',
  'oldest',
  'waits',
]);
export type PoolReason = z.infer<typeof poolReasonSchema>;

/** A skill of the pool. Activation, execution and termination are Psi, pi and Phi of the procedure with the same id. */
export const skillSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    /** Version of its body, from 1, and the skill that it came from. */
    version: z.number().int(),
    parent: z.string().nullable(),
    born: z.number().int(),
    /** Round after which it left; null while it is in the pool. */
    left: z.number().int().nullable(),
    frequency: z.number().int(),
    gain: z.number(),
    maturity: z.number().int(),
    /** Lower confidence bound of its gain, at the last round. */
    bound: z.number(),
    stays: z.boolean(),
    reason: poolReasonSchema,
    tokens: z.number().int(),
    /** Its figures come from another system's file: there are no episodes behind them. */
    imported: z.boolean(),
  })
  .readonly();
export type Skill = z.infer<typeof skillSchema>;

/** What one trajectory says about a skill that was active in it. */
export const trajectoryGradientSchema = z
  .object({
    trajectoryId: z.string(),
    from: z.number().int(),
    to: z.number().int(),
    advantage: z.number(),
    side: z.enum(['worst', 'best']),
    /** What it blames, most first. */
    blame: z.array(skillFieldSchema).readonly(),
    edits: z.array(skillEditSchema).readonly(),
  })
  .readonly();

export const gradientSchema = z
  .object({
    id: z.string(),
    round: z.number().int(),
    skillId: z.string(),
    relevance: z.number(),
    outcome: z.enum(['refine', 'new-skill', 'nothing']),
    trajectories: z.array(trajectoryGradientSchema).readonly(),
    edits: z.array(skillEditSchema).readonly(),
    candidates: z.array(z.string()).readonly(),
  })
  .readonly();
export type Gradient = z.infer<typeof gradientSchema>;

/** A recorded step that a candidate is judged on, by a scorer. */
export const gateStepSchema = z
  .object({
    trajectoryId: z.string(),
    step: z.number().int(),
    text: z.string(),
    /** ln pi(a|s) under the skill as it was, and under the candidate. */
    before: z.number(),
    after: z.number(),
  })
  .readonly();

const skillCandidateFields = z.object({
  id: z.string(),
  round: z.number().int(),
  skillId: z.string(),
  gradientId: z.string().nullable(),
  kind: z.enum(['refine', 'new-skill']),
  edits: z.array(skillEditSchema).readonly(),
  before: procedureBodySchema,
  after: procedureBodySchema,
  /** What it was judged on: recorded steps, and the return of each of their trajectories. */
  steps: z.array(gateStepSchema).readonly(),
  returns: z.record(z.string(), z.number()),
  baseline: z.number(),
  scorer: z.string(),
  /** Probability that the scorer gives to the background, chosen on held-out steps. */
  eta: z.number(),
  accepted: z.boolean(),
  paperAccepts: z.boolean(),
  /** J as another system's log gives it, where the candidate comes from one. */
  reported: z.number().nullable(),
  /** What became of it: adopted at once by the gate's policy, proposed for review, or left. */
  fate: z.enum(['adopted', 'proposed', 'rejected', 'reported']),
});
export const skillCandidateSchema = skillCandidateFields.readonly();
/** A candidate without the steps that it was judged on. */
export const candidateSummarySchema = skillCandidateFields.omit({ steps: true, returns: true }).readonly();
export type SkillCandidate = z.infer<typeof skillCandidateSchema>;

export const skillRoundSchema = z
  .object({
    index: z.number().int(),
    episodes: z.number().int(),
    meanReturn: z.number(),
    baseline: z.number(),
    born: z.array(z.string()).readonly(),
    left: z.array(z.object({ id: z.string(), reason: poolReasonSchema }).readonly()).readonly(),
    pool: z.number().int(),
    /** Steps taken while a skill of the pool was active, and all steps. */
    reuse: z.object({ active: z.number().int(), steps: z.number().int() }).readonly(),
    /** Estimated tokens that the active skills added to the prompts of this round. */
    addedTokens: z.number(),
  })
  .readonly();
export type SkillRound = z.infer<typeof skillRoundSchema>;

export const procmemStateSchema = z
  .object({
    kind: z.literal('procmem'),
    skills: z.array(skillSchema).readonly(),
    gradients: z.array(gradientSchema).readonly(),
    candidates: z.array(skillCandidateSchema).readonly(),
    rounds: z.array(skillRoundSchema).readonly(),
  })
  .readonly();
export type ProcmemState = z.infer<typeof procmemStateSchema>;
