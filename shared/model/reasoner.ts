import { z } from 'zod';
import { skillEditKindSchema, skillFieldSchema } from './skill-edit.ts';

/** What a reasoner can be asked for (SPEC-reasoners Y1). */
export const reasonerTasks = [
  'segment',
  'abstract',
  'describe',
  'contrast',
  'rewrite',
  'attribute',
  'facts',
  'likelihood',
] as const;
export const reasonerTaskSchema = z.enum(reasonerTasks);
export type ReasonerTask = z.infer<typeof reasonerTaskSchema>;

/** Which model wrote something, and by which prompt. It stands wherever what was written is shown. */
export const authorSchema = z
  .object({
    reasoner: z.enum(['server', 'local']),
    model: z.string().max(300),
    task: reasonerTaskSchema,
    /** SHA-256 of the prompt file that was used. */
    prompt: z.string(),
  })
  .readonly();
export type Author = z.infer<typeof authorSchema>;

/** What a model says for what it wrote. `because`: its own reason, unproven. */
export const writtenSchema = z.object({ by: authorSchema, because: z.string().max(2000) }).readonly();
export type Written = z.infer<typeof writtenSchema>;

/** Parts of a procedure's body that can be a model's words. */
export const writtenPartSchema = z.enum(['goal', 'preconditions', 'steps', 'postconditions']);
export type WrittenPart = z.infer<typeof writtenPartSchema>;
/** A part of a revision whose words a model wrote and a person approved. */
export const writtenMarkSchema = z.object({ part: writtenPartSchema, by: authorSchema }).readonly();
export type WrittenMark = z.infer<typeof writtenMarkSchema>;

const line = (most: number): z.ZodString => z.string().trim().min(1).max(most);
const because = z.string().max(2000).default('');

const index = z.number().int().min(0).max(1_000_000);
/** A span of steps [from, to) that pursues one sub-goal, in words. */
export const describedSpanSchema = z
  .object({ from: index, to: index, description: z.string().trim().max(300) })
  .readonly();
export type DescribedSpan = z.infer<typeof describedSpanSchema>;

/** What one episode, by its label, says of a skill, and the recorded words that it rests on; '' by the rules, which count. */
export const skillVoiceSchema = z
  .object({
    episode: line(20),
    field: skillFieldSchema,
    kind: skillEditKindSchema,
    text: line(500),
    quote: z.string().trim().max(500).default(''),
  })
  .readonly();
export type SkillVoice = z.infer<typeof skillVoiceSchema>;

/** A value that a task names, the role that it has there, and the words of the task that name it. */
export const taskFactSchema = z
  .object({ key: line(60), value: line(200), quote: z.string().trim().max(500).default('') })
  .readonly();
export type TaskFact = z.infer<typeof taskFactSchema>;

/** What each task is answered with, whoever answers. Texts are bounded: a model may go on for ever. */
export const reasonerAnswers = {
  /** The sub-goals of an episode, one after the other. */
  segment: z.object({ segments: z.array(describedSpanSchema).min(1).max(200).readonly(), because }),
  /** The steps of a script with slots in braces. */
  abstract: z.object({ steps: z.array(line(500)).min(1).max(200).readonly(), because }),
  describe: z.object({ goal: line(200), because }),
  contrast: z.object({ explanation: line(4000) }),
  rewrite: z.object({ steps: z.array(line(500)).min(1).max(200).readonly(), because }),
  /** What each episode blames or praises of a skill, as edits. */
  attribute: z.object({ voices: z.array(skillVoiceSchema).max(60).readonly(), because }),
  facts: z.object({ facts: z.array(taskFactSchema).max(20).readonly(), because }),
  /** ln p of each action that was asked about, in order; null where it cannot be told. */
  likelihood: z.object({ logProbabilities: z.array(z.number().max(0).nullable()).readonly() }),
} as const satisfies Record<ReasonerTask, z.ZodObject>;
export type ReasonerAnswers = { readonly [Task in ReasonerTask]: z.infer<(typeof reasonerAnswers)[Task]> };

export const serverSettingsSchema = z
  .object({
    /** The address of the protocol, mostly ending in `/v1`. */
    address: z.string().max(2000).default(''),
    model: z.string().max(300).default(''),
    temperature: z.number().min(0).max(2).default(0),
    /** Tokens of one answer at most. */
    maxOutputTokens: z.number().int().min(16).max(100_000).default(1500),
    /** Requests at the same time. */
    concurrency: z.number().int().min(1).max(16).default(2),
    /** Seconds of one answer at most, and of silence within it. */
    timeLimit: z.number().min(0.05).max(3600).default(120),
    silence: z.number().min(0.05).max(3600).default(45),
    /** Tries after the first, where trying again can help. */
    retries: z.number().int().min(0).max(10).default(3),
    /** Tokens, in and out, and money that may be spent until the count is set back; null is no limit. */
    maxTokens: z.number().int().min(0).nullable().default(200_000),
    maxCost: z.number().min(0).nullable().default(null),
    /** Price of a million tokens, in whatever currency the limit is meant in. */
    priceIn: z.number().min(0).default(0),
    priceOut: z.number().min(0).default(0),
  })
  .readonly();
export type ServerSettings = z.infer<typeof serverSettingsSchema>;

export const localSettingsSchema = z
  .object({
    /** A folder of this machine with a text model as transformers.js reads it. */
    folder: z.string().max(4000).default(''),
    maxOutputTokens: z.number().int().min(16).max(4000).default(400),
    /** Seconds of one answer at most. */
    timeLimit: z.number().min(0.05).max(3600).default(300),
  })
  .readonly();
export type LocalSettings = z.infer<typeof localSettingsSchema>;

/** Who is asked. Settings of a person, not of a memory: no state depends on them. The key is never among them. */
export const reasonerSettingsSchema = z
  .object({
    kind: z.enum(['rules', 'server', 'local']).default('rules'),
    server: serverSettingsSchema.default(serverSettingsSchema.parse({})),
    local: localSettingsSchema.default(localSettingsSchema.parse({})),
  })
  .readonly();
export type ReasonerSettings = z.infer<typeof reasonerSettingsSchema>;
export const defaultReasoner: ReasonerSettings = reasonerSettingsSchema.parse({});

/** What was spent since the count was last set back. `estimated`: requests whose tokens the server did not tell. */
export const reasonerUseSchema = z
  .object({
    requests: z.number().int().min(0).default(0),
    tokensIn: z.number().min(0).default(0),
    tokensOut: z.number().min(0).default(0),
    cost: z.number().min(0).default(0),
    estimated: z.number().int().min(0).default(0),
  })
  .readonly();
export type ReasonerUse = z.infer<typeof reasonerUseSchema>;
export const noUse: ReasonerUse = reasonerUseSchema.parse({});
