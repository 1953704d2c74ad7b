import type { Calibration, MetaProcedure, Posterior, Procedure, Slot, Condition } from '../../../shared/model/index.ts';
import { cosine } from '../../../shared/numeric/index.ts';
import type { MemoryState } from '../memory/index.ts';
import { fitCalibration } from '../selection/index.ts';

/** Distinct goals that the calibration looks at: enough for a curve, few enough for a moment. */
const calibrationGoals = 200;

/** From so many meta-procedures on, they alone say what likeness means. */
const minMetas = 3;

/** An item that may be chosen, with what a ranking needs of it. */
export interface AskItem {
  readonly id: string;
  readonly kind: 'procedure' | 'meta';
  readonly goal: string;
  readonly posterior: Posterior;
  /** Mean number of steps of its executions. */
  readonly expectedSteps: number;
  readonly preconditions: readonly Condition[];
  readonly slots: readonly Slot[];
  /** Goals of the episodes in which it failed, with how many rows share each. */
  readonly failures: ReadonlyMap<string, number>;
}

/** What a memory is asked through: made once for a state. Vectors are null where no model is there. */
export interface AskIndex {
  readonly items: ReadonlyMap<string, AskItem>;
  readonly goalVectors: ReadonlyMap<string, Float32Array>;
  readonly calibration: Calibration;
}

export type EmbedAll = (texts: readonly string[]) => Promise<readonly Float32Array[]>;

/** Builds the index of a state. `embed` null: no model, then words alone decide. */
export async function buildAskIndex(state: MemoryState, embed: EmbedAll | null): Promise<AskIndex> {
  const { derived } = state;
  const runs = collectRuns(state);
  const slotsOf = new Map(derived.procedures.map((item) => [item.id, item.body.slots]));
  const items = new Map<string, AskItem>();
  for (const item of [...derived.procedures, ...derived.metaProcedures]) {
    if (item.status === 'live') items.set(item.id, askItem(item, runs.get(item.id), slotsOf));
  }
  if (embed === null) return { items, goalVectors: new Map(), calibration: { kind: 'identity' } };
  const goals = [...new Set([...runs.values()].flatMap((run) => [...run.goals]))].sort();
  const texts = derived.texts.filter(({ itemId }) => items.has(itemId));
  const vectors = await embed([...goals, ...texts.map(({ text }) => text)]);
  const goalVectors = new Map(goals.map((goal, index) => [goal, vectors[index] ?? new Float32Array()]));
  const itemVectors = new Map(
    texts.map(({ itemId }, index) => [itemId, vectors[goals.length + index] ?? new Float32Array()]),
  );
  return { items, goalVectors, calibration: calibrate({ items, goals, goalVectors, itemVectors, runs }) };
}

interface Runs {
  readonly goals: Set<string>;
  readonly failures: Map<string, number>;
  steps: number;
  rows: number;
}

/** What the evidence rows say about each item: goals of its episodes, failures by goal, lengths. */
function collectRuns({ derived, summaries }: MemoryState): ReadonlyMap<string, Runs> {
  const runs = new Map<string, Runs>();
  for (const row of derived.evidence) {
    const run = runs.get(row.itemId) ?? { goals: new Set(), failures: new Map(), steps: 0, rows: 0 };
    runs.set(row.itemId, run);
    const goal = summaries.get(row.trajectoryId)?.goal ?? '';
    run.goals.add(goal);
    run.steps += row.to - row.from;
    run.rows += 1;
    if (row.outcome === 'failure') run.failures.set(goal, (run.failures.get(goal) ?? 0) + 1);
  }
  return runs;
}

function askItem(
  item: Procedure | MetaProcedure,
  run: Runs | undefined,
  slotsOf: ReadonlyMap<string, readonly Slot[]>,
): AskItem {
  const isProcedure = 'body' in item;
  const length = isProcedure ? item.body.steps.length : item.sequence.length;
  return {
    id: item.id,
    kind: isProcedure ? 'procedure' : 'meta',
    goal: isProcedure ? item.body.goal : item.goal,
    posterior: item.posterior,
    expectedSteps: run === undefined ? length : run.steps / run.rows,
    preconditions: isProcedure ? item.body.preconditions : item.preconditions,
    slots: isProcedure ? item.body.slots : distinctSlots(item.sequence.flatMap((id) => slotsOf.get(id) ?? [])),
    failures: run?.failures ?? new Map(),
  };
}

function distinctSlots(slots: readonly Slot[]): readonly Slot[] {
  return [...new Map(slots.map((slot) => [slot.name, slot])).values()];
}

/**
 * Relevance is learned from the corpus (S3): goals of episodes that ran a meta-procedure, against those that did not. A single procedure
 * is executed under most goals, which says nothing about likeness; it decides only where there are too few meta-procedures.
 */
function calibrate(known: {
  readonly items: ReadonlyMap<string, AskItem>;
  readonly goals: readonly string[];
  readonly goalVectors: ReadonlyMap<string, Float32Array>;
  readonly itemVectors: ReadonlyMap<string, Float32Array>;
  readonly runs: ReadonlyMap<string, Runs>;
}): Calibration {
  const metas = new Map([...known.itemVectors].filter(([id]) => known.items.get(id)?.kind === 'meta'));
  const judged = metas.size >= minMetas ? metas : known.itemVectors;
  const stride = Math.max(1, Math.floor(known.goals.length / calibrationGoals));
  const same: number[] = [];
  const different: number[] = [];
  for (const [index, goal] of known.goals.entries()) {
    const vector = known.goalVectors.get(goal);
    if (index % stride !== 0 || vector === undefined) continue;
    for (const [itemId, itemVector] of judged) {
      const value = cosine(vector, itemVector);
      if (known.runs.get(itemId)?.goals.has(goal) === true) same.push(value);
      else different.push(value);
    }
  }
  return fitCalibration({ same, different });
}
