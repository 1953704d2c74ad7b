import { z } from 'zod';
import { intervalSchema } from '../model/index.ts';
import { strategyPlayers } from './lab-players.ts';

/** Who can play beside the memory itself: see docs/lab.md. */
export const controls = ['empty', 'random', 'nearest', 'skeleton'] as const;
export type Control = (typeof controls)[number];

/** Parts of the method that the memory can play without. */
export const methodParts = ['bayes', 'contrast', 'meta', 'ontology', 'posteriors'] as const;
export type MethodPart = (typeof methodParts)[number];

/**
 * Without a control or a strategy it is the memory that plays; only the memory can leave a part out. A strategy learns anew from
 * the episodes of the memory.
 */
export const contenderSchema = z
  .object({
    control: z.enum(controls).nullable().default(null),
    without: z.enum(methodParts).nullable().default(null),
    strategy: z.enum(strategyPlayers).nullable().default(null),
  })
  .refine(
    ({ control, without, strategy }) => [control, without, strategy].filter((part) => part !== null).length < 2,
    'A control or a strategy has no part to leave out.',
  )
  .readonly();
export type ContenderChoice = z.infer<typeof contenderSchema>;

const settingsOfRun = {
  maxSteps: z.number().int().min(1).max(10_000).default(50),
  /** The same seed plays the same. */
  seed: z.number().int().min(0).default(0),
  /** Rounds over the games, each with draws of its own. */
  passes: z.number().int().min(1).max(1000).default(1),
  /** Names of games, or ends of names; all where none is given. */
  only: z.array(z.string()).readonly().default([]),
  /** A file with tasks in other words (docs/lab.md); each sentence is an episode. */
  humanGoals: z.string().nullable().default(null),
};

export const runSettingsSchema = z
  .object({
    ...settingsOfRun,
    contender: contenderSchema,
    /** Whether the memory learns from what is played, while it is played. */
    learn: z.boolean().default(false),
    /** A file to write the episodes to, as trajectories. */
    out: z.string().nullable().default(null),
    /** Whether each episode is told in full. */
    watch: z.boolean().default(false),
  })
  .readonly();
export type RunSettings = z.infer<typeof runSettingsSchema>;

export const compareSettingsSchema = z
  .object({ ...settingsOfRun, contenders: z.array(contenderSchema).min(1).readonly() })
  .readonly();
export type CompareSettings = z.infer<typeof compareSettingsSchema>;

const utilitySchema = z
  .object({
    relevance: z.number(),
    success: z.number(),
    risk: z.number(),
    information: z.number(),
    total: z.number(),
  })
  .readonly();

/** Why a command was given. */
export const playedChoiceSchema = z
  .object({
    step: z.number().int(),
    command: z.string(),
    by: z.enum(['procedure', 'meta', 'fallback']),
    procedureId: z.string().nullable(),
    metaId: z.string().nullable(),
    bindings: z.record(z.string(), z.string()).readonly(),
    utility: utilitySchema.nullable(),
    reason: z.string(),
  })
  .readonly();

export const playedExecutionSchema = z
  .object({
    procedureId: z.string(),
    from: z.number().int(),
    to: z.number().int(),
    predicted: z.number(),
    succeeded: z.boolean(),
  })
  .readonly();

/** An episode as it was played. */
export const playedEpisodeSchema = z
  .object({
    game: z.string(),
    room: z.string().nullable(),
    taskType: z.string().nullable(),
    pass: z.number().int(),
    seed: z.number().int(),
    solved: z.boolean(),
    isCutOff: z.boolean(),
    opening: z.object({ observation: z.string(), task: z.string() }).readonly(),
    turns: z.array(z.object({ command: z.string(), observation: z.string() }).readonly()).readonly(),
    choices: z.array(playedChoiceSchema).readonly(),
    executions: z.array(playedExecutionSchema).readonly(),
  })
  .readonly();

/** How many of how many, the share, and its interval from a flat prior. */
export const shareSchema = z
  .object({ episodes: z.number().int(), solved: z.number().int(), rate: z.number(), interval: intervalSchema })
  .readonly();

/** See SPEC-lab.md, M8. */
export const runCalibrationSchema = z
  .object({
    forecasts: z.number().int(),
    baseRate: z.number().nullable(),
    brier: z.number().nullable(),
    brierSkill: z.number().nullable(),
    ece: z.number().nullable(),
    eceBand: z.object({ low: z.number(), high: z.number() }).readonly().nullable(),
    slope: z.number().nullable(),
    auc: z.number().nullable(),
  })
  .readonly();

const runReportShape = {
  games: z.number().int(),
  episodes: z.number().int(),
  solved: z.number().int(),
  successRate: z.number(),
  interval: intervalSchema,
  solvedWithin10: z.number().int(),
  solvedWithin30: z.number().int(),
  solvedWithin50: z.number().int(),
  /** An episode that was not solved counts the whole budget. */
  meanSteps: z.number(),
  byTaskType: z.record(z.string(), shareSchema.unwrap().extend({ meanSteps: z.number() }).readonly()).readonly(),
  /** Shares of all commands. */
  steps: z.object({ procedure: z.number(), meta: z.number(), fallback: z.number() }).readonly(),
  reuse: z.number(),
  calibration: runCalibrationSchema,
  seconds: z.number(),
  perGame: z.array(z.object({ game: z.string(), solved: z.boolean(), steps: z.number().int() }).readonly()).readonly(),
};

export const runReportSchema = z.object(runReportShape).readonly();
export type RunReport = z.infer<typeof runReportSchema>;

export const comparedRunSchema = z
  .object({
    name: z.string(),
    ...runReportShape,
    /** This one less the first one, in successes and in steps, on the same episodes; null for the first. */
    paired: z
      .object({
        difference: z.number(),
        interval: z.object({ kind: z.literal('bootstrap'), mass: z.number(), low: z.number(), high: z.number() }),
        steps: z.object({
          difference: z.number(),
          interval: z.object({ kind: z.literal('bootstrap'), mass: z.number(), low: z.number(), high: z.number() }),
        }),
      })
      .readonly()
      .nullable(),
    /** Time until it could play, and words and marks of what it plays from. */
    buildSeconds: z.number(),
    storedTokens: z.number().int(),
  })
  .readonly();
export type ComparedRun = z.infer<typeof comparedRunSchema>;

const progress = z
  .object({
    kind: z.literal('progress'),
    /** Who plays, by name. */
    name: z.string(),
    episodes: z.number().int(),
    of: z.number().int(),
    solved: z.number().int(),
  })
  .readonly();

export const runProgressSchema = z.discriminatedUnion('kind', [
  progress,
  z.object({ kind: z.literal('episode'), episode: playedEpisodeSchema }).readonly(),
  z.object({ kind: z.literal('done'), report: runReportSchema }).readonly(),
]);
export type RunProgress = z.infer<typeof runProgressSchema>;

export const compareProgressSchema = z.discriminatedUnion('kind', [
  progress,
  z.object({ kind: z.literal('done'), report: z.array(comparedRunSchema).readonly() }).readonly(),
]);
export type CompareProgress = z.infer<typeof compareProgressSchema>;
