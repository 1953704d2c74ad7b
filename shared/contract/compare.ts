import { oc } from '@orpc/contract';
import { z } from 'zod';
import { countsSchema, metaProcedureSchema, procedureSchema } from '../model/index.ts';

/** Where a state is: the open memory or another one, now or at an event; or a snapshot file. */
export const statePlaceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), seq: z.number().int().positive().nullable() }).readonly(),
  z.object({ kind: z.literal('memory'), uri: z.string(), seq: z.number().int().positive().nullable() }).readonly(),
  z.object({ kind: z.literal('snapshot'), file: z.string() }).readonly(),
]);
export type StatePlace = z.infer<typeof statePlaceSchema>;

/** One field that differs, told as text; null where it is not there. Lists have a line an entry. */
export const fieldChangeSchema = z
  .object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })
  .readonly();
export type FieldChange = z.infer<typeof fieldChangeSchema>;

export const comparedItemSchema = z
  .object({
    table: z.enum(['source', 'setting', 'procedure', 'meta', 'proposal']),
    id: z.string(),
    label: z.string(),
    change: z.enum(['added', 'removed', 'changed']),
    fields: z.array(fieldChangeSchema).readonly(),
  })
  .readonly();
export type ComparedItem = z.infer<typeof comparedItemSchema>;

/** The difference from state `a` to state `b`, in the order of the tables and then of ids. */
export const stateComparisonSchema = z
  .object({
    same: z.boolean(),
    /** State digests. */
    a: z.string(),
    b: z.string(),
    items: z.array(comparedItemSchema).readonly(),
    /** How many items of each table are the same in both. */
    unchanged: z.record(z.string(), z.number().int()),
  })
  .readonly();
export type StateComparison = z.infer<typeof stateComparisonSchema>;

/** A memory at an event. `missing`: files that it had then and that were un-learned since. */
export const pastStateSchema = z
  .object({
    seq: z.number().int(),
    stateHash: z.string(),
    counts: countsSchema,
    missing: z.array(z.string()).readonly(),
  })
  .readonly();
export type PastState = z.infer<typeof pastStateSchema>;

/** One item in both states, in full; null where it is not. `goals`: the procedures that either side names, by their goals. */
export const itemPairSchema = z.discriminatedUnion('table', [
  z
    .object({
      table: z.literal('procedure'),
      before: procedureSchema.nullable(),
      after: procedureSchema.nullable(),
    })
    .readonly(),
  z
    .object({
      table: z.literal('meta'),
      before: metaProcedureSchema.nullable(),
      after: metaProcedureSchema.nullable(),
      goals: z.record(z.string(), z.string()),
    })
    .readonly(),
]);
export type ItemPair = z.infer<typeof itemPairSchema>;

const twoStates = z.object({ a: statePlaceSchema, b: statePlaceSchema });

export const compareContract = {
  /** One procedure or meta-procedure of two states that were compared, to be shown with its difference. */
  item: oc.input(twoStates.extend({ table: z.enum(['procedure', 'meta']), id: z.string() })).output(itemPairSchema),
  /** The open memory as it was after an event. */
  stateAt: oc.input(z.object({ seq: z.number().int().positive() })).output(pastStateSchema),
  /** Two states item by item. `missing`: files of either that were un-learned since. */
  states: oc.input(twoStates).output(
    stateComparisonSchema
      .unwrap()
      .extend({ missing: z.array(z.string()).readonly() })
      .readonly(),
  ),
};
