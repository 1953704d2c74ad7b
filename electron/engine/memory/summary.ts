import { z } from 'zod';
import { outcomeSchema } from '../../../shared/model/index.ts';
import type { Trajectory } from '../../../shared/model/index.ts';
import { contentId } from '../identity/index.ts';

/**
 * What lists and counts need of a trajectory, so that its steps stay on disk. `content` is equal for episodes
 * that are the same word by word, whatever file they came from.
 */
export const summarySchema = z
  .object({
    id: z.string(),
    sourceId: z.string(),
    record: z.number().int(),
    goal: z.string(),
    title: z.string(),
    outcome: outcomeSchema,
    steps: z.number().int(),
    content: z.string(),
  })
  .readonly();
export type Summary = z.infer<typeof summarySchema>;

/** The summary of one trajectory. */
export function summarise(trajectory: Trajectory): Summary {
  const { id, sourceId, record, goal, context, steps, outcome } = trajectory;
  return {
    id,
    sourceId,
    record,
    goal,
    title: trajectory.title ?? '',
    outcome,
    steps: steps.length,
    content: contentId({ goal, context, steps, outcome }),
  };
}
