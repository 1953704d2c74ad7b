import { oc } from '@orpc/contract';
import { z } from 'zod';
import { betaSchema, intervalSchema } from '../model/index.ts';

const sideSchema = z
  .object({ id: z.string(), goal: z.string(), n: z.number(), mean: z.number(), posterior: betaSchema })
  .readonly();

/** Two items and the difference of their success rates, p(first) - p(second), independent. */
export const comparisonSchema = z
  .object({
    first: sideSchema,
    second: sideSchema,
    /** P(p1 > p2), in [0, 1]. */
    greater: z.number(),
    /** Mean and 89 % equal-tailed interval of the difference, on [-1, 1]. */
    mean: z.number(),
    low: z.number(),
    high: z.number(),
    /** Both densities over `x` in [0, 1]. */
    curves: z.array(z.object({ x: z.number(), first: z.number(), second: z.number() }).readonly()).readonly(),
    /** The density of the difference over `x` in [-1, 1]. */
    difference: z.array(z.object({ x: z.number(), density: z.number() }).readonly()).readonly(),
  })
  .readonly();
export type Comparison = z.infer<typeof comparisonSchema>;

/** The same evidence under another prior. */
export const sensitivityRowSchema = z
  .object({
    prior: betaSchema,
    name: z.enum(['own', 'uniform', 'jeffreys', 'doubtful', 'trusting']),
    mean: z.number(),
    interval: intervalSchema,
    /** P(p > 1/2). */
    aboveHalf: z.number(),
  })
  .readonly();
export type SensitivityRow = z.infer<typeof sensitivityRowSchema>;

/**
 * How well posterior means foretold what came next: each execution is predicted by the mean before it. Bins of equal width
 * that hold something; `brier` is the mean squared error, null without executions.
 */
export const calibrationPlotSchema = z
  .object({
    n: z.number().int(),
    brier: z.number().nullable(),
    /** The error of always foretelling the overall rate. */
    reference: z.number().nullable(),
    bins: z
      .array(
        z
          .object({
            low: z.number(),
            high: z.number(),
            n: z.number().int(),
            predicted: z.number(),
            observed: z.number(),
            interval: intervalSchema,
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();
export type CalibrationPlot = z.infer<typeof calibrationPlotSchema>;

export const plotsContract = {
  compare: oc.input(z.object({ first: z.string(), second: z.string() })).output(comparisonSchema),
  sensitivity: oc.input(z.object({ id: z.string() })).output(z.array(sensitivityRowSchema)),
  calibration: oc.output(calibrationPlotSchema),
};
