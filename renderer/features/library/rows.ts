import {
  renderCondition,
  type GoalCategory,
  type MetaProcedure,
  type Posterior,
  type Procedure,
} from '../../../shared/model/index.ts';
import type { Graph } from '../../../shared/contract/index.ts';

/** A line of the library: a procedure or a meta-procedure, with what it is searched and grouped by. */
export interface LibraryRow {
  readonly id: string;
  readonly kind: 'procedure' | 'meta';
  readonly goal: string;
  readonly status: 'live' | 'deleted' | 'pruned';
  readonly pinned: boolean;
  readonly posterior: Posterior;
  /** Executions of a procedure, episodes of a meta-procedure. */
  readonly runs: number;
  readonly score: number;
  readonly steps: number;
  /** Template of the goal category that it serves most; null when none is known. */
  readonly category: string | null;
  /** Proposals that wait for a decision. */
  readonly pending: number;
  /** Lower-case words that the search looks into. */
  readonly text: string;
}

export interface LibraryData {
  readonly procedures: readonly Procedure[];
  readonly metas: readonly MetaProcedure[];
  readonly goals: readonly GoalCategory[];
  readonly graph: Graph | undefined;
}

/** Joins the lists of the engine into the lines of one table. */
export function libraryRows({ procedures, metas, goals, graph }: LibraryData): readonly LibraryRow[] {
  const templates = new Map(goals.map((goal) => [goal.id, goal.template]));
  const pending = new Map((graph?.nodes ?? []).map((node) => [node.id, node.pending]));
  const nameOf = (category: string | undefined): string | null =>
    category === undefined ? null : (templates.get(category) ?? category);
  const goalsOf = new Map(procedures.map((procedure) => [procedure.id, procedure.body.goal]));
  return [
    ...metas.map((meta): LibraryRow => ({
      id: meta.id,
      kind: 'meta',
      goal: meta.goal,
      status: meta.status,
      pinned: meta.pinned,
      posterior: meta.posterior,
      runs: meta.episodes,
      score: meta.score,
      steps: meta.sequence.length,
      category: nameOf(most(meta.categories, (entry) => entry.episodes)?.category),
      pending: pending.get(meta.id) ?? 0,
      text: words([meta.goal, ...meta.sequence.map((id) => goalsOf.get(id) ?? '')]),
    })),
    ...procedures.map((procedure): LibraryRow => ({
      id: procedure.id,
      kind: 'procedure',
      goal: procedure.body.goal,
      status: procedure.status,
      pinned: procedure.pinned,
      posterior: procedure.posterior,
      runs: procedure.executions,
      score: procedure.score,
      steps: procedure.body.steps.length,
      category: nameOf(most(procedure.categories, (entry) => entry.count)?.category),
      pending: pending.get(procedure.id) ?? 0,
      text: words([
        procedure.body.goal,
        ...procedure.body.steps.map((step) => step.template),
        ...procedure.body.preconditions.map(renderCondition),
        ...procedure.body.postconditions.map(renderCondition),
      ]),
    })),
  ];
}

function most<Entry>(entries: readonly Entry[], weight: (entry: Entry) => number): Entry | undefined {
  let best: Entry | undefined;
  for (const entry of entries) if (best === undefined || weight(entry) > weight(best)) best = entry;
  return best;
}

function words(texts: readonly string[]): string {
  return texts.join('\n').toLowerCase();
}

export const kindFilters = ['all', 'procedure', 'meta'] as const;
export type KindFilter = (typeof kindFilters)[number];
export const statusFilters = ['live', 'pinned', 'pending', 'deleted', 'pruned', 'all'] as const;
export type StatusFilter = (typeof statusFilters)[number];

export interface LibraryFilter {
  readonly search: string;
  readonly kind: KindFilter;
  readonly status: StatusFilter;
}

/** Rows of the chosen kind and state that have every word of the search. */
export function filterRows(rows: readonly LibraryRow[], filter: LibraryFilter): readonly LibraryRow[] {
  const wanted = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) =>
      (filter.kind === 'all' || row.kind === filter.kind) &&
      hasStatus(row, filter.status) &&
      wanted.every((word) => row.text.includes(word) || row.id.startsWith(word)),
  );
}

function hasStatus(row: LibraryRow, status: StatusFilter): boolean {
  switch (status) {
    case 'all':
      return true;
    case 'pinned':
      return row.pinned && row.status === 'live';
    case 'pending':
      return row.pending > 0;
    case 'live':
    case 'deleted':
    case 'pruned':
      return row.status === status;
  }
}
