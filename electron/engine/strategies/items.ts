import type {
  Contrast,
  Evidence,
  JournalEvent,
  Procedure,
  ProcedureBody,
  Proposal,
  Revision,
  Settings,
} from '../../../shared/model/index.ts';
import { count, quantileScore, summarise } from '../bayes/index.ts';
import { buildRevisions, listWritten, splitEvidence, type DeriveInput } from '../learning/index.ts';
import { revisionHash, saysTheSame } from '../procedures/index.ts';

/** A change that a strategy suggests, before anybody decides. */
export interface Suggestion {
  readonly kind: string;
  /** A digest of what it says, whatever the revision. */
  readonly content: string;
  readonly title: string;
  apply(body: ProcedureBody): ProcedureBody;
  readonly contrasts: readonly Contrast[];
  readonly strong: boolean;
  readonly probability: number;
}

/** What a strategy keeps, before any decision: an entry of Mem^p, a skill of ProcMEM. */
export interface StrategyItem {
  readonly id: string;
  readonly body: ProcedureBody;
  readonly text: string;
  /** Rows of its mined revision, in id order of their trajectories. */
  readonly rows: readonly Evidence[];
  readonly suggestions: readonly Suggestion[];
  /** The strategy's own rule took it out. */
  readonly isGone: boolean;
  readonly executions: number;
  readonly episodes: number;
}

export interface DerivedItems {
  readonly procedures: readonly Procedure[];
  readonly evidence: readonly Evidence[];
  readonly proposals: readonly Proposal[];
  readonly revisions: Readonly<Record<string, readonly Revision[]>>;
  readonly texts: readonly { readonly itemId: string; readonly text: string }[];
}

/** Applies the decisions of people to what a strategy keeps: the same revisions, proposals and posteriors as for MACLA. Rule T3. */
export function deriveItems(items: readonly StrategyItem[], input: DeriveInput): DerivedItems {
  const events = byItem(input.decisions);
  const importedAt = new Map(input.sources.map(({ source, seq }) => [source.id, seq]));
  const sorted = items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const revisions: Record<string, readonly Revision[]> = {};
  const evidence: Evidence[] = [];
  const procedures: Procedure[] = [];
  const proposals: Proposal[] = [];
  for (const item of sorted) {
    const own = events.get(item.id) ?? [];
    const chain = buildRevisions(item.body, own, { rows: item.rows, importedAt, settings: input.settings });
    const rows = splitEvidence(item.rows, chain, { importedAt, held: () => true });
    const procedure = writeItem(item, { chain, rows, events: own, settings: input.settings });
    revisions[item.id] = chain;
    evidence.push(...rows);
    procedures.push(procedure);
    const isLive = procedure.status === 'live';
    proposals.push(
      ...proposalsOf(item, { chain, events: own, isLive }),
      ...listWritten(item.id, { chain, events: own, isLive }),
    );
  }
  return {
    procedures,
    evidence: evidence.sort((a, b) => (a.id < b.id ? -1 : 1)),
    proposals: proposals.sort((a, b) => (a.id < b.id ? -1 : 1)),
    revisions,
    texts: sorted.flatMap(({ id, text }, at) => (procedures[at]?.status === 'live' ? [{ itemId: id, text }] : [])),
  };
}

/** The hash of an item's mined revision: what its rows name. */
export function minedRevision(body: ProcedureBody): string {
  return revisionHash(body, null);
}

function byItem(decisions: readonly JournalEvent[]): ReadonlyMap<string, readonly JournalEvent[]> {
  const events = new Map<string, JournalEvent[]>();
  for (const event of decisions) {
    if (!('itemId' in event.change)) continue;
    const { itemId } = event.change;
    events.set(itemId, [...(events.get(itemId) ?? []), event]);
  }
  return events;
}

interface Parts {
  readonly chain: readonly Revision[];
  readonly rows: readonly Evidence[];
  readonly events: readonly JournalEvent[];
  readonly settings: Settings;
}

function writeItem(item: StrategyItem, { chain, rows, events, settings }: Parts): Procedure {
  const live = chain.at(-1) as Revision; // a chain has at least the mined revision
  const posterior = summarise(live.prior, count(rows.filter(({ revision }) => revision === live.hash)));
  const pinned = events.findLast(({ change }) => change.kind === 'item-pinned')?.change;
  const last = events.findLast(({ change }) => change.kind === 'item-deleted' || change.kind === 'item-restored')
    ?.change.kind;
  const isPinned = pinned?.kind === 'item-pinned' && pinned.pinned;
  const side = (outcome: Evidence['outcome']): readonly string[] =>
    rows.flatMap((row) => (row.outcome === outcome ? [row.id] : [])).slice(0, settings.contextsPerSide);
  const isOut = item.isGone && !isPinned && last !== 'item-restored';
  return {
    id: item.id,
    status: last === 'item-deleted' ? 'deleted' : isOut ? 'pruned' : 'live',
    pinned: isPinned,
    ...(live.written === undefined ? {} : { written: live.written }),
    revision: live.hash,
    body: live.body,
    posterior,
    contexts: { success: side('success'), failure: side('failure') },
    categories: [],
    executions: item.executions,
    episodes: item.episodes,
    score: quantileScore(posterior),
  };
}

function proposalsOf(
  item: StrategyItem,
  { chain, events, isLive }: Pick<Parts, 'chain' | 'events'> & { readonly isLive: boolean },
): readonly Proposal[] {
  const found: Proposal[] = [];
  chain.forEach((revision, at) => {
    for (const suggestion of item.suggestions) {
      const after = suggestion.apply(revision.body);
      if (saysTheSame(revision.body, after)) continue;
      const id = `r-${suggestion.content}-${revision.hash.slice(0, 12)}`;
      const { kind, title, contrasts, strong, probability } = suggestion;
      const status = statusOf({ id, content: suggestion.content }, events);
      const isCurrent = isLive && at === chain.length - 1;
      found.push({
        id,
        kind,
        targetId: item.id,
        baseRevision: revision.hash,
        title,
        before: revision.body,
        after,
        contrasts,
        strong,
        probability,
        ...(status ?? { status: isCurrent ? 'pending' : 'stale', reason: null, decidedBy: null }),
      });
    }
  });
  return found;
}

/** A rejection holds for the same content on later revisions. */
function statusOf(
  { id, content }: { readonly id: string; readonly content: string },
  events: readonly JournalEvent[],
): Pick<Proposal, 'status' | 'reason' | 'decidedBy'> | null {
  const approval = events.find(({ change }) => change.kind === 'proposal-approved' && change.proposalId === id);
  if (approval !== undefined) return { status: 'approved', reason: null, decidedBy: approval.seq };
  const rejection = events.findLast(
    ({ change }) => change.kind === 'proposal-rejected' && change.proposalId.startsWith(`r-${content}-`),
  );
  if (rejection?.change.kind !== 'proposal-rejected') return null;
  return { status: 'rejected', reason: rejection.change.reason, decidedBy: rejection.seq };
}
