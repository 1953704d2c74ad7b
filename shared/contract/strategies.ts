import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  candidateSummarySchema,
  mempEntrySchema,
  mempGroupSchema,
  procedureBodySchema,
  procmemStateSchema,
  skillSchema,
  stepMarkSchema,
  writtenMarkSchema,
} from '../model/index.ts';

/** An entry as it stands among the others. */
const mempRowSchema = z
  .object({ entry: mempEntrySchema, status: z.enum(['live', 'deleted', 'pruned']), proposals: z.number().int() })
  .readonly();
export type MempRow = z.infer<typeof mempRowSchema>;

export const mempOverviewSchema = z
  .object({
    rows: z.array(mempRowSchema).readonly(),
    groups: z.array(mempGroupSchema).readonly(),
    /** Estimated tokens of all live entries, as the build keeps them. */
    storedTokens: z.number(),
    /** Short names of the trajectories that groups name. */
    names: z.record(z.string(), z.object({ goal: z.string(), outcome: z.string() }).readonly()),
  })
  .readonly();
export type MempOverview = z.infer<typeof mempOverviewSchema>;

export const mempEntryDetailSchema = z
  .object({
    entry: mempEntrySchema,
    status: z.enum(['live', 'deleted', 'pruned']),
    body: procedureBodySchema,
    /** Parts whose words a model wrote. */
    written: z.array(writtenMarkSchema).readonly().optional(),
    steps: z
      .array(
        z
          .object({ index: z.number().int(), action: z.string(), observation: z.string(), mark: stepMarkSchema })
          .readonly(),
      )
      .readonly(),
    proposals: z.array(z.string()).readonly(),
  })
  .readonly();
export type MempEntryDetail = z.infer<typeof mempEntryDetailSchema>;

const retrievedSchema = z
  .object({
    id: z.string(),
    query: z.string(),
    score: z.number(),
    cosine: z.number(),
    facts: z.number(),
    perKey: z.array(z.object({ key: z.string(), value: z.string(), cosine: z.number() }).readonly()).readonly(),
    coverage: z.number(),
    tokens: z.number(),
  })
  .readonly();

export const mempRetrievalSchema = z
  .object({
    facts: z.record(z.string(), z.string()),
    entries: z.number().int(),
    threshold: z.number(),
    /** The same threshold as a squared Euclidean distance of unit vectors. */
    distance: z.number(),
    policies: z
      .array(
        z
          .object({
            policy: z.enum(['random', 'query', 'avefact']),
            isActive: z.boolean(),
            found: z.array(retrievedSchema).readonly(),
            tokens: z.number(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();
export type MempRetrieval = z.infer<typeof mempRetrievalSchema>;

/** The pool and its history, with a skill's body as it is live; candidates without their steps. */
export const procmemOverviewSchema = z
  .object({
    skills: z
      .array(
        z
          .object({
            skill: skillSchema,
            status: z.enum(['live', 'deleted', 'pruned']),
            pinned: z.boolean(),
            body: procedureBodySchema,
            proposals: z.number().int(),
          })
          .readonly(),
      )
      .readonly(),
    gradients: procmemStateSchema.unwrap().shape.gradients,
    candidates: z.array(candidateSummarySchema).readonly(),
    rounds: procmemStateSchema.unwrap().shape.rounds,
    reuse: z.object({ active: z.number(), steps: z.number(), addedTokens: z.number() }).readonly(),
    storedTokens: z.number(),
    names: z.record(z.string(), z.object({ goal: z.string(), outcome: z.string() }).readonly()),
  })
  .readonly();
export type ProcmemOverview = z.infer<typeof procmemOverviewSchema>;

export const gateReportSchema = z
  .object({
    candidate: candidateSummarySchema,
    form: z.enum(['paper', 'code']),
    epsilon: z.number(),
    margin: z.number(),
    steps: z.number().int(),
    episodes: z.number().int(),
    /** Recorded steps that the scorer has no figure for; they are left out. */
    unscored: z.number().int(),
    surrogate: z.number(),
    identity: z.number(),
    difference: z.number(),
    lower: z.number(),
    surrogateMax: z.number(),
    differenceMax: z.number(),
    feasible: z.boolean(),
    accepted: z.boolean(),
    paperAccepts: z.boolean(),
    lines: z
      .array(
        z
          .object({
            trajectoryId: z.string(),
            step: z.number().int(),
            text: z.string(),
            before: z.number(),
            after: z.number(),
            advantage: z.number(),
            ratio: z.number(),
            clipped: z.number(),
            isClipped: z.boolean(),
            contribution: z.number(),
            weight: z.number(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();
export type GateReport = z.infer<typeof gateReportSchema>;

const id = z.object({ id: z.string() });

export const strategiesContract = {
  /** What Mem^p alone has. @throws WRONG_USE in a memory of another strategy, as the others do. */
  memp: oc.output(mempOverviewSchema),
  mempEntry: oc.input(id).output(mempEntryDetailSchema),
  /** What every policy would retrieve for a task. */
  mempRetrieve: oc
    .input(
      z.object({
        goal: z.string().min(1),
        coverage: z.enum(['ignore', 'count']).optional(),
        /** Instead of those that the rules read in the goal: what a model read (`reasoner.facts`). */
        facts: z.record(z.string().max(60), z.string().max(200)).optional(),
      }),
    )
    .output(mempRetrievalSchema),
  procmem: oc.output(procmemOverviewSchema),
  /** The gate of a candidate under other parameters, or by a file of log-probabilities on the host. */
  gate: oc
    .input(
      z.object({
        id: z.string(),
        epsilon: z.number().min(0.01).max(0.9).optional(),
        margin: z.number().min(0).max(1).optional(),
        form: z.enum(['paper', 'code']).optional(),
        logProbabilities: z.string().optional(),
        /** By what a model said when it was last asked (`reasoner.score`). */
        scorer: z.literal('reasoner').optional(),
      }),
    )
    .output(gateReportSchema),
};
