import { z } from 'zod';
import { importAnswersSchema, skippedFileSchema } from './imports.ts';

export const evaluateRequestSchema = z
  .object({
    /** Files with episodes that the open memory was not made from. */
    paths: z.array(z.string()).readonly(),
    answers: importAnswersSchema.default({}),
  })
  .readonly();
export type EvaluateRequest = z.infer<typeof evaluateRequestSchema>;

/** Shares in [0, 1] of the steps that were foretold: first, or among the first three; null without steps. */
const ranks = { top1: z.number().nullable(), top3: z.number().nullable() };
/** The whole step, and its kind alone (its template, whatever stands in it). */
const foretold = z.object({ ...ranks, kind: z.object(ranks).readonly() }).readonly();

/** How well outcomes were foretold: SPEC-lab.md, M8. */
const forecast = {
  brierSkill: z.number().nullable(),
  auc: z.number().nullable(),
};

/** One bin of expected success in [low, high): its mean, and how many of the episodes succeeded. */
const reliabilityBin = z
  .object({
    low: z.number(),
    high: z.number(),
    expected: z.number(),
    observed: z.number(),
    episodes: z.number().int(),
  })
  .readonly();

export const outcomeForecastSchema = z
  .object({
    /** Steps that were known of each episode; 0: the goal and what was told before the first step. */
    steps: z.number().int(),
    /** Episodes with a known outcome that went on so far. */
    episodes: z.number().int(),
    successes: z.number().int(),
    ...forecast,
    reliability: z.array(reliabilityBin).readonly(),
    baselines: z
      .object({ mostFrequent: z.object(forecast).readonly(), nearest: z.object(forecast).readonly() })
      .readonly(),
  })
  .readonly();
export type OutcomeForecast = z.infer<typeof outcomeForecastSchema>;

export const evaluateReportSchema = z
  .object({
    /** Held-out episodes with steps. */
    episodes: z.number().int(),
    /** Steps of the successful ones: those were to be foretold. */
    steps: z.number().int(),
    /** Episodes of the files that the memory was made from; they were left out. */
    known: z.number().int(),
    skipped: z.array(skippedFileSchema).readonly(),
    nextStep: foretold,
    baselines: z.object({ mostFrequent: foretold, nearest: foretold }).readonly(),
    /** Foretold at the start; null where the memory or the files do not have both outcomes. */
    outcome: outcomeForecastSchema.nullable(),
    /** Foretold after some steps. */
    outcomeAfter: z.array(outcomeForecastSchema).readonly(),
    /** Share of the steps of successful episodes that lie in executions of live procedures; null without steps. */
    coverage: z.number().nullable(),
    /** Why something cannot be said, in sentences. */
    notes: z.array(z.string()).readonly(),
  })
  .readonly();
export type EvaluateReport = z.infer<typeof evaluateReportSchema>;

export const evaluateProgressSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), episodes: z.number().int() }).readonly(),
  z.object({ kind: z.literal('done'), report: evaluateReportSchema }).readonly(),
]);
export type EvaluateProgress = z.infer<typeof evaluateProgressSchema>;
