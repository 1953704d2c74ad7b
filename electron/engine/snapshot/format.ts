import { z } from 'zod';
import { KnackError } from '../../../shared/errors.ts';
import { journalEventSchema, settingsSchema, trajectorySchema } from '../../../shared/model/index.ts';

/**
 * A snapshot is one file of canonical JSON, a line each [F1]: a manifest, the events in order of seq, the
 * trajectories in id order, and an end that holds the SHA-256 of every byte before it. It is not compressed:
 * compressors give other bytes on other machines, and the same memory must give the same file.
 */
export const snapshotSchemaVersion = 1;

export const manifestSchema = z
  .object({
    kind: z.literal('knack-snapshot'),
    schema: z.number().int(),
    stateHash: z.string(),
    /** The setting that names the embedding model, and the digest of the model that made the vectors ('' for none). */
    model: z.object({ id: z.string(), digest: z.string() }).readonly(),
    settings: settingsSchema,
    events: z.number().int().nonnegative(),
    trajectories: z.number().int().nonnegative(),
  })
  .readonly();
export type Manifest = z.infer<typeof manifestSchema>;

export const snapshotEventSchema = z.object({ kind: z.literal('event'), event: journalEventSchema }).readonly();
export const snapshotTrajectorySchema = z
  .object({ kind: z.literal('trajectory'), trajectory: trajectorySchema })
  .readonly();
export const snapshotEndSchema = z.object({ kind: z.literal('end'), sha256: z.string() }).readonly();

/** What is wrong with a file that should be a snapshot. */
export function snapshotDamaged(happened: string, cause?: unknown): KnackError {
  return new KnackError(
    {
      code: 'SNAPSHOT_DAMAGED',
      happened,
      kept: 'Nothing was imported.',
      todo: 'Copy the file again, or export the snapshot again from its memory.',
    },
    { cause },
  );
}

export function snapshotNewer(schema: number): KnackError {
  return new KnackError({
    code: 'SNAPSHOT_NEWER',
    happened: `This snapshot has schema ${schema}; this Knack reads up to ${snapshotSchemaVersion}.`,
    kept: 'Nothing was imported.',
    todo: 'Open it with the Knack that made it, or a newer one.',
  });
}
