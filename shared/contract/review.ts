import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  conditionSchema,
  procedureBodySchema,
  proposalSchema,
  proposalStatusSchema,
  reviewPolicySchema,
  truthSchema,
} from '../model/index.ts';
import { spanSchema } from './library.ts';
import { findingSchema, findInputSchema, neighboursSchema } from './finding.ts';
import { decisionSchema } from './memory.ts';

/** What the scanner looks for in what would be learned. */
export const scanKindSchema = z.enum(['injection', 'hidden-unicode', 'command', 'url', 'secret']);
export type ScanKind = z.infer<typeof scanKindSchema>;

/** One hit: which rule, where it stands (`goal`, `step 2`), and the words around it. Hidden characters are written out. */
export const scanFindingSchema = z
  .object({ kind: scanKindSchema, rule: z.string(), where: z.string(), excerpt: z.string() })
  .readonly();
export type ScanFinding = z.infer<typeof scanFindingSchema>;

/** Something that the scanner hit. Until a person releases it, a proposal is not approved and an item is not offered to agents. */
export const quarantinedSchema = z
  .object({
    kind: z.enum(['proposal', 'procedure', 'meta']),
    id: z.string(),
    /** The procedure that a proposal is for; else the item itself. */
    itemId: z.string(),
    goal: z.string(),
    findings: z.array(scanFindingSchema).readonly(),
    content: z.string(),
    released: z.object({ seq: z.number().int(), reason: z.string() }).readonly().nullable(),
  })
  .readonly();
export type Quarantined = z.infer<typeof quarantinedSchema>;

export const proposalDetailSchema = z
  .object({
    proposal: proposalSchema,
    procedureGoal: z.string(),
    success: z.array(spanSchema).readonly(),
    failure: z.array(spanSchema).readonly(),
    /** What the scanner found in it; null for nothing. */
    quarantine: quarantinedSchema.nullable().optional(),
  })
  .readonly();
export type ProposalDetail = z.infer<typeof proposalDetailSchema>;

const id = z.object({ id: z.string() });

/** What is done to several proposals at once; a rejection needs a reason. */
export const batchSchema = z
  .object({
    ids: z.array(z.string()).min(1).max(500),
    decision: z.enum(['approve', 'reject', 'defer']),
    reason: z.string().optional(),
  })
  .readonly();
export type Batch = z.infer<typeof batchSchema>;

/** What a batch would do, item by item in its order, and what the memory would be afterwards. Nothing is written. */
export const dryRunSchema = z
  .object({
    items: z
      .array(
        z
          .object({
            id: z.string(),
            title: z.string(),
            targetId: z.string(),
            /** Why it cannot be done at its turn; null when it can. */
            refusal: z.string().nullable(),
          })
          .readonly(),
      )
      .readonly(),
    /** Open proposals that would be there anew, and that would be gone or stale. */
    appearing: z.array(z.string()).readonly(),
    leaving: z.array(z.string()).readonly(),
    stateHash: z.string(),
  })
  .readonly();
export type DryRun = z.infer<typeof dryRunSchema>;

/** What a policy would have decided on each proposal, and how that fits with what persons decided. */
export const simulationSchema = z
  .object({
    items: z
      .array(
        z
          .object({
            id: z.string(),
            title: z.string(),
            status: proposalStatusSchema,
            decision: z.enum(['approve', 'reject', 'leave']),
            because: z.enum(['weak', 'probability', 'episodes', 'e-value', 'unseen', 'written']).nullable(),
            /** Whether a person decided the same; null where no person decided or the policy leaves it. */
            agrees: z.boolean().nullable(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();
export type Simulation = z.infer<typeof simulationSchema>;

export const reviewContract = {
  list: oc.output(z.array(proposalSchema)),
  get: oc.input(id).output(proposalDetailSchema),
  /** As it is proposed, or with a body that a person made of it. */
  approve: oc.input(z.object({ id: z.string(), body: procedureBodySchema.optional() })).output(decisionSchema),
  /** Puts a proposal off. */
  defer: oc.input(id).output(decisionSchema),
  /** Open proposals that rest on the same difference as this one, with what they share. */
  similar: oc.input(id).output(z.array(z.object({ id: z.string(), title: z.string(), shared: z.string() }).readonly())),
  dryRun: oc.input(batchSchema).output(dryRunSchema),
  /** Decides one after the other, an event each; what is refused at its turn is left as it was. */
  decideAll: oc
    .input(batchSchema)
    .output(z.object({ decided: z.array(z.string()), refused: z.array(z.string()) }).readonly()),
  /**
   * Since when each open proposal waits at the least (ISO): the time of the last event after which it can have come, an
   * import, a change of settings or a decision on its procedure.
   */
  waiting: oc.output(z.record(z.string(), z.string())),
  policy: oc.output(reviewPolicySchema),
  setPolicy: oc.input(z.object({ policy: reviewPolicySchema })).output(decisionSchema),
  simulate: oc.input(z.object({ policy: reviewPolicySchema })).output(simulationSchema),
  reject: oc.input(z.object({ id: z.string(), reason: z.string().min(1) })).output(decisionSchema),
  /** Pending proposals and live items that the scanner hit, also those that were released. */
  quarantine: oc.output(z.array(quarantinedSchema)),
  /** Lets a proposal, procedure or meta-procedure through, with a reason. `id` as in `quarantine`. */
  release: oc.input(z.object({ id: z.string(), reason: z.string().min(1) })).output(decisionSchema),
};

/** How a rate enters its utility: its mean and the setting's information, its mean alone, value of information, a draw, an upper quantile. */
export const askModeSchema = z.enum(['eu', 'mean', 'voi', 'thompson', 'bayes-ucb']);
export type AskMode = z.infer<typeof askModeSchema>;

/** Parameters of a ranking that a person may move without changing the memory's settings. */
export const askOptionsSchema = z
  .object({
    lambda: z.number().optional(),
    costFailure: z.number().optional(),
    threshold: z.number().optional(),
    /** For what is drawn: under Thompson sampling another seed is another draw. A whole number, taken modulo 2^32. */
    seed: z.number().int().optional(),
    mode: askModeSchema.optional(),
    /** The paper's formula and constants in place of those of the settings. */
    macla: z.boolean().optional(),
    /** How falling back has fared so far: a Beta posterior by its counts; it then competes as an arm of its own. */
    fallback: z
      .object({ successes: z.number().min(0), failures: z.number().min(0) })
      .readonly()
      .optional(),
  })
  .readonly();

export const candidateSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['procedure', 'meta']),
    goal: z.string(),
    /** Rel in [0, 1]: the calibrated likeness beside that of the other candidates. */
    relevance: z.number(),
    /** Cosine of the vectors in [-1, 1]; 0 where there are none. */
    rawSimilarity: z.number(),
    /** BM25 with compounds, over what could be attained: from 0 to about 1. */
    bm25: z.number(),
    /** The match word by word, in [0, 1]; null where the model has no vectors of words. */
    wordMatch: z.number().nullable(),
    /** Whether what the question and the steps both name comes in one order, in [0, 1]; null where it cannot be told. */
    order: z.number().nullable(),
    /** Cosine, match word by word, BM25 and order together; and the chance of the same kind of goal that the corpus gives to that, in [0, 1]. */
    fused: z.number(),
    calibrated: z.number(),
    mean: z.number(),
    risk: z.number(),
    information: z.number(),
    /** The summands of expected utility, in this order: their sum is `expectedUtility`. */
    terms: z.object({ reward: z.number(), risk: z.number(), information: z.number(), steps: z.number() }).readonly(),
    expectedUtility: z.number(),
    /** Reliability here: the posterior over the rows whose goals hit the categories of the question, each by the share of these; null where none does. */
    here: z.object({ mean: z.number(), low: z.number(), high: z.number(), n: z.number() }).readonly().nullable(),
    preconditions: z
      .array(z.object({ condition: conditionSchema, text: z.string(), truth: truthSchema }).readonly())
      .readonly(),
    bindings: z.record(z.string(), z.string()),
    /** The words of its goal are a model's. */
    written: z.literal(true).optional(),
  })
  .readonly();
export type Candidate = z.infer<typeof candidateSchema>;

export const rankingSchema = z
  .object({
    candidates: z.array(candidateSchema).readonly(),
    choice: z.string().nullable(),
    reason: z.string(),
    /** theta_conf of this ranking, and where it comes from: fitted on the corpus, the settings, or the question. */
    threshold: z.number(),
    thresholdFrom: z.enum(['corpus', 'setting', 'question']),
    /** False where no vectors could be made: then words alone decide. */
    hasVectors: z.boolean(),
    milliseconds: z.number(),
  })
  .readonly();
export type Ranking = z.infer<typeof rankingSchema>;

export const askContract = {
  rank: oc
    .input(
      z.object({
        goal: z.string().min(1),
        observation: z.string().default(''),
        k: z.number().int().min(1).max(100).optional(),
        options: askOptionsSchema.default({}),
      }),
    )
    .output(rankingSchema),
  /** Items by words and by meaning (goals and conditions), and spans of sources. The best first. */
  find: oc.input(findInputSchema).output(findingSchema),
  /** What is most like an item, the nearest first; an item is no neighbour of its own. */
  neighbours: oc
    .input(z.object({ id: z.string(), limit: z.number().int().min(1).max(50).default(8) }))
    .output(neighboursSchema),
};
