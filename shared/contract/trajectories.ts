import { oc } from '@orpc/contract';
import { z } from 'zod';
import { writtenFormatSchema } from './imports.ts';
import { secretKindSchema } from './memory.ts';
import { evidenceSchema, outcomeSchema, segmentSchema, trajectorySchema } from '../model/index.ts';

export const trajectoryRowSchema = z
  .object({
    id: z.string(),
    goal: z.string(),
    title: z.string(),
    outcome: outcomeSchema,
    steps: z.number().int(),
    segments: z.number().int(),
    source: z.string(),
    record: z.number().int(),
  })
  .readonly();
export type TrajectoryRow = z.infer<typeof trajectoryRowSchema>;

export const trajectoryDetailSchema = z
  .object({
    trajectory: trajectorySchema,
    source: z.string(),
    /** With the goal of the procedure that each segment executes, and the evidence row that it gave, if any. */
    segments: z
      .array(
        z
          .object({ segment: segmentSchema, procedure: z.string().nullable(), evidence: evidenceSchema.nullable() })
          .readonly(),
      )
      .readonly(),
    /** Other episodes with the same content. */
    sameAs: z.array(z.string()).readonly(),
  })
  .readonly();
export type TrajectoryDetail = z.infer<typeof trajectoryDetailSchema>;

export const writtenTrajectoriesSchema = z
  .object({ file: z.string(), trajectories: z.number().int(), bytes: z.number(), sha256: z.string() })
  .readonly();
export type WrittenTrajectories = z.infer<typeof writtenTrajectoriesSchema>;

export const trajectoriesContract = {
  list: oc.output(z.array(trajectoryRowSchema)),
  get: oc.input(z.object({ id: z.string() })).output(trajectoryDetailSchema),
  /** Writes trajectories to a file of the host, a line each, in id order. Without `ids` all that stand. Secrets are taken out. */
  exportTo: oc
    .input(
      z.object({
        ids: z.array(z.string()).max(100_000).optional(),
        file: z.string().min(1),
        as: writtenFormatSchema,
        redact: z.boolean().default(true),
        keep: z.array(secretKindSchema).default([]),
      }),
    )
    .output(writtenTrajectoriesSchema),
  /** Ids of the trajectories with a span that executes the procedure `id`, in id order. */
  executing: oc.input(z.object({ id: z.string() })).output(z.array(z.string())),
};
