import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { keepSchema, keptRunContract } from './lab-desk.ts';
import { evaluateProgressSchema, evaluateRequestSchema } from './evaluate.ts';
import { skippedFileSchema } from './imports.ts';
import { judgeProgressSchema, judgeSettingsSchema } from './lab-judge.ts';
import { compareProgressSchema, compareSettingsSchema, runProgressSchema, runSettingsSchema } from './lab-run.ts';

/** Where a world comes from: a folder of game files or the name of a built-in one (`mastermind:4x6`), or a program that is started (by the terminal alone). */
export const worldSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('games'), folder: z.string() }).readonly(),
  z.object({ kind: z.literal('program'), command: z.string() }).readonly(),
]);
export type WorldChoice = z.infer<typeof worldSchema>;

export const demonstrators = ['expert', 'noisy'] as const;

export const recordRequestSchema = z
  .object({
    games: z.string(),
    agent: z.enum(demonstrators),
    episodes: z.number().int().min(1).max(1_000_000),
    /** The same seed records the same bytes. */
    seed: z.number().int().min(0),
    maxSteps: z.number().int().min(1).max(10_000).default(50),
    /** The file to write. */
    out: z.string(),
  })
  .readonly();
export type RecordRequest = z.infer<typeof recordRequestSchema>;

export const recordReportSchema = z
  .object({
    episodes: z.number().int(),
    success: z.number().int(),
    failure: z.number().int(),
    steps: z.number().int(),
    /** Games that could not be played, and why; others took their turn. */
    unplayable: z.array(skippedFileSchema).readonly(),
  })
  .readonly();
export type RecordReport = z.infer<typeof recordReportSchema>;

export const replayReportSchema = z
  .object({
    /** Episodes that were played again. */
    episodes: z.number().int(),
    steps: z.number().int(),
    /** The same to the letter, or to the letter without the sentence that some recorders drop. */
    identicalObservations: z.number().int(),
    /** Of the episodes with a known outcome (`knownOutcomes`), those that ended the same way. */
    agreeingOutcomes: z.number().int(),
    knownOutcomes: z.number().int(),
    /** The first twenty; steps count from 0. */
    differences: z
      .array(
        z
          .object({
            episode: z.string(),
            step: z.number().int(),
            command: z.string(),
            recorded: z.string(),
            got: z.string(),
          })
          .readonly(),
      )
      .readonly(),
    /** Episodes of games that are not there. */
    unplayed: z.array(z.object({ episode: z.string(), reason: z.string() }).readonly()).readonly(),
    skipped: z.array(skippedFileSchema).readonly(),
  })
  .readonly();
export type ReplayReport = z.infer<typeof replayReportSchema>;

const progress = z.object({ kind: z.literal('progress'), episodes: z.number().int() }).readonly();
export const recordProgressSchema = z.discriminatedUnion('kind', [
  progress,
  z.object({ kind: z.literal('done'), report: recordReportSchema }).readonly(),
]);
export type RecordProgress = z.infer<typeof recordProgressSchema>;
export const replayProgressSchema = z.discriminatedUnion('kind', [
  progress,
  z.object({ kind: z.literal('done'), report: replayReportSchema }).readonly(),
]);
export type ReplayProgress = z.infer<typeof replayProgressSchema>;

const gameSchema = z
  .object({ name: z.string(), taskType: z.string().nullable(), room: z.string().nullable() })
  .readonly();

/** Streams: progress, at last `done`. Giving a stream up cancels, and nothing is left behind. */
export const labContract = {
  record: oc.input(recordRequestSchema).output(eventIterator(recordProgressSchema)),
  replay: oc
    .input(z.object({ world: worldSchema, paths: z.array(z.string()) }))
    .output(eventIterator(replayProgressSchema)),
  /** The open memory is asked about episodes that it does not know: SPEC-lab.md, V. */
  evaluate: oc.input(evaluateRequestSchema).output(eventIterator(evaluateProgressSchema)),
  /** Games of a world, also for choosing among them. */
  games: oc.input(z.object({ world: worldSchema })).output(z.array(gameSchema)),
  /** The open memory, or a control that learns from its episodes, plays. */
  run: oc
    .input(
      z.object({
        world: worldSchema,
        settings: runSettingsSchema,
        /** A name under which the host keeps the episodes; each is then told in full. */
        keep: keepSchema,
      }),
    )
    .output(eventIterator(runProgressSchema)),
  ...keptRunContract,
  /** Several play the same episodes; differences are to the first. */
  compare: oc
    .input(z.object({ world: worldSchema, settings: compareSettingsSchema }))
    .output(eventIterator(compareProgressSchema)),
  /** Candidates of the open ProcMEM memory play beside their parents. */
  judge: oc
    .input(z.object({ world: worldSchema, settings: judgeSettingsSchema }))
    .output(eventIterator(judgeProgressSchema)),
};
