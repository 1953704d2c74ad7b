import { z } from 'zod';

/**
 * How a raw cosine becomes a relevance in [0, 1], fitted on a corpus and stored with it. `identity` where there was
 * too little to learn from; `logistic`: 1 / (1 + exp(-(intercept + slope * cosine))), slope > 0, from `pairs` pairs.
 */
export const calibrationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('identity') }).readonly(),
  z
    .object({
      kind: z.literal('logistic'),
      slope: z.number().positive(),
      intercept: z.number(),
      pairs: z.number().int(),
    })
    .readonly(),
]);
export type Calibration = z.infer<typeof calibrationSchema>;
