import { z } from 'zod';

/** What the engine's process asks of the main process about the key of a reasoner's server: only there the system's keychain is. */
export const keyQuestionSchema = z.object({
  kind: z.literal('key-question'),
  id: z.number().int(),
  ask: z.discriminatedUnion('what', [
    z.object({ what: z.literal('where') }),
    z.object({ what: z.literal('key') }),
    z.object({ what: z.literal('set'), key: z.string().nullable() }),
  ]),
});
export type KeyQuestion = z.infer<typeof keyQuestionSchema>;

export const keyAnswerSchema = z.object({
  kind: z.literal('key-answer'),
  id: z.number().int(),
  answer: z.discriminatedUnion('what', [
    z.object({ what: z.literal('where'), place: z.enum(['system', 'host']), isSet: z.boolean(), note: z.string() }),
    z.object({ what: z.literal('key'), key: z.string().nullable() }),
    z.object({ what: z.literal('done') }),
    z.object({ what: z.literal('failed'), reason: z.string() }),
  ]),
});
export type KeyAnswer = z.infer<typeof keyAnswerSchema>;
