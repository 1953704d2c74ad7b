import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { decisionSchema } from './memory.ts';
import {
  authorSchema,
  describedSpanSchema,
  reasonerSettingsSchema,
  reasonerTaskSchema,
  reasonerUseSchema,
  skillEditSchema,
  skillVoiceSchema,
  taskFactSchema,
} from '../model/index.ts';

/** The file that the prompt of a task is read from: the memory's own, the user's, or the one that came along. */
export const promptFileSchema = z
  .object({ task: reasonerTaskSchema, from: z.enum(['memory', 'user', 'knack']), file: z.string() })
  .readonly();
export type PromptFile = z.infer<typeof promptFileSchema>;

export const reasonerStatusSchema = z
  .object({
    settings: reasonerSettingsSchema,
    /** As it is shown beside its answers. */
    name: z.string(),
    /** Where the key is, or would be; never the key itself. `note`: why it is not kept longer, '' where it is. */
    key: z
      .object({ place: z.enum(['system', 'environment', 'host']), isSet: z.boolean(), note: z.string() })
      .readonly(),
    use: reasonerUseSchema,
    prompts: z.array(promptFileSchema).readonly(),
  })
  .readonly();
export type ReasonerStatus = z.infer<typeof reasonerStatusSchema>;

/** How a connection test went; a failure is an error with what to do. */
export const reasonerTestSchema = z
  .object({ model: z.string(), milliseconds: z.number(), said: z.string(), author: authorSchema.nullable() })
  .readonly();
export type ReasonerTest = z.infer<typeof reasonerTestSchema>;

export const reasonerProgressSchema = z
  .object({
    kind: z.literal('progress'),
    /** Characters of the answer so far, and which try it is; `waits` before the next one. */
    characters: z.number().int(),
    attempt: z.number().int(),
    waits: z.boolean(),
  })
  .readonly();
export type ReasonerProgress = z.infer<typeof reasonerProgressSchema>;

/** Who answered: null is the rules, and `note` says why where a model was asked. */
const answered = { author: authorSchema.nullable(), note: z.string() };

/** A body that a model wrote, now a proposal; `decision` null where nothing was proposed, and `note` says why. */
export const writingReportSchema = z
  .object({ ...answered, proposalId: z.string().nullable(), decision: decisionSchema.nullable(), because: z.string() })
  .readonly();
export type WritingReport = z.infer<typeof writingReportSchema>;

/** Words beside something that is shown; they are kept nowhere. */
export const explanationSchema = z.object({ ...answered, explanation: z.string() }).readonly();
export type Explanation = z.infer<typeof explanationSchema>;

/** The sub-goals of an episode: they cover its steps, in order. `moved`: steps that an answer did not cover, or covered twice. Kept nowhere. */
export const segmentationSchema = z
  .object({
    ...answered,
    // What the rules say is as long as the commands of the episode are; the bounds are those of a model's answer.
    segments: z.array(describedSpanSchema.unwrap().extend({ description: z.string() }).readonly()).readonly(),
    steps: z.number().int(),
    moved: z.number().int(),
    because: z.string(),
  })
  .readonly();
export type Segmentation = z.infer<typeof segmentationSchema>;

/**
 * What episodes say of a skill, each with the span that it was active in, and what half of them say together. What a model says
 * together is a proposal; what the rules say is in the pool's gradients already.
 */
export const attributionSchema = writingReportSchema
  .unwrap()
  .extend({
    episodes: z.number().int(),
    voices: z
      .array(
        skillVoiceSchema
          .unwrap()
          .omit({ episode: true })
          .extend({
            text: z.string(),
            quote: z.string(),
            trajectoryId: z.string(),
            from: z.number().int(),
            to: z.number().int(),
            side: z.enum(['worst', 'best']),
          })
          .readonly(),
      )
      .readonly(),
    edits: z.array(skillEditSchema).readonly(),
  })
  .readonly();
export type Attribution = z.infer<typeof attributionSchema>;

const factSchema = taskFactSchema.unwrap().extend({ key: z.string(), value: z.string(), quote: z.string() }).readonly();

/** What a task names. It is kept nowhere; `strategies.mempRetrieve` takes it. */
export const taskFactsSchema = z
  .object({ ...answered, facts: z.array(factSchema).readonly(), because: z.string() })
  .readonly();
export type TaskFacts = z.infer<typeof taskFactsSchema>;

/** Who scored the steps of a candidate, and how many of them. `author` null: by the rules. */
export const gateScoresSchema = z
  .object({ scorer: z.string(), author: authorSchema.nullable(), steps: z.number().int(), of: z.number().int() })
  .readonly();
export type GateScores = z.infer<typeof gateScoresSchema>;

const streamOf = <Report extends z.ZodType>(report: Report) =>
  eventIterator(
    z.discriminatedUnion('kind', [reasonerProgressSchema, z.object({ kind: z.literal('done'), report }).readonly()]),
  );

const id = z.object({ id: z.string().min(1) });

/** Nothing here is asked of a server unless the settings say so. Streams: progress, at last `done`; giving one up cancels. */
export const reasonerContract = {
  status: oc.output(reasonerStatusSchema),
  configure: oc.input(z.object({ settings: reasonerSettingsSchema })).output(reasonerStatusSchema),
  /** null forgets the key. It is never given back. */
  setKey: oc.input(z.object({ key: z.string().min(1).max(10_000).nullable() })).output(reasonerStatusSchema),
  resetUse: oc.output(reasonerStatusSchema),
  /** The models that the server of the settings says it has. */
  models: oc.output(z.array(z.string())),
  /** Asks the reasoner of the settings one small question. */
  test: oc.output(reasonerTestSchema),
  /** Has the goal of a procedure worded: a proposal. */
  describe: oc.input(id).output(streamOf(writingReportSchema)),
  /** Says in words what a proposal's contrasts say in figures. */
  explain: oc.input(id).output(streamOf(explanationSchema)),
  /** Has the script of a Mem^p entry written from its episode, or rewritten after the episodes that it was retrieved for: a proposal. */
  writeScript: oc.input(id.extend({ task: z.enum(['abstract', 'rewrite']) })).output(streamOf(writingReportSchema)),
  /** Has an episode cut into its sub-goals, in words. Nothing is learned from it. */
  segment: oc.input(id).output(streamOf(segmentationSchema)),
  /** Has the episodes of a ProcMEM skill say what they blame of it: what half of them say becomes a proposal. */
  attribute: oc.input(id).output(streamOf(attributionSchema)),
  /** Has the facts of a task read, for the retrieval of Mem^p. */
  facts: oc.input(z.object({ goal: z.string().min(1).max(10_000) })).output(streamOf(taskFactsSchema)),
  /** Has the steps of a ProcMEM candidate scored by the model of the settings; `strategies.gate` then judges by these. */
  score: oc.input(id).output(streamOf(gateScoresSchema)),
};
