import { z } from 'zod';

/**
 * The library as columns: place i of each list belongs to item i, meta-procedures first. Half the bytes of a list of
 * objects, and a tenth of what checking them costs; what the rows are searched by comes in a call of its own.
 */
export const libraryColumnsSchema = z
  .object({
    ids: z.array(z.string()).readonly(),
    goals: z.array(z.string()).readonly(),
    kinds: z.array(z.enum(['procedure', 'meta'])).readonly(),
    statuses: z.array(z.enum(['live', 'deleted', 'pruned'])).readonly(),
    pinned: z.array(z.boolean()).readonly(),
    /** Proposals that wait for a decision. */
    pending: z.array(z.number().int()).readonly(),
    /** Posterior mean and the ends of its interval, in [0, 1]; n >= 0. */
    means: z.array(z.number()).readonly(),
    lows: z.array(z.number()).readonly(),
    highs: z.array(z.number()).readonly(),
    n: z.array(z.number()).readonly(),
    /** Of every interval. */
    interval: z.object({ kind: z.enum(['eti', 'hdi']), mass: z.number() }).readonly(),
    /** Executions of a procedure, episodes of a meta-procedure. */
    runs: z.array(z.number().int()).readonly(),
    scores: z.array(z.number()).readonly(),
    /** Steps of a procedure, procedures of a meta-procedure. */
    steps: z.array(z.number().int()).readonly(),
    /** Which of `categories` an item serves most; -1 where none is known. */
    category: z.array(z.number().int()).readonly(),
    categories: z.array(z.string()).readonly(),
    /** Places of the items whose goal is in a model's words; absent where there are none. */
    written: z.array(z.number().int()).readonly().optional(),
  })
  .readonly();
export type LibraryColumns = z.infer<typeof libraryColumnsSchema>;

/** By place of the columns: goal, steps and conditions in lower case, a line each. */
export const libraryTextsSchema = z.array(z.string());
