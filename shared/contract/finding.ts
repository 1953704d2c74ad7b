import { z } from 'zod';
import { outcomeSchema } from '../model/index.ts';

/** An item that a search found: by meaning (cosine in [-1, 1]; null without a model), by words (0 to about 1), and both. */
export const foundItemSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['procedure', 'meta']),
    goal: z.string(),
    mean: z.number(),
    n: z.number(),
    cosine: z.number().nullable(),
    words: z.number(),
    fused: z.number(),
    /** The condition that has most of the words; null where none has any. */
    condition: z.string().nullable(),
  })
  .readonly();
export type FoundItem = z.infer<typeof foundItemSchema>;

/** A span [from, to) of a source that a search found. `text` is what was done, with its values in place. */
export const foundSpanSchema = z
  .object({
    trajectoryId: z.string(),
    from: z.number().int(),
    to: z.number().int(),
    text: z.string(),
    goal: z.string(),
    /** How the span counted; null where it counts for nothing. */
    outcome: outcomeSchema.nullable(),
    fused: z.number(),
  })
  .readonly();
export type FoundSpan = z.infer<typeof foundSpanSchema>;

export const findingSchema = z
  .object({
    items: z.array(foundItemSchema).readonly(),
    spans: z.array(foundSpanSchema).readonly(),
    /** Without a model words alone decide. */
    hasVectors: z.boolean(),
  })
  .readonly();
export type Finding = z.infer<typeof findingSchema>;

/** An item that is like another one, in [0, 1]: by what it means, or by the steps that both have. */
export const neighbourSchema = z
  .object({ id: z.string(), goal: z.string(), mean: z.number(), n: z.number(), likeness: z.number() })
  .readonly();
export type Neighbour = z.infer<typeof neighbourSchema>;
export const neighboursSchema = z
  .object({ meaning: z.array(neighbourSchema).readonly(), steps: z.array(neighbourSchema).readonly() })
  .readonly();
export type Neighbours = z.infer<typeof neighboursSchema>;

/** What is looked for, and how many of each are wanted. */
export const findInputSchema = z.object({
  text: z.string().min(1).max(2000),
  items: z.number().int().min(0).max(100).default(12),
  spans: z.number().int().min(0).max(100).default(12),
});
