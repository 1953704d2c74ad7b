import type {
  Author,
  JournalEvent,
  ProcedureBody,
  Proposal,
  Revision,
  WrittenMark,
  WrittenPart,
} from '../../../shared/model/index.ts';
import { canonicalJson } from '../identity/index.ts';

const parts: readonly WrittenPart[] = ['goal', 'preconditions', 'steps', 'postconditions'];
const keyOf = (part: WrittenPart, body: ProcedureBody): string => `${part} ${canonicalJson(body[part])}`;

/**
 * The proposals that models wrote for one item [Y6]. Each is for the revision that it was written for: it is stale as soon as
 * another one is live.
 */
export function listWritten(
  itemId: string,
  { chain, events, isLive }: WrittenContext & { readonly isLive: boolean },
): readonly Proposal[] {
  const found = new Map<string, Proposal>();
  for (const { change } of events) {
    if (change.kind !== 'proposal-written') continue;
    const base = chain.find(({ hash }) => hash === change.baseRevision);
    if (base === undefined) continue;
    const { proposalId: id, baseRevision, title, body, written } = change;
    found.set(id, {
      id,
      kind: written.by.task,
      targetId: itemId,
      baseRevision,
      title,
      before: base.body,
      after: body,
      contrasts: [],
      strong: false,
      // It rests on no counts: even odds, and shown as such by nobody.
      probability: 0.5,
      written,
      ...statusOf(id, events, isLive && chain.at(-1)?.hash === baseRevision),
    });
  }
  return [...found.values()];
}

interface WrittenContext {
  readonly chain: readonly Revision[];
  /** The decisions on the item that stand, in order. */
  readonly events: readonly JournalEvent[];
}

function statusOf(
  id: string,
  events: readonly JournalEvent[],
  isCurrent: boolean,
): Pick<Proposal, 'status' | 'reason' | 'decidedBy'> {
  const last = events.findLast(
    ({ change }) => 'proposalId' in change && change.proposalId === id && change.kind !== 'proposal-written',
  );
  switch (last?.change.kind) {
    case 'proposal-approved': {
      const status = last.change.edited === true ? 'edited' : 'approved';
      return { status, reason: null, decidedBy: last.seq };
    }
    case 'proposal-rejected':
      return { status: 'rejected', reason: last.change.reason, decidedBy: last.seq };
    case 'proposal-deferred':
      return isCurrent
        ? { status: 'deferred', reason: null, decidedBy: last.seq }
        : { status: 'stale', reason: null, decidedBy: null };
    default:
      return { status: isCurrent ? 'pending' : 'stale', reason: null, decidedBy: null };
  }
}

/**
 * Marks the revisions whose words are a model's [Y5]: the parts that an approved proposal of a model changed, and those parts of later
 * revisions that still say the same.
 */
export function markWritten({ chain, events }: WrittenContext): readonly Revision[] {
  const authors = new Map<string, Author>();
  for (const { change } of events)
    if (change.kind === 'proposal-written') authors.set(change.proposalId, change.written.by);
  if (authors.size === 0) return chain;
  const known = new Map<string, Author>();
  const before = new Map(chain.map((revision) => [revision.hash, revision.body]));
  const approvals = new Map(events.map(({ seq, change }) => [seq, change]));
  return chain.map((revision) => {
    const change = approvals.get(revision.seq);
    const author = change?.kind === 'proposal-approved' ? authors.get(change.proposalId) : undefined;
    const base = revision.parent === null ? undefined : before.get(revision.parent);
    if (author !== undefined && base !== undefined) {
      for (const part of parts)
        if (keyOf(part, base) !== keyOf(part, revision.body)) known.set(keyOf(part, revision.body), author);
    }
    const written = parts.flatMap((part): WrittenMark[] => {
      const by = known.get(keyOf(part, revision.body));
      return by === undefined ? [] : [{ part, by }];
    });
    return written.length === 0 ? revision : { ...revision, written };
  });
}
