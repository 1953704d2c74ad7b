import { importedKind } from '../../../shared/model/index.ts';
import type {
  Derived,
  AgentSkill,
  JournalEvent,
  Procedure,
  ProcedureBody,
  Proposal,
  Revision,
  Settings,
} from '../../../shared/model/index.ts';
import { summarise } from '../bayes/index.ts';
import { revisionHash, textOf } from '../procedures/index.ts';
import { scoreOf } from './capacity.ts';
import { buildRevisions } from './revisions.ts';
import type { DeriveInput } from './types.ts';

/** A skill of others with the event that put it forward. */
interface Proposed {
  readonly skill: AgentSkill;
  readonly events: readonly JournalEvent[];
}

const nothing: ProcedureBody = { goal: '', slots: [], preconditions: [], steps: [], postconditions: [] };

/**
 * Adds the skills of others to a state [D7]: a proposal each, and a procedure where a person approved it. Such a procedure has its prior and
 * no rows: no run of this memory is known to have carried it out. It is never pruned; a person takes it out.
 */
export function withImported(derived: Derived, { decisions, settings }: DeriveInput): Derived {
  const proposed = proposedSkills(decisions);
  if (proposed.length === 0) return derived;
  const chains = proposed.map((one) => ({ ...one, chain: chainOf(one, settings) }));
  const procedures = chains.flatMap((one) => (one.chain.length === 0 ? [] : [procedureOf(one, settings)]));
  const live = procedures.filter(({ status }) => status === 'live');
  return {
    ...derived,
    procedures: [...derived.procedures, ...procedures].sort(byId),
    proposals: [...derived.proposals, ...proposed.map(proposalOf)].sort(byId),
    revisions: {
      ...derived.revisions,
      ...Object.fromEntries(
        chains.filter(({ chain }) => chain.length > 0).map(({ skill, chain }) => [skill.id, chain]),
      ),
    },
    texts: [...derived.texts, ...live.map(({ id, body }) => ({ itemId: id, text: textOf(body) }))].sort((a, b) =>
      a.itemId < b.itemId ? -1 : 1,
    ),
  };
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

/** Each skill once, with the decisions on it. */
function proposedSkills(decisions: readonly JournalEvent[]): readonly Proposed[] {
  const found = new Map<string, { skill: AgentSkill; events: JournalEvent[] }>();
  for (const event of decisions) {
    const { change } = event;
    const skills = change.kind === 'skills-proposed' ? change.skills : [];
    for (const skill of skills) if (!found.has(skill.id)) found.set(skill.id, { skill, events: [] });
    if ('itemId' in change) found.get(change.itemId)?.events.push(event);
  }
  return [...found.values()];
}

/** The revisions that a person made live; none before the approval. */
function chainOf({ events }: Proposed, settings: Settings): readonly Revision[] {
  const at = events.findIndex(({ change }) => change.kind === 'proposal-approved');
  const approval = events[at];
  if (approval?.change.kind !== 'proposal-approved') return [];
  const [first, ...later] = buildRevisions(approval.change.body, events.slice(at + 1), {
    rows: [],
    importedAt: new Map(),
    settings,
  });
  if (first === undefined) return [];
  const { body } = approval.change;
  return [{ ...first, hash: revisionHash(body, null), seq: approval.seq, origin: 'imported' }, ...later];
}

function procedureOf(
  { skill, events, chain }: Proposed & { readonly chain: readonly Revision[] },
  settings: Settings,
): Procedure {
  const live = chain.at(-1) as Revision; // asked only where there is one
  const last = events.findLast(({ change }) => change.kind === 'item-deleted' || change.kind === 'item-restored');
  const pinned = events.findLast(({ change }) => change.kind === 'item-pinned')?.change;
  const locked = events.findLast(({ change }) => change.kind === 'item-locked')?.change;
  const posterior = summarise(live.prior, { successes: 0, failures: 0 });
  return {
    id: skill.id,
    status: last?.change.kind === 'item-deleted' ? 'deleted' : 'live',
    pinned: pinned?.kind === 'item-pinned' && pinned.pinned,
    ...(locked?.kind === 'item-locked' && locked.locked ? { locked: true as const } : {}),
    revision: live.hash,
    body: live.body,
    posterior,
    contexts: { success: [], failure: [] },
    categories: [],
    executions: 0,
    episodes: 0,
    score: scoreOf(settings.pruneScore, posterior, { uses: 0, windowUses: 0, age: 0 }),
  };
}

function proposalOf({ skill, events }: Proposed): Proposal {
  return {
    id: importedProposalId(skill.id),
    kind: importedKind,
    targetId: skill.id,
    baseRevision: '',
    title: skill.body.goal,
    before: nothing,
    after: skill.body,
    contrasts: [],
    strong: false,
    // Two equal priors: as likely better as worse.
    probability: 0.5,
    ...statusOf(events),
  };
}

/** The proposal that a skill of others is. */
export function importedProposalId(skillId: string): string {
  return `i-${skillId.slice(2)}-new`;
}

function statusOf(events: readonly JournalEvent[]): Pick<Proposal, 'status' | 'reason' | 'decidedBy'> {
  const approval = events.find(({ change }) => change.kind === 'proposal-approved');
  if (approval?.change.kind === 'proposal-approved')
    return { status: approval.change.edited === true ? 'edited' : 'approved', reason: null, decidedBy: approval.seq };
  const last = events.findLast(
    ({ change }) => change.kind === 'proposal-rejected' || change.kind === 'proposal-deferred',
  );
  if (last?.change.kind === 'proposal-rejected')
    return { status: 'rejected', reason: last.change.reason, decidedBy: last.seq };
  return last === undefined
    ? { status: 'pending', reason: null, decidedBy: null }
    : { status: 'deferred', reason: null, decidedBy: last.seq };
}
