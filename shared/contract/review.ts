import { oc } from '@orpc/contract';
import { z } from 'zod';
import { conditionSchema, proposalSchema, truthSchema } from '../model/index.ts';
import { spanSchema } from './library.ts';
import { decisionSchema } from './memory.ts';

export const proposalDetailSchema = z
  .object({
    proposal: proposalSchema,
    procedureGoal: z.string(),
    success: z.array(spanSchema).readonly(),
    failure: z.array(spanSchema).readonly(),
  })
  .readonly();
export type ProposalDetail = z.infer<typeof proposalDetailSchema>;

const id = z.object({ id: z.string() });

export const reviewContract = {
  list: oc.output(z.array(proposalSchema)),
  get: oc.input(id).output(proposalDetailSchema),
  approve: oc.input(id).output(decisionSchema),
  reject: oc.input(z.object({ id: z.string(), reason: z.string().min(1) })).output(decisionSchema),
};

/** Parameters of a ranking that a person may move without changing the memory's settings. */
export const askOptionsSchema = z
  .object({
    lambda: z.number().optional(),
    costFailure: z.number().optional(),
    threshold: z.number().optional(),
    /** For what is drawn: under Thompson sampling another seed is another draw. A whole number, taken modulo 2^32. */
    seed: z.number().int().optional(),
  })
  .readonly();

export const candidateSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['procedure', 'meta']),
    goal: z.string(),
    relevance: z.number(),
    rawSimilarity: z.number(),
    bm25: z.number(),
    mean: z.number(),
    risk: z.number(),
    information: z.number(),
    /** The summands of expected utility, in this order: their sum is `expectedUtility`. */
    terms: z.object({ reward: z.number(), risk: z.number(), information: z.number(), steps: z.number() }).readonly(),
    expectedUtility: z.number(),
    preconditions: z
      .array(z.object({ condition: conditionSchema, text: z.string(), truth: truthSchema }).readonly())
      .readonly(),
    bindings: z.record(z.string(), z.string()),
  })
  .readonly();
export type Candidate = z.infer<typeof candidateSchema>;

export const rankingSchema = z
  .object({
    candidates: z.array(candidateSchema).readonly(),
    choice: z.string().nullable(),
    reason: z.string(),
    milliseconds: z.number(),
  })
  .readonly();
export type Ranking = z.infer<typeof rankingSchema>;

export const askContract = {
  rank: oc
    .input(
      z.object({
        goal: z.string().min(1),
        observation: z.string().default(''),
        k: z.number().int().min(1).max(100).optional(),
        options: askOptionsSchema.default({}),
      }),
    )
    .output(rankingSchema),
};
