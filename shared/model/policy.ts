import { z } from 'zod';

/**
 * When proposals are decided without a person. Off at first. What a person ever decided (also when it was taken back) is
 * left to persons; every decision by policy is an event of its own and can be undone.
 */
export const reviewPolicySchema = z
  .object({
    enabled: z.boolean().default(false),
    /** Approve from this P(new better than old) on, in [0.5, 1]; with `strongOnly` no weak one whatever its probability. */
    approveFrom: z.number().min(0.5).max(1).default(0.99),
    strongOnly: z.boolean().default(true),
    /** Episodes that each difference must rest on, both sides together. */
    leastEpisodes: z.number().int().min(0).max(1_000_000).default(20),
    /** Reject what is weak and has an e-value below this, at least 0; null rejects nothing. */
    rejectBelow: z.number().min(0).nullable().default(null),
  })
  .readonly();
export type ReviewPolicy = z.infer<typeof reviewPolicySchema>;

export const defaultPolicy: ReviewPolicy = reviewPolicySchema.parse({});
