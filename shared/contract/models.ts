import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { decisionSchema } from './memory.ts';

/** An embedding model that can be chosen: bundled, in a folder, or of a hub. */
export const modelSchema = z
  .object({
    /** `bundled:NAME`, `path:FOLDER`, `hub:ORG/NAME` or `hashed:words`. */
    id: z.string(),
    title: z.string(),
    /** `ready`: it can be used offline; `absent`: of a hub, not downloaded; `unusable`: `note` says why. */
    state: z.enum(['ready', 'absent', 'unusable']),
    /** Length of its vectors; null where it is not known before the download. */
    dimension: z.number().int().nullable(),
    /** Bytes of its files, for an absent one about so many; null where that is not known. */
    bytes: z.number().nullable(),
    licence: z.string(),
    note: z.string(),
  })
  .readonly();
export type Model = z.infer<typeof modelSchema>;

/** How fast a model is on this machine, on one thread. */
export const modelSpeedSchema = z
  .object({
    id: z.string(),
    /** From nothing to the first vector. */
    loadMilliseconds: z.number(),
    /** Median of one short text, alone. */
    oneMilliseconds: z.number(),
    /** Short distinct texts in batches. */
    textsPerSecond: z.number(),
    texts: z.number().int(),
  })
  .readonly();
export type ModelSpeed = z.infer<typeof modelSpeedSchema>;

const progressSchema = z
  .object({
    kind: z.literal('progress'),
    stage: z.enum(['download', 'embedding', 'learning']),
    file: z.string().nullable(),
    /** Bytes of a download, texts of an embedding; `total` 0 where there is nothing to count. */
    done: z.number(),
    total: z.number(),
    /** Of these a second, and seconds left; null before they can be told. */
    rate: z.number().nullable(),
    secondsLeft: z.number().nullable(),
  })
  .readonly();
export type ModelProgress = z.infer<typeof progressSchema>;

export const downloadEventSchema = z.discriminatedUnion('kind', [
  progressSchema,
  z.object({ kind: z.literal('done'), report: modelSchema }).readonly(),
]);
export const useEventSchema = z.discriminatedUnion('kind', [
  progressSchema,
  z.object({ kind: z.literal('done'), report: decisionSchema }).readonly(),
]);

const id = z.object({ id: z.string().min(1) });

/** Streams: progress, at last `done`. Giving a stream up cancels: what was downloaded whole is kept, the memory is as it was. */
export const modelsContract = {
  /** What can be chosen, the model of the open memory first. Nothing is fetched. */
  list: oc.output(z.array(modelSchema)),
  describe: oc.input(id).output(modelSchema),
  /** Loads the model and measures it; some seconds. */
  speed: oc.input(id).output(modelSpeedSchema),
  download: oc.input(id).output(eventIterator(downloadEventSchema)),
  /** Downloads it if need be, embeds what the memory knows, and makes it the model of the memory: one event. */
  use: oc.input(id).output(eventIterator(useEventSchema)),
};
