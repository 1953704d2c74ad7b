import { z } from 'zod';
import { shareSchema } from './lab-run.ts';

export const judgeSettingsSchema = z
  .object({
    /** Candidates of the open ProcMEM memory; the last ones that the gate let pass where none is given. */
    candidates: z.array(z.string()).max(20).readonly().default([]),
    /** Games that candidate and parent play, drawn from the world; fewer where it has fewer. */
    games: z.number().int().min(1).max(10_000).default(60),
    /** Of all candidates together: how often one passes that changes nothing. */
    level: z.number().min(0.0001).max(0.5).default(0.05),
    maxSteps: z.number().int().min(1).max(10_000).default(50),
    seed: z.number().int().min(0).default(0),
  })
  .readonly();
export type JudgeSettings = z.infer<typeof judgeSettingsSchema>;

/** A candidate beside its parent on the same games. */
export const judgedCandidateSchema = z
  .object({
    id: z.string(),
    skillId: z.string(),
    edits: z.array(z.string()).readonly(),
    games: z.number().int(),
    /** Games that each won. */
    parent: z.number().int(),
    candidate: z.number().int(),
    /** The same as shares, with their intervals. */
    shares: z.object({ parent: shareSchema, candidate: shareSchema }).readonly(),
    /** Games that only the candidate won, and that only the parent won. */
    wins: z.number().int(),
    losses: z.number().int(),
    /** Exact one-sided sign test, before the correction for several candidates. */
    p: z.number(),
    /** Whether it holds at the level over all candidates (Holm). */
    passes: z.boolean(),
    /** What the gate said of it. */
    gate: z.boolean(),
  })
  .readonly();
export type JudgedCandidate = z.infer<typeof judgedCandidateSchema>;

export const judgeProgressSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('progress'),
      /** The candidate, and whether it or its parent plays: in words, and as a field. */
      name: z.string(),
      side: z.enum(['parent', 'candidate']),
      episodes: z.number().int(),
      of: z.number().int(),
      solved: z.number().int(),
    })
    .readonly(),
  z.object({ kind: z.literal('done'), report: z.array(judgedCandidateSchema).readonly() }).readonly(),
]);
export type JudgeProgress = z.infer<typeof judgeProgressSchema>;
