import type { Condition, MetaProcedure, Posterior, Procedure, Slot } from '../../../shared/model/index.ts';
import { quarantinedItems } from '../memory/index.ts';
import type { MemoryState } from '../memory/index.ts';
import { stepWords } from './order.ts';

/** An item that may be chosen, with what a ranking needs of it. */
export interface AskItem {
  readonly id: string;
  readonly kind: 'procedure' | 'meta';
  readonly goal: string;
  readonly posterior: Posterior;
  /** Mean number of steps of its executions. */
  readonly expectedSteps: number;
  readonly preconditions: readonly Condition[];
  /** Of a procedure also what it brings about. */
  readonly conditions: readonly Condition[];
  readonly slots: readonly Slot[];
  /** Goals of the episodes that ran it, each once, in order. */
  readonly goals: readonly string[];
  /** Goals of the episodes in which it succeeded, with how many rows share each. */
  readonly successes: ReadonlyMap<string, number>;
  /** Goals of the episodes in which it failed, with how many rows share each. */
  readonly failures: ReadonlyMap<string, number>;
  /** Words of its steps, in order. */
  readonly steps: readonly (readonly string[])[];
  /** What it consists of: procedures, or templates. */
  readonly parts: readonly string[];
}

interface Runs {
  readonly goals: Set<string>;
  readonly successes: Map<string, number>;
  readonly failures: Map<string, number>;
  steps: number;
  rows: number;
}

/** The live items of a state that nobody has to look at first [Q2], by id. */
export function collectItems(state: MemoryState): ReadonlyMap<string, AskItem> {
  const { derived } = state;
  const runs = collectRuns(state);
  const held = quarantinedItems(state);
  const procedures = new Map(derived.procedures.map((item) => [item.id, item]));
  const items = new Map<string, AskItem>();
  for (const item of [...derived.procedures, ...derived.metaProcedures]) {
    if (item.status === 'live' && !held.has(item.id)) items.set(item.id, askItem(item, runs.get(item.id), procedures));
  }
  return items;
}

/** What the evidence rows say about each item: goals of its episodes, failures by goal, lengths. */
function collectRuns({ derived, summaries }: MemoryState): ReadonlyMap<string, Runs> {
  const runs = new Map<string, Runs>();
  for (const row of derived.evidence) {
    const run = runs.get(row.itemId) ?? {
      goals: new Set(),
      successes: new Map(),
      failures: new Map(),
      steps: 0,
      rows: 0,
    };
    runs.set(row.itemId, run);
    const goal = summaries.get(row.trajectoryId)?.goal ?? '';
    run.goals.add(goal);
    run.steps += row.to - row.from;
    run.rows += 1;
    const ended = row.outcome === 'failure' ? run.failures : run.successes;
    ended.set(goal, (ended.get(goal) ?? 0) + 1);
  }
  return runs;
}

function askItem(
  item: Procedure | MetaProcedure,
  run: Runs | undefined,
  procedures: ReadonlyMap<string, Procedure>,
): AskItem {
  const common = {
    id: item.id,
    posterior: item.posterior,
    goals: [...(run?.goals ?? [])].sort(),
    successes: run?.successes ?? new Map<string, number>(),
    failures: run?.failures ?? new Map<string, number>(),
  };
  if ('body' in item) {
    const { goal, preconditions, postconditions, slots, steps } = item.body;
    const parts = steps.map(({ template }) => template);
    const expectedSteps = run === undefined ? steps.length : run.steps / run.rows;
    return {
      ...common,
      kind: 'procedure',
      goal,
      preconditions,
      conditions: [...preconditions, ...postconditions],
      slots,
      expectedSteps,
      steps: parts.map(stepWords),
      parts,
    };
  }
  const { goal, preconditions, sequence } = item;
  const bodies = sequence.flatMap((id) => procedures.get(id)?.body ?? []);
  const slots = new Map(bodies.flatMap((body) => body.slots.map((slot) => [slot.name, slot] as const)));
  return {
    ...common,
    kind: 'meta',
    goal,
    preconditions,
    conditions: preconditions,
    slots: [...slots.values()],
    expectedSteps: run === undefined ? sequence.length : run.steps / run.rows,
    steps: bodies.map((body) => stepWords(body.goal)),
    parts: sequence,
  };
}
