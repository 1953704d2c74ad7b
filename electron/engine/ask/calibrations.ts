import { setImmediate } from 'node:timers/promises';
import type { Segment, Settings } from '../../../shared/model/index.ts';
import {
  calibrate,
  compete,
  fitCalibration,
  riskOf,
  type Contestant,
  type HeldOutQuestion,
} from '../selection/index.ts';
import { sameBehaviour } from './alike.ts';
import type { AskIndex, Calibrations } from './ask-index.ts';
import { joinNearest, type TextLikeness } from './documents.ts';
import { questionVectors, type AskEmbedder } from './embedder.ts';
import type { AskItem } from './items.ts';
import { termsOf } from './words.ts';

/** Distinct goals, and distinct executions, that the calibration looks at: enough for a curve, few enough for a moment. */
const questionsLookedAt = 120;

/** From so many meta-procedures on there is something to tell apart. */
const leastMetas = 2;

type Parts = Pick<AskIndex, 'items' | 'documents' | 'placesOf' | 'placeOfGoal' | 'alike'>;

export interface CalibrationInput extends Parts {
  readonly segments: readonly Segment[];
  readonly embedder: AskEmbedder | null;
}

/** A goal of the corpus, asked as if the memory had never seen its wording. */
interface HeldOutGoal {
  readonly goal: string;
  /** Meta-procedures that its episodes ran. */
  readonly ran: readonly string[];
  /** Likeness of each meta-procedure, without the goals of this wording. */
  readonly metas: readonly { readonly id: string; readonly fused: number }[];
  readonly texts: readonly TextLikeness[];
}

/** Rules S3 and S12: what the corpus says about likeness, and the held-out questions for its threshold. */
export async function calibrateAll(input: CalibrationInput): Promise<{
  readonly calibrations: Calibrations;
  readonly heldOut: (settings: Settings) => readonly HeldOutQuestion[];
}> {
  const goals = await holdOutGoals(input);
  const meta = await fitMetas(goals, input);
  const procedure = await fitProcedures(input);
  const calibrations = { meta, procedure, goals: fitGoals(goals, input) };
  return { calibrations, heldOut: (settings) => askHeldOut(goals, { ...input, calibrations, settings }) };
}

function everyFew<Item>(items: readonly Item[], most: number): readonly Item[] {
  const stride = Math.max(1, Math.ceil(items.length / most));
  return items.filter((_, index) => index % stride === 0);
}

/** Whether two goals differ in what they name alone: as many words, half of them equal at their places. */
function isSameWording(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false;
  return one.filter((word, place) => word === other[place]).length * 2 >= one.length;
}

/** A large index is seconds of work on the one thread that also answers the window: between questions it takes its turn. */
const takeTurns = (): Promise<void> => setImmediate();

async function holdOutGoals(input: CalibrationInput): Promise<readonly HeldOutGoal[]> {
  const { items, documents, placesOf, placeOfGoal } = input;
  const metas = [...items.values()].filter(({ kind }) => kind === 'meta');
  if (metas.length < leastMetas) return [];
  const ranBy = new Map<string, string[]>();
  for (const { id, goals } of metas) for (const goal of goals) ranBy.set(goal, [...(ranBy.get(goal) ?? []), id]);
  const worded = documents.texts.map(termsOf);
  const heldOut: HeldOutGoal[] = [];
  const asked = everyFew([...ranBy], questionsLookedAt);
  const vectorOf = await questionVectors(
    input.embedder,
    asked.map(([goal]) => goal),
  );
  for (const [goal, ran] of asked) {
    await takeTurns();
    const own = placeOfGoal.get(goal) ?? -1;
    const texts = documents.compare({ goal, goalVector: documents.vectorAt(own), observationVector: null, vectorOf });
    const isOther = (place: number): boolean => place !== own;
    const isWordedOtherwise = (place: number): boolean =>
      isOther(place) && !isSameWording(worded[own] ?? [], worded[place] ?? []);
    // Where a kind of goal is always said in one way, its other goals are all that there is.
    const isParaphrased = ran.some((id) => (placesOf.get(id) ?? []).some(isWordedOtherwise));
    const mayUse = isParaphrased ? isWordedOtherwise : isOther;
    const likeness = metas.flatMap(({ id }) => {
      const found = joinNearest(placesOf.get(id) ?? [], texts, mayUse);
      return found === null ? [] : [{ id, fused: found.fused }];
    });
    heldOut.push({ goal, ran, metas: likeness, texts });
  }
  return heldOut;
}

/** Whether an item does what a goal was met by. */
function isRight(id: string, { ran }: HeldOutGoal, { alike }: Parts): boolean {
  return ran.some((other) => alike(id, other) >= sameBehaviour);
}

async function fitMetas(goals: readonly HeldOutGoal[], parts: Parts): Promise<Calibrations['meta']> {
  const [same, different]: [number[], number[]] = [[], []];
  for (const goal of goals) {
    await takeTurns();
    for (const { id, fused } of goal.metas) {
      if (goal.ran.includes(id)) same.push(fused);
      else if (!isRight(id, goal, parts)) different.push(fused);
    }
  }
  return fitCalibration({ same, different });
}

/** Goal to goal, for the risk: goals that ran what is alike, against the others. */
function fitGoals(goals: readonly HeldOutGoal[], parts: Parts): Calibrations['goals'] {
  const [same, different]: [number[], number[]] = [[], []];
  for (const [index, one] of goals.entries()) {
    for (const other of goals.slice(index + 1)) {
      const fused = one.texts[parts.placeOfGoal.get(other.goal) ?? -1]?.fused ?? 0;
      if (other.ran.some((id) => isRight(id, one, parts))) same.push(fused);
      else different.push(fused);
    }
  }
  return fitCalibration({ same, different });
}

/** Executions as they would be asked for, the goal with its values in place, against what each procedure says. */
async function fitProcedures(input: CalibrationInput): Promise<Calibrations['procedure']> {
  const { items, documents, placesOf, embedder } = input;
  const procedures = [...items.values()].filter(({ kind }) => kind === 'procedure');
  const asked = everyFew(distinctExecutions(input.segments, items), questionsLookedAt);
  const said = asked.map(({ text }) => text);
  const vectors = embedder === null ? [] : await embedder.embed(said);
  const vectorOf = await questionVectors(embedder, said);
  const [same, different]: [number[], number[]] = [[], []];
  for (const [index, { text, id }] of asked.entries()) {
    await takeTurns();
    const question = { goal: text, goalVector: vectors[index] ?? null, observationVector: null, vectorOf };
    const texts = documents.compare(question);
    for (const other of procedures) {
      const fused = joinNearest(placesOf.get(other.id) ?? [], texts)?.fused;
      if (fused !== undefined) (other.id === id ? same : different).push(fused);
    }
  }
  return fitCalibration({ same, different });
}

function distinctExecutions(
  segments: readonly Segment[],
  items: ReadonlyMap<string, AskItem>,
): readonly { readonly text: string; readonly id: string }[] {
  const found = new Map<string, string>();
  for (const { procedureId, bindings } of segments) {
    const item = procedureId === null ? undefined : items.get(procedureId);
    if (item !== undefined)
      found.set(
        item.goal.replace(/\{(\w+)\}/g, (slot, name: string) => bindings[name] ?? slot),
        item.id,
      );
  }
  return [...found].map(([text, id]) => ({ text, id })).sort((a, b) => (a.text < b.text ? -1 : 1));
}

interface Asking extends Parts {
  readonly calibrations: Calibrations;
  readonly settings: Settings;
}

/**
 * Each held-out goal twice: as the memory is, and as if the kind of the goal were not in it. The latter weighs what may be expected of
 * kinds that were never seen: the share of kinds that were seen once (Good 1953), with one such and one other added.
 */
function askHeldOut(goals: readonly HeldOutGoal[], asking: Asking): readonly HeldOutQuestion[] {
  const kinds = Map.groupBy(goals, ({ ran }) => ran[0] ?? '');
  const seenOnce = [...kinds.values()].filter(({ length }) => length === 1).length;
  const weight = (seenOnce + 1) / (goals.length + 2);
  return goals.flatMap((goal) => {
    const foreign = goal.metas.filter(({ id }) => !isRight(id, goal, asking));
    const right = new Set(goal.metas.map(({ id }) => id).filter((id) => isRight(id, goal, asking)));
    return [
      { candidates: contestants(goal.metas, goal, asking), right, weight: 1 - weight },
      { candidates: contestants(foreign, goal, asking), right: new Set<string>(), weight },
    ];
  });
}

function contestants(
  metas: HeldOutGoal['metas'],
  { texts }: HeldOutGoal,
  { items, alike, calibrations, settings, placeOfGoal }: Asking,
): readonly Contestant[] {
  const relevance = compete(
    metas.map(({ fused }) => fused),
    calibrations.meta,
    (one, other) => alike(metas[one]?.id ?? '', metas[other]?.id ?? ''),
  );
  return metas.flatMap(({ id }, place) => {
    const item = items.get(id);
    if (item === undefined) return [];
    const failures = [...item.failures].map(([goal, count]) => {
      const fused = texts[placeOfGoal.get(goal) ?? -1]?.fused ?? 0;
      return { similarity: calibrate(calibrations.goals, fused), count };
    });
    const { posterior, expectedSteps } = item;
    const risk = riskOf(failures, settings);
    return [{ id, posterior, relevance: relevance[place] ?? 0, risk, expectedSteps }];
  });
}
