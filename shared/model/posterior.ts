import { z } from 'zod';

/** Parameters of a Beta distribution, both > 0. */
export const betaSchema = z.object({ alpha: z.number().positive(), beta: z.number().positive() }).readonly();
export type Beta = z.infer<typeof betaSchema>;

/** A credible interval with its kind (equal-tailed or highest density) and mass in (0, 1). */
export const intervalSchema = z
  .object({ kind: z.enum(['eti', 'hdi']), mass: z.number(), low: z.number(), high: z.number() })
  .readonly();
export type Interval = z.infer<typeof intervalSchema>;

/** A posterior as it is shown: parameters, mean, 89 % interval, and n, the number of evidence rows behind it. */
export const posteriorSchema = z
  .object({
    alpha: z.number(),
    beta: z.number(),
    mean: z.number(),
    interval: intervalSchema,
    n: z.number(),
    prior: betaSchema,
  })
  .readonly();
export type Posterior = z.infer<typeof posteriorSchema>;
