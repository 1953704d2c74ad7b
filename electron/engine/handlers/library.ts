import type { ForestRow, Graph, MetaDetail, ProcedureDetail } from '../../../shared/contract/index.ts';
import type { Evidence, MetaProcedure, Posterior, Procedure } from '../../../shared/model/index.ts';
import { betaVariance, equalTailedInterval } from '../../../shared/numeric/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import { density, history, type HistoryRow } from '../bayes/index.ts';
import type { Engine } from '../engine.ts';
import {
  findItem,
  keptApart,
  metaNames,
  planApart,
  planDeletion,
  planEdit,
  planLock,
  planPin,
  planRestoring,
  planReversion,
} from '../memory/index.ts';
import type { Memory, MemoryState } from '../memory/index.ts';
import { hasWrittenGoal, libraryColumns, libraryTexts, pendingOf } from './library-columns.ts';
import { decide } from './memory.ts';
import { spansOf } from './spans.ts';
import { os } from './wire.ts';

export function libraryHandlers(engine: Engine) {
  return {
    procedures: os.library.procedures.handler(() => [...engine.memory.state.derived.procedures]),
    metas: os.library.metas.handler(() => namedMetas(engine.memory.state)),
    columns: os.library.columns.handler(() => libraryColumns(engine.memory.state)),
    texts: os.library.texts.handler(() => libraryTexts(engine.memory.state)),
    procedure: os.library.procedure.handler(({ input }) => procedureDetail(engine.memory, input.id)),
    meta: os.library.meta.handler(({ input }) => metaDetail(engine.memory.state, input.id)),
    graph: os.library.graph.handler(() => graphOf(engine.memory.state)),
    forest: os.library.forest.handler(() => forestOf(engine.memory.state)),
    density: os.library.density.handler(({ input }) =>
      density(itemOf(engine.memory.state, input.id).posterior, input.points),
    ),
    history: os.library.history.handler(({ input }) => {
      const item = itemOf(engine.memory.state, input.id);
      return [
        ...history(
          item.posterior.prior,
          inOrderOfArrival(engine.memory.state, evidenceOf(engine.memory.state.derived.evidence, item)),
        ),
      ];
    }),
    edit: os.library.edit.handler(({ input }) => decide(engine, (state) => planEdit(state, input))),
    lock: os.library.lock.handler(({ input }) => decide(engine, (state) => planLock(state, input.id, input.locked))),
    revert: os.library.revert.handler(({ input }) => decide(engine, (state) => planReversion(state, input))),
    merges: os.library.merges.handler(({ input }) => {
      const { derived, folded } = engine.memory.state;
      const merged = (derived.merges ?? []).filter(({ into }) => into === input.id);
      return { merged, isKeptApart: keptApart(folded.settings).has(input.id) };
    }),
    keepApart: os.library.keepApart.handler(({ input }) => decide(engine, (state) => planApart(state, input))),
    pin: os.library.pin.handler(({ input }) => decide(engine, (state) => planPin(state, input.id, input.pinned))),
    remove: os.library.remove.handler(({ input }) => decide(engine, (state) => planDeletion(state, input.id))),
    restore: os.library.restore.handler(({ input }) => decide(engine, (state) => planRestoring(state, input.id))),
  };
}

export function notFound(what: string, id: string): KnackError {
  return new KnackError({
    code: 'NOT_FOUND',
    happened: `There is no ${what} ${id} in this memory.`,
    kept: 'Nothing was changed.',
    todo: 'List what there is for its ids.',
  });
}

function itemOf(state: MemoryState, id: string): Procedure | MetaProcedure {
  const item = findItem(state.derived, id);
  if (item === null) throw notFound('procedure or meta-procedure', id);
  return item;
}

/** The evidence rows that an item's posterior counts, in id order of their trajectories. */
export function evidenceOf(rows: readonly Evidence[], item: Procedure | MetaProcedure): readonly Evidence[] {
  return rows
    .filter((row) => row.itemId === item.id && (!('revision' in item) || row.revision === item.revision))
    .sort((a, b) => (a.trajectoryId === b.trajectoryId ? a.from - b.from : a.trajectoryId < b.trajectoryId ? -1 : 1));
}

/** As the imports brought them, each with the event of its import; within one by trajectory. */
function inOrderOfArrival({ folded }: MemoryState, rows: readonly Evidence[]): readonly HistoryRow[] {
  const arrival = new Map(folded.sources.map(({ source, seq }) => [source.id, seq]));
  return rows
    .map(({ id, outcome, sourceId }) => ({ id, outcome, event: arrival.get(sourceId) ?? null }))
    .toSorted((a, b) => (a.event ?? 0) - (b.event ?? 0));
}

async function procedureDetail(memory: Memory, id: string): Promise<ProcedureDetail> {
  const { derived } = memory.state;
  const procedure = derived.procedures.find((item) => item.id === id);
  if (procedure === undefined) throw notFound('procedure', id);
  const [success, failure] = await Promise.all([
    spansOf(memory, procedure.contexts.success),
    spansOf(memory, procedure.contexts.failure),
  ]);
  return {
    procedure,
    revisions: derived.revisions[id] ?? [],
    success,
    failure,
    metas: derived.metaProcedures
      .filter((meta) => meta.status === 'live' && meta.sequence.includes(id))
      .map((meta) => ({ id: meta.id, goal: metaNames(memory.state).get(meta.id) ?? meta.goal })),
    proposals: derived.proposals.filter((proposal) => proposal.targetId === id).map((proposal) => proposal.id),
  };
}

function metaDetail(state: MemoryState, id: string): MetaDetail {
  const meta = state.derived.metaProcedures.find((item) => item.id === id);
  if (meta === undefined) throw notFound('meta-procedure', id);
  const procedures = new Map(state.derived.procedures.map((item) => [item.id, item]));
  const steps = meta.sequence.map((step) => {
    const procedure = procedures.get(step);
    return { id: step, goal: procedure?.body.goal ?? '', mean: procedure?.posterior.mean ?? 0 };
  });
  return {
    meta: { ...meta, goal: metaNames(state).get(id) ?? meta.goal },
    steps,
    evidence: evidenceOf(state.derived.evidence, meta),
  };
}

/** The meta-procedures under the names by which people know them. */
function namedMetas(state: MemoryState): MetaProcedure[] {
  const names = metaNames(state);
  return state.derived.metaProcedures.map((meta) => ({ ...meta, goal: names.get(meta.id) ?? meta.goal }));
}

/** The hierarchy of what is live: as many nodes as the counts say, and an edge for each use of a procedure. */
function graphOf(state: MemoryState): Graph {
  const { derived } = state;
  const pending = pendingOf(state);
  const node = (item: Procedure | MetaProcedure): Graph['nodes'][number] => ({
    id: item.id,
    kind: 'body' in item ? 'procedure' : 'meta',
    label: 'body' in item ? item.body.goal : item.goal,
    mean: item.posterior.mean,
    certainty: certaintyOf(item.posterior),
    n: item.posterior.n,
    pending: pending.get(item.id) ?? 0,
    ...(hasWrittenGoal(item) ? { written: true as const } : {}),
  });
  const metas = namedMetas(state).filter((item) => item.status === 'live');
  const procedures = derived.procedures.filter((item) => item.status === 'live');
  const live = new Set(procedures.map((item) => item.id));
  const edges = metas.flatMap((meta) =>
    meta.sequence.map((to, position) => ({ id: `${meta.id}:${position}`, from: meta.id, to, position })),
  );
  return { nodes: [...metas.map(node), ...procedures.map(node)], edges: edges.filter((edge) => live.has(edge.to)) };
}

/** The live items with their 50 % and 89 % intervals. */
function forestOf(state: MemoryState): ForestRow[] {
  return [...namedMetas(state), ...state.derived.procedures]
    .filter((item) => item.status === 'live')
    .map((item) => ({
      id: item.id,
      kind: 'body' in item ? 'procedure' : 'meta',
      goal: 'body' in item ? item.body.goal : item.goal,
      mean: item.posterior.mean,
      n: item.posterior.n,
      inner: equalTailedInterval(item.posterior, 0.5),
      outer: equalTailedInterval(item.posterior, 0.89),
    }));
}

/** How much of the prior's variance the evidence took away, in [0, 1]. */
function certaintyOf({ alpha, beta, prior }: Posterior): number {
  return Math.min(1, Math.max(0, 1 - betaVariance({ alpha, beta }) / betaVariance(prior)));
}
