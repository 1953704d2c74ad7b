import { z } from 'zod';
import { procedureBodySchema } from './procedure.ts';
import { reviewPolicySchema } from './policy.ts';
import { agentSkillSchema } from './skill.ts';
import { writtenSchema } from './reasoner.ts';
import { settingsSchema, strategySchema } from './settings.ts';
import { sourceSchema } from './trajectory.ts';

/** Decisions whose events hold words of trajectories or of a person. */
export const wordedKindSchema = z.enum([
  'proposal-approved',
  'proposal-rejected',
  'procedure-edited',
  'procedure-reverted',
  'proposal-written',
]);

/** A decision that no longer stands because what it rested on was forgotten. */
export const staleDecisionSchema = z
  .object({ seq: z.number().int(), was: wordedKindSchema, itemId: z.string(), hash: z.string() })
  .readonly();
export type StaleDecision = z.infer<typeof staleDecisionSchema>;

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
      /** There, and true, when a person changed what was proposed before approving it. */
      edited: z.literal(true).optional(),
    })
    .readonly(),
  /** A model wrote a body for a procedure because a person asked it to. It changes nothing until somebody approves it. */
  z
    .object({
      kind: z.literal('proposal-written'),
      proposalId: z.string(),
      itemId: z.string(),
      baseRevision: z.string(),
      title: z.string(),
      body: procedureBodySchema,
      written: writtenSchema,
    })
    .readonly(),
  /** Put off: it waits in a queue of its own. */
  z.object({ kind: z.literal('proposal-deferred'), proposalId: z.string(), itemId: z.string() }).readonly(),
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
  /** The body of the earlier revision `to`, as a new revision. */
  z
    .object({
      kind: z.literal('procedure-reverted'),
      itemId: z.string(),
      baseRevision: z.string(),
      to: z.string(),
      body: procedureBodySchema,
    })
    .readonly(),
  /** A locked procedure is proposed nothing. */
  z.object({ kind: z.literal('item-locked'), itemId: z.string(), locked: z.boolean() }).readonly(),
  z.object({ kind: z.literal('policy-changed'), before: reviewPolicySchema, after: reviewPolicySchema }).readonly(),
  z.object({ kind: z.literal('item-pinned'), itemId: z.string(), pinned: z.boolean() }).readonly(),
  z.object({ kind: z.literal('item-deleted'), itemId: z.string() }).readonly(),
  z.object({ kind: z.literal('item-restored'), itemId: z.string() }).readonly(),
  /** Skills of others are put forward: each is a proposal until a person decides on it. */
  z.object({ kind: z.literal('skills-proposed'), skills: z.array(agentSkillSchema).readonly() }).readonly(),
  /** What the scanner found in texts was looked at and is let through. `content` is the digest of those texts. */
  z
    .object({ kind: z.literal('quarantine-released'), itemId: z.string(), content: z.string(), reason: z.string() })
    .readonly(),
  /**
   * A source is forgotten: its episodes, and the decisions that rested on it. Each of these is named with the hash
   * that its event keeps. It cannot be undone; its file can be imported again.
   */
  z
    .object({
      kind: z.literal('source-unlearned'),
      sourceId: z.string(),
      name: z.string(),
      trajectories: z.number().int(),
      stale: z.array(staleDecisionSchema).readonly(),
    })
    .readonly(),
  /** What is left of a decision whose content went with a source, by the event `by`. */
  z
    .object({ kind: z.literal('decision-forgotten'), was: wordedKindSchema, itemId: z.string(), by: z.number().int() })
    .readonly(),
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
