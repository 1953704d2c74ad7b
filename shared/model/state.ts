import { z } from 'zod';
import { evidenceSchema, segmentSchema } from './evidence.ts';
import { mempStateSchema } from './memp.ts';
import { procmemStateSchema } from './procmem.ts';
import { metaProcedureSchema, procedureSchema, revisionSchema } from './procedure.ts';
import { proposalSchema } from './proposal.ts';

/** A group of content words that name one kind of thing (memory-model section 7). */
export const ontologyCategorySchema = z
  .object({ id: z.string(), name: z.string(), words: z.array(z.string()).readonly() })
  .readonly();
export type OntologyCategory = z.infer<typeof ontologyCategorySchema>;

/** A kind of goal: its template, how many episodes asked for it, and how they ended. */
export const goalCategorySchema = z
  .object({
    id: z.string(),
    template: z.string(),
    episodes: z.number().int(),
    success: z.number().int(),
    failure: z.number().int(),
  })
  .readonly();
export type GoalCategory = z.infer<typeof goalCategorySchema>;

/** Counts that are shown everywhere and compared by the tests. */
export const countsSchema = z
  .object({
    sources: z.number().int(),
    trajectories: z
      .object({ success: z.number().int(), failure: z.number().int(), unknown: z.number().int() })
      .readonly(),
    steps: z.number().int(),
    segments: z.number().int(),
    evidence: z.number().int(),
    procedures: z.number().int(),
    metaProcedures: z.number().int(),
    proposals: z.number().int(),
    pendingProposals: z.number().int(),
    events: z.number().int(),
  })
  .readonly();
export type Counts = z.infer<typeof countsSchema>;

/** What one strategy alone has; null for MACLA, all of whose state is in the lists beside. */
export const strategyStateSchema = z.discriminatedUnion('kind', [mempStateSchema, procmemStateSchema]).nullable();
export type StrategyState = z.infer<typeof strategyStateSchema>;

/**
 * A pattern that is alike another one and was merged into it: its executions count there. `id`, `goal`: what it would be by itself;
 * `cosine` and `alignment` in [0, 1]: of the meanings, and of the steps in their order.
 */
export const mergeSchema = z
  .object({
    id: z.string(),
    into: z.string(),
    goal: z.string(),
    executions: z.number().int(),
    cosine: z.number(),
    alignment: z.number(),
  })
  .readonly();
export type Merge = z.infer<typeof mergeSchema>;

/** The derived state: a pure function of (trajectories in id order, decisions, settings). Lists are in id order. */
export const derivedSchema = z
  .object({
    procedures: z.array(procedureSchema).readonly(),
    metaProcedures: z.array(metaProcedureSchema).readonly(),
    segments: z.array(segmentSchema).readonly(),
    evidence: z.array(evidenceSchema).readonly(),
    proposals: z.array(proposalSchema).readonly(),
    revisions: z.record(z.string(), z.array(revisionSchema).readonly()),
    goals: z.array(goalCategorySchema).readonly(),
    ontology: z.array(ontologyCategorySchema).readonly(),
    /** Words that a procedure is found by, in item id order: what its vector is made from, e = embed(G; Psi; Phi) [M]. */
    texts: z.array(z.object({ itemId: z.string(), text: z.string() }).readonly()).readonly(),
    strategy: strategyStateSchema.optional(),
    /** In id order; there only where something was merged. Says how the procedures came about, and is no part of the digest. */
    merges: z.array(mergeSchema).readonly().optional(),
  })
  .readonly();
export type Derived = z.infer<typeof derivedSchema>;
