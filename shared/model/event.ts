import { z } from 'zod';
import { procedureBodySchema } from './procedure.ts';
import { settingsSchema, strategySchema } from './settings.ts';
import { sourceSchema } from './trajectory.ts';

/** What happened to the memory. The journal is the list of these; the state is its fold. */
export const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('memory-created'), strategy: strategySchema, settings: settingsSchema }).readonly(),
  z.object({ kind: z.literal('sources-imported'), sources: z.array(sourceSchema).readonly() }).readonly(),
  z.object({ kind: z.literal('settings-changed'), before: settingsSchema, after: settingsSchema }).readonly(),
  z
    .object({
      kind: z.literal('proposal-approved'),
      proposalId: z.string(),
      itemId: z.string(),
      baseRevision: z.string(),
      body: procedureBodySchema,
    })
    .readonly(),
  z
    .object({ kind: z.literal('proposal-rejected'), proposalId: z.string(), itemId: z.string(), reason: z.string() })
    .readonly(),
  z
    .object({
      kind: z.literal('procedure-edited'),
      itemId: z.string(),
      baseRevision: z.string(),
      body: procedureBodySchema,
    })
    .readonly(),
  z.object({ kind: z.literal('item-pinned'), itemId: z.string(), pinned: z.boolean() }).readonly(),
  z.object({ kind: z.literal('item-deleted'), itemId: z.string() }).readonly(),
  z.object({ kind: z.literal('item-restored'), itemId: z.string() }).readonly(),
  /** Takes back one earlier event, named by seq. Undoing an `undone` event is a redo. */
  z.object({ kind: z.literal('undone'), seq: z.number().int() }).readonly(),
]);
export type Change = z.infer<typeof changeSchema>;

/**
 * One entry of the append-only journal. `seq` counts from 1 without gaps. `hash` is the SHA-256 of the canonical
 * JSON of {seq, at, previous, cause, change}; `previous` is the hash before it ('' for the first), so that an altered event is found.
 */
export const journalEventSchema = z
  .object({
    seq: z.number().int().positive(),
    at: z.string(),
    cause: z.enum(['person', 'terminal', 'policy']),
    change: changeSchema,
    previous: z.string(),
    hash: z.string(),
  })
  .readonly();
export type JournalEvent = z.infer<typeof journalEventSchema>;
