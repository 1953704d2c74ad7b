import type { Decision, UnlearnReport } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import { wordedKindSchema } from '../../../shared/model/index.ts';
import type { Change, Derived, JournalEvent, Source, StaleDecision, Proposal } from '../../../shared/model/index.ts';
import { canonicalJson } from '../identity/index.ts';
import { foldJournal } from './fold.ts';
import { namedSources } from './journal-sources.ts';
import type { Learner, LearnOptions } from './learner.ts';
import { makeState } from './make-state.ts';
import type { Forgetting, Memory } from './memory.ts';
import { countsOf, findItem } from './state.ts';
import type { MemoryState } from './state.ts';

/** A memory as it is without one of its sources, worked out before anything is changed. */
export interface Unlearning extends Forgetting {
  readonly source: Source;
  readonly stale: readonly StaleDecision[];
}

/**
 * Works out the memory without a source [U1 to U3]. A decision made after the source came stands when what it decided is
 * word for word the same without it; else it is stale. Nothing is written. Call it inside `exclusive`.
 *
 * @param reference id of the source, the beginning of its id (8 characters or more), or its name
 * @throws KnackError NOT_FOUND, WRONG_USE where several sources have that name, CANCELLED
 */
export async function planUnlearning(
  memory: Memory,
  reference: string,
  options: LearnOptions = {},
): Promise<Unlearning> {
  const { events } = memory.state;
  const source = findSource(namedSources(events), reference);
  const learner = memory.learner.sibling();
  const judge = new Judge({ memory, without: learner, sourceId: source.id, options });
  const { value, textHashes } = await memory.vectors.noting(async () => {
    const judged = await judge.judgeAll(events);
    return { ...judged, state: await judge.stateWithout(judged.events) };
  });
  const { id: sourceId, name, trajectories } = source;
  const change: Change = { kind: 'source-unlearned', sourceId, name, trajectories, stale: value.stale };
  return { source, change, learner, textHashes, ...value };
}

/** What a person is told before and after. Goals are told as they were: the items may be gone. */
export function reportUnlearning(before: MemoryState, { source, stale, state }: Unlearning): UnlearnReport {
  const goalOf = (id: string): string => goalIn(before.derived, id);
  const live = new Set(state.derived.procedures.filter((item) => item.status === 'live').map(({ id }) => id));
  const gone = before.derived.procedures.filter((item) => item.status === 'live' && !live.has(item.id));
  return {
    source,
    stale: stale.map(({ seq, was, itemId }) => ({ seq, was, itemId, goal: goalOf(itemId) })),
    gone: gone.map(({ id, body }) => ({ id, goal: body.goal })),
    before: countsOf(before),
    after: countsOf(state),
    stateHash: state.stateHash,
  };
}

/** Forgets a source. Call it inside `exclusive`. @throws KnackError NOT_FOUND, WRONG_USE, CANCELLED, DISK_FULL */
export async function unlearn(
  memory: Memory,
  reference: string,
  options: LearnOptions = {},
): Promise<Decision & { readonly report: UnlearnReport }> {
  const before = memory.state;
  const unlearning = await planUnlearning(memory, reference, options);
  const decision = await memory.forget(unlearning);
  return { ...decision, report: reportUnlearning(before, unlearning) };
}

function goalIn(derived: Derived, id: string): string {
  const item = findItem(derived, id);
  if (item === null) return id;
  return 'body' in item ? item.body.goal : item.goal;
}

function findSource(sources: readonly Source[], reference: string): Source {
  const byName = (source: Source): boolean =>
    source.name === reference || source.name.split(/[/\\]/).at(-1) === reference;
  const byId = (source: Source): boolean => reference.length >= 8 && source.id.startsWith(reference);
  const found = sources.filter((source) => byId(source) || byName(source));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw new KnackError({
    code: only === undefined ? 'NOT_FOUND' : 'WRONG_USE',
    happened:
      only === undefined
        ? `There is no source "${reference}" in this memory.`
        : `${found.length} sources are named "${reference}".`,
    kept: 'Nothing was changed.',
    todo: 'List the sources for their ids.',
  });
}

interface JudgeParts {
  readonly memory: Memory;
  readonly without: Learner;
  readonly sourceId: string;
  readonly options: LearnOptions;
}

/** Goes through a journal once, with and without a source, and tells which decisions rested on it. */
class Judge {
  readonly #parts: JudgeParts;

  constructor(parts: JudgeParts) {
    this.#parts = parts;
  }

  async judgeAll(
    events: readonly JournalEvent[],
  ): Promise<{ readonly events: readonly JournalEvent[]; readonly stale: readonly StaleDecision[] }> {
    const { sourceId } = this.#parts;
    const standing = new Set(foldJournal(events).decisions.map(({ seq }) => seq));
    const since = events.findIndex(
      ({ change }) => change.kind === 'sources-imported' && change.sources.some(({ id }) => id === sourceId),
    );
    const kept: JournalEvent[] = [];
    const stale: StaleDecision[] = [];
    for (const [index, event] of events.entries()) {
      const { seq, hash, change } = event;
      const before = { with: events.slice(0, index), without: kept };
      if (!isWorded(change) || index < since || (standing.has(seq) && (await this.#stands(change, before)))) {
        kept.push(event);
        continue;
      }
      const { kind: was, itemId } = change;
      stale.push({ seq, was, itemId, hash });
      kept.push({ ...event, change: { kind: 'decision-forgotten', was, itemId, by: events.length + 1 } });
    }
    return { events: kept, stale };
  }

  /** The state that a journal leads to when the source does not stand. */
  async stateWithout(events: readonly JournalEvent[]): Promise<MemoryState> {
    const { memory, without, sourceId, options } = this.#parts;
    const folded = foldJournal(events);
    const left = { ...folded, sources: folded.sources.filter(({ source }) => source.id !== sourceId) };
    const summaries = new Map([...memory.state.summaries].filter(([, summary]) => summary.sourceId !== sourceId));
    const derived = await without.derive(left, { summaries, fresh: [] }, options);
    return makeState({ events, folded: left, derived, summaries });
  }

  async #stands(change: WordedChange, before: Both<readonly JournalEvent[]>): Promise<boolean> {
    const { memory, without, sourceId, options } = this.#parts;
    const folded = foldJournal(before.with);
    // It came before the source, or while the source did not stand: then it does not rest on it.
    if (!folded.sources.some(({ source }) => source.id === sourceId)) return true;
    const { summaries } = memory.state;
    const left = foldJournal(before.without);
    const sources = left.sources.filter(({ source }) => source.id !== sourceId);
    const [seen, now] = [
      await memory.learner.derive(folded, { summaries, fresh: [] }, options),
      await without.derive({ ...left, sources }, { summaries, fresh: [] }, options),
    ];
    const [one, other] = [decidedOn(change, seen), decidedOn(change, now)];
    return one !== null && other !== null && canonicalJson(one) === canonicalJson(other);
  }
}

interface Both<T> {
  readonly with: T;
  readonly without: T;
}

type WordedChange = Extract<
  Change,
  {
    readonly kind:
      | 'proposal-approved'
      | 'proposal-rejected'
      | 'procedure-edited'
      | 'procedure-reverted'
      | 'proposal-written';
  }
>;

function isWorded(change: Change): change is WordedChange {
  return wordedKindSchema.safeParse(change.kind).success;
}

/** What a person looked at when deciding: the pending proposal with its evidence, or the body that was edited. */
function decidedOn(change: WordedChange, derived: Derived): object | null {
  if (change.kind === 'procedure-edited' || change.kind === 'procedure-reverted') {
    const item = derived.procedures.find(({ id }) => id === change.itemId);
    return item === undefined || item.revision !== change.baseRevision ? null : item.body;
  }
  if (change.kind === 'proposal-written') {
    // What a model was told of an item is the item with its evidence, and of a strategy what it keeps for it [Y7].
    const item = derived.procedures.find(({ id }) => id === change.itemId);
    if (item === undefined || item.revision !== change.baseRevision) return null;
    const rows = derived.evidence.filter(({ itemId }) => itemId === change.itemId);
    return { body: item.body, rows, contexts: item.contexts };
  }
  return derived.proposals.find(({ id, status }) => id === change.proposalId && isOpen(status)) ?? null;
}

const isOpen = (status: Proposal['status']): boolean => status === 'pending' || status === 'deferred';
