import { oc } from '@orpc/contract';
import { z } from 'zod';
import { contenderSchema } from './lab-run.ts';
import { posteriorPointSchema } from './library.ts';

/** Who can play, by the name that reports use. */
export const namedContenderSchema = z.object({ name: z.string(), contender: contenderSchema }).readonly();
export type NamedContender = z.infer<typeof namedContenderSchema>;

/** What a person can choose from; the first contender is the usual one. */
export const labDeskSchema = z
  .object({
    /** The folder of the games that come with the application; null where they are missing. */
    samples: z.string().nullable(),
    contenders: z.array(namedContenderSchema).readonly(),
  })
  .readonly();
export type LabDesk = z.infer<typeof labDeskSchema>;

/** A run that the host keeps, by the name that it was begun with; it keeps the last few. */
const runName = z.string().min(1).max(64);

/** How the posterior of a procedure would move with the executions of a run, in their order, from where it stood when the run began. */
export const runPosteriorSchema = z
  .object({ id: z.string(), goal: z.string(), points: z.array(posteriorPointSchema).readonly() })
  .readonly();
export type RunPosterior = z.infer<typeof runPosteriorSchema>;

export const keptRunContract = {
  desk: oc.output(labDeskSchema),
  /** Procedures that were executed, the most often executed first. Can be asked while the run goes on. */
  posteriors: oc.input(z.object({ run: runName })).output(z.array(runPosteriorSchema)),
  /** Writes the episodes so far, as trajectories. */
  save: oc
    .input(z.object({ run: runName, file: z.string().min(1) }))
    .output(z.object({ file: z.string(), episodes: z.number().int() })),
  /** Takes the episodes so far into the open memory, as an import of one file; the same run again adds nothing. */
  learn: oc
    .input(z.object({ run: runName }))
    .output(z.object({ imported: z.number().int(), alreadyThere: z.number().int() })),
};
export const keepSchema = runName.nullable().default(null);
