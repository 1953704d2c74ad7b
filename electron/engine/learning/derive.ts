import type {
  Derived,
  Evidence,
  JournalEvent,
  MetaProcedure,
  Posterior,
  Procedure,
  Proposal,
  Revision,
  Settings,
} from '../../../shared/model/index.ts';
import { count, summarise } from '../bayes/index.ts';
import { textOf, type MinedProcedure } from '../procedures/index.ts';
import { prune, scoreOf } from './capacity.ts';
import type { Mined } from './mine.ts';
import { priorsOf, standardPrior } from './priors.ts';
import { listProposals } from './proposals.ts';
import { buildRevisions, readHeld, splitEvidence } from './revisions.ts';
import type { DeriveInput } from './types.ts';
import { listWritten } from './written.ts';

/** Decisions that stand, sorted by what they touch. */
interface Decided {
  readonly byItem: ReadonlyMap<string, readonly JournalEvent[]>;
  readonly deleted: ReadonlySet<string>;
  readonly pinned: ReadonlySet<string>;
  readonly locked: ReadonlySet<string>;
}

function sortDecisions(decisions: readonly JournalEvent[]): Decided {
  const byItem = new Map<string, JournalEvent[]>();
  const [deleted, pinned, locked] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const event of decisions) {
    const { change } = event;
    if (!('itemId' in change)) continue;
    const own = byItem.get(change.itemId) ?? [];
    own.push(event);
    byItem.set(change.itemId, own);
    if (change.kind === 'item-deleted') deleted.add(change.itemId);
    if (change.kind === 'item-restored') deleted.delete(change.itemId);
    if (change.kind === 'item-locked') locked[change.locked ? 'add' : 'delete'](change.itemId);
    if (change.kind === 'item-pinned') pinned[change.pinned ? 'add' : 'delete'](change.itemId);
  }
  return { byItem, deleted, pinned, locked };
}

/** The state under the decisions. Costs what the items cost, not what the corpus costs: nothing is mined again. */
export function derive(mined: Mined, { sources, decisions, settings }: DeriveInput): Derived {
  const decided = sortDecisions(decisions);
  const importedAt = new Map(sources.map(({ source, seq }) => [source.id, seq]));
  const priors = priorsOf(mined, settings);
  const revisions: Record<string, readonly Revision[]> = {};
  const evidence: Evidence[] = [];
  const procedures: Procedure[] = [];
  const proposals: Proposal[] = [];
  for (const procedure of mined.procedures) {
    const own = decided.byItem.get(procedure.id) ?? [];
    const rows = mined.evidence.get(procedure.id) ?? [];
    const prior = priors.get(procedure.id) ?? standardPrior(settings);
    const chain = buildRevisions(procedure.body, own, { rows, importedAt, settings, prior });
    const split = splitEvidence(rows, chain, { importedAt, held: readHeld(procedure, mined.executionOf) });
    revisions[procedure.id] = chain;
    evidence.push(...split);
    procedures.push(writeProcedure(procedure, { chain, rows: split, mined, decided, settings }));
    const weighed = mined.contrasts.get(procedure.id) ?? [];
    const listed = [
      ...listProposals({ itemId: procedure.id, chain, events: own, weighed }),
      ...listWritten(procedure.id, { chain, events: own, isLive: true }),
    ];
    proposals.push(...(decided.locked.has(procedure.id) ? listed.filter((one) => !isOpen(one)) : listed));
  }
  const metaProcedures = mined.metas.map((meta): MetaProcedure => {
    const rows = mined.evidence.get(meta.mined.id) ?? [];
    evidence.push(...rows);
    return writeMeta(meta, { rows, mined, decided, settings });
  });
  const kept = prune({ procedures, metaProcedures, settings });
  return {
    ...kept,
    segments: mined.segments,
    evidence: evidence.sort(byId),
    proposals: withoutGone(proposals, kept.procedures).toSorted(byId),
    revisions,
    goals: mined.goals,
    ontology: mined.ontology,
    texts: textsOf(kept, mined),
    ...(mined.merges.length === 0 ? {} : { merges: mined.merges }),
  };
}

const isOpen = ({ status }: Proposal): boolean => status === 'pending' || status === 'deferred';

/** What is deleted or pruned cannot be refined: its pending proposals are stale until it is restored. */
function withoutGone(proposals: readonly Proposal[], procedures: readonly Procedure[]): readonly Proposal[] {
  const gone = new Set(procedures.filter(({ status }) => status !== 'live').map(({ id }) => id));
  return proposals.map((proposal) =>
    isOpen(proposal) && gone.has(proposal.targetId) ? { ...proposal, status: 'stale' as const } : proposal,
  );
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

interface Parts {
  readonly rows: readonly Evidence[];
  readonly mined: Mined;
  readonly decided: Decided;
  readonly settings: Settings;
}

function writeProcedure(procedure: MinedProcedure, parts: Parts & { readonly chain: readonly Revision[] }): Procedure {
  const { chain, rows, mined, decided, settings } = parts;
  const live = chain.at(-1) as Revision; // a chain has at least the mined revision
  const posterior = summarise(live.prior, count(rows.filter(({ revision }) => revision === live.hash)));
  const side = (outcome: Evidence['outcome']): readonly string[] =>
    rows
      .filter((row) => row.outcome === outcome)
      .slice(0, settings.contextsPerSide)
      .map(({ id }) => id);
  return {
    id: procedure.id,
    status: decided.deleted.has(procedure.id) ? 'deleted' : 'live',
    pinned: decided.pinned.has(procedure.id),
    ...(decided.locked.has(procedure.id) ? { locked: true as const } : {}),
    ...(live.written === undefined ? {} : { written: live.written }),
    revision: live.hash,
    body: live.body,
    posterior,
    contexts: { success: side('success'), failure: side('failure') },
    categories: countCategories(procedure, mined),
    executions: procedure.executions.length,
    episodes: new Set(procedure.executions.map(({ episode }) => episode)).size,
    score: scoreItem(posterior, rows, { mined, settings }),
  };
}

function countCategories(procedure: MinedProcedure, mined: Mined): Procedure['categories'] {
  const byGoal = mined.goals.map(() => 0);
  for (const { episode } of procedure.executions) {
    const goal = mined.goalOf.get(mined.corpus.episodes[episode]?.trajectoryId ?? '') ?? 0;
    byGoal[goal] = (byGoal[goal] ?? 0) + 1;
  }
  const counts = new Map<string, number>();
  for (const [goal, times] of byGoal.entries()) {
    const category = mined.goals[goal]?.template ?? '';
    if (times > 0) counts.set(category, (counts.get(category) ?? 0) + times);
  }
  return [...counts]
    .map(([category, times]) => ({ category, count: times }))
    .sort((a, b) => b.count - a.count || (a.category < b.category ? -1 : 1));
}

function writeMeta(
  { mined: meta, policy }: Mined['metas'][number],
  { rows, mined, decided, settings }: Parts,
): MetaProcedure {
  const posterior = summarise(standardPrior(settings), count(rows));
  const first = mined.procedures.find(({ id }) => id === meta.sequence[0]);
  const categories = meta.categories.map(({ category, episodes, of }) => ({
    category: mined.goals[category]?.template ?? '',
    episodes,
    of,
  }));
  return {
    id: meta.id,
    status: decided.deleted.has(meta.id) ? 'deleted' : 'live',
    pinned: decided.pinned.has(meta.id),
    goal: categories[0]?.category ?? '',
    categories,
    preconditions: first?.body.preconditions ?? [],
    sequence: meta.sequence,
    policy,
    posterior,
    episodes: categories.reduce((sum, { episodes }) => sum + episodes, 0),
    score: scoreItem(posterior, rows, { mined, settings }),
  };
}

/** Age is counted in episodes by id order since the last one that used the item. */
function scoreItem(
  posterior: Posterior,
  rows: readonly Evidence[],
  { mined, settings }: Pick<Parts, 'mined' | 'settings'>,
): number {
  const { episodes } = mined.corpus;
  const used = new Set(rows.map(({ trajectoryId }) => trajectoryId));
  const last =
    settings.pruneScore === 'paper' ? episodes.findLastIndex(({ trajectoryId }) => used.has(trajectoryId)) : 0;
  const usage = { uses: used.size, windowUses: episodes.length, age: episodes.length - 1 - last };
  return scoreOf(settings.pruneScore, posterior, usage);
}

/** A procedure is found by its goal and conditions, a meta-procedure by the ways in which its goals are worded and by its procedures. */
function textsOf(
  { procedures, metaProcedures }: Pick<Derived, 'procedures' | 'metaProcedures'>,
  mined: Mined,
): Derived['texts'] {
  const goalOf = new Map(procedures.map(({ id, body }) => [id, body.goal]));
  const wordings = new Map(
    mined.metas.map(({ mined: { id, categories } }) => [
      id,
      categories.flatMap(({ category }) => mined.wordings[category] ?? []),
    ]),
  );
  return [
    ...procedures.filter(({ status }) => status === 'live').map(({ id, body }) => ({ itemId: id, text: textOf(body) })),
    ...metaProcedures
      .filter(({ status }) => status === 'live')
      .map(({ id, sequence }) => ({
        itemId: id,
        text: [...(wordings.get(id) ?? []), ...sequence.map((step) => goalOf.get(step) ?? '')].join('; '),
      })),
  ].sort((a, b) => (a.itemId < b.itemId ? -1 : 1));
}
