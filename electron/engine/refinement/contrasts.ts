import { renderCondition, type Contrast, type ContrastTable, type Settings } from '../../../shared/model/index.ts';
import type { Corpus } from '../abstraction/corpus.ts';
import type { GoalCategories } from '../abstraction/goals.ts';
import { contentId } from '../identity/index.ts';
import { conditionOf, type Execution, type Feature, type MinedProcedure } from '../procedures/index.ts';
import { weighContrasts, type Strength } from './statistics/index.ts';

/** A candidate difference of one procedure with its strength; the condition or the step that it is about. */
export interface WeighedFeature {
  readonly feature: Feature;
  readonly contrast: Contrast;
  /** Share of the successful units in which it is present, in [0, 1]. */
  readonly presentInSuccess: number;
}

/** The units of one procedure: the first execution in each episode that has an outcome. */
interface Units {
  readonly procedure: MinedProcedure;
  readonly executions: readonly Execution[];
  readonly success: readonly boolean[];
  /** The features that Psi asks for. */
  readonly psi: readonly number[];
  readonly strata: Strata;
}

/** Index of the stratum of each unit, strata in order of first appearance. */
interface Strata {
  readonly of: readonly number[];
  readonly count: number;
}

interface Question {
  readonly units: Units;
  readonly feature: Feature;
  readonly strata: Strata;
  /** By unit: 1 where the feature is present. */
  readonly present: Uint8Array;
  /** By unit: 1 where it could be; an order is one where both steps were done. */
  readonly asked: Uint8Array;
}

/**
 * Contrasts success with failure contexts [M 4.3, K]: for every procedure with enough of both, every candidate
 * feature. A unit is the first execution in an episode, its outcome the episode's, its stratum (source, goal
 * category, whether Psi held). All
 * candidates of the memory are weighed together, so that the false discovery rate is that of the memory.
 */
export function contrastAll(
  procedures: readonly MinedProcedure[],
  given: {
    readonly corpus: Corpus;
    readonly categories: GoalCategories;
    readonly settings: Settings;
    /** The id of the evidence row of an execution, if it gave one. */
    readonly evidenceOf: (execution: Execution) => string | null;
  },
): ReadonlyMap<string, readonly WeighedFeature[]> {
  const context = { ...given, places: placesOf(given) };
  const questions = procedures.flatMap((procedure) => questionsOf(unitsOf(procedure, context), context));
  const strengths = weighContrasts(
    questions.map((question) => ({ tables: tabulate(question), direction: 'differs' })),
    context.settings.falseDiscoveryRate,
  );
  const weighed = new Map<string, WeighedFeature[]>(procedures.map(({ id }) => [id, []]));
  questions.forEach((question, index) => {
    const strength = strengths[index];
    if (strength) weighed.get(question.units.procedure.id)?.push(weigh(question, strength, context));
  });
  return weighed;
}

type Context = Parameters<typeof contrastAll>[1] & {
  /** By episode: its source and goal category as one number. */
  readonly places: readonly number[];
};

function placesOf({ corpus, categories }: Parameters<typeof contrastAll>[1]): readonly number[] {
  const places = new Map<string, number>();
  return corpus.episodes.map(({ sourceId }, episode) => {
    const key = `${sourceId} ${categories.goals[episode]?.category ?? 0}`;
    const place = places.get(key) ?? places.size;
    places.set(key, place);
    return place;
  });
}

function unitsOf(procedure: MinedProcedure, { corpus, places }: Context): Units {
  const seen = new Set<number>();
  const executions = procedure.executions.filter(({ episode }) => {
    const isFirst = !seen.has(episode);
    seen.add(episode);
    return isFirst && corpus.episodes[episode]?.outcome !== 'unknown';
  });
  const success = executions.map(({ episode }) => corpus.episodes[episode]?.outcome === 'success');
  const psi = featuresOfPsi(procedure);
  return { procedure, executions, success, psi, strata: strataOf(executions, psi, places) };
}

/** Source and goal category of each unit, and whether it held what is given. */
function strataOf(executions: readonly Execution[], psi: readonly number[], places: Context['places']): Strata {
  const strata = new Map<number, number>();
  const of = executions.map(({ episode, patterns }) => {
    const held = psi.every((feature) => patterns.includes(feature));
    const key = 2 * (places[episode] ?? 0) + (held ? 1 : 0);
    const index = strata.get(key) ?? strata.size;
    strata.set(key, index);
    return index;
  });
  return { of, count: strata.size };
}

/** Indexes of the features that Psi asks for already: what only goes along with them tells nothing within a stratum. */
function featuresOfPsi({ body, features, slots }: MinedProcedure): readonly number[] {
  const asked = new Set(body.preconditions.map(({ id }) => id));
  const predicates = new Set(body.preconditions.map(({ predicate }) => predicate));
  return features.flatMap((feature, index) => {
    if (feature.kind !== 'condition' || !predicates.has(feature.pattern.predicate)) return [];
    const counted = { pattern: feature.pattern, holds: 0, of: 0 };
    return asked.has(conditionOf(counted, slots, { polarity: 'positive', origin: 'extracted' }).id) ? [index] : [];
  });
}

function questionsOf(units: Units, context: Context): readonly Question[] {
  const { procedure, executions, success } = units;
  const { minContrast } = context.settings;
  const successes = success.filter(Boolean).length;
  if (Math.min(successes, success.length - successes) < minContrast) return [];
  const presence = procedure.features.map(() => new Uint8Array(executions.length));
  executions.forEach(({ patterns }, at) => {
    for (const feature of patterns) {
      const own = presence[feature];
      if (own !== undefined) own[at] = 1;
    }
  });
  const { psi } = units;
  const known = new Set<string>();
  return procedure.features.flatMap((feature, index): Question[] => {
    const present = presence[index] ?? new Uint8Array();
    // Of two steps the order is asked about once, where both were done.
    if (feature.kind === 'order' && feature.isReverse) return [];
    const isOrder = feature.kind === 'order';
    const asked = isOrder ? eitherOf(present, presence[index + 1]) : new Uint8Array(present.length).fill(1);
    const count = sumOf(present);
    if (Math.min(count, sumOf(asked) - count) < minContrast) return [];
    // Two features of one kind that are present in the same units are one question; the first, commoner one asks it.
    const signature = [feature.kind, isOrder ? textOf(asked) : '', textOf(present)].join(' ');
    if (known.has(signature)) return [];
    known.add(signature);
    // What Psi asks for is asked about beside the rest of it: a person may have taken it out.
    const rest = psi.filter((other) => other !== index);
    const strata = psi.includes(index) ? strataOf(executions, rest, context.places) : units.strata;
    return [{ units, feature, strata, present, asked }];
  });
}

function eitherOf(present: Uint8Array, other: Uint8Array | undefined): Uint8Array {
  const either = present.slice();
  for (let at = 0; at < either.length; at += 1) if (other?.[at] === 1) either[at] = 1;
  return either;
}

function sumOf(flags: Uint8Array): number {
  let sum = 0;
  for (const is of flags) sum += is;
  return sum;
}

/** One character a unit. */
function textOf(flags: Uint8Array): string {
  return Buffer.from(flags.buffer, flags.byteOffset, flags.length).toString('latin1');
}

/** Rule C1: one table a stratum. */
function tabulate({ units, strata, present, asked }: Question): readonly ContrastTable[] {
  const tables = Array.from({ length: strata.count }, () => [0, 0, 0, 0]);
  present.forEach((is, at) => {
    if (asked[at] === 0) return;
    const table = tables[strata.of[at] ?? 0] ?? [];
    const cell = (is === 1 ? 0 : 2) + (units.success[at] === true ? 0 : 1);
    table[cell] = (table[cell] ?? 0) + 1;
  });
  return tables.map(([presentSuccess = 0, presentFailure = 0, absentSuccess = 0, absentFailure = 0]) => ({
    presentSuccess,
    presentFailure,
    absentSuccess,
    absentFailure,
  }));
}

/** Executions that show the difference: with a helpful feature in successes and without it in failures, or the reverse. */
function spansOf(question: Question, helps: boolean, context: Context): Contrast['spans'] {
  const { units, present, asked } = question;
  const where = (success: boolean): readonly string[] => {
    const ids: string[] = [];
    for (const [at, execution] of units.executions.entries()) {
      if (ids.length >= context.settings.contextsPerSide) break;
      if (asked[at] !== 1 || units.success[at] !== success || (present[at] === 1) !== (success === helps)) continue;
      const id = context.evidenceOf(execution);
      if (id !== null) ids.push(id);
    }
    return ids;
  };
  return { success: where(true), failure: where(false) };
}

function weigh(question: Question, strength: Strength, context: Context): WeighedFeature {
  const found = strength.table;
  const helps = found.presentSuccess * found.absentFailure >= found.presentFailure * found.absentSuccess;
  const isTurned = question.feature.kind === 'order' && !helps;
  // Of two orders the one that helps is the one that is spoken of.
  const table = isTurned ? turned(found) : found;
  const feature = isTurned ? reverseOf(question.feature) : question.feature;
  const successes = table.presentSuccess + table.absentSuccess;
  const about = describe({ ...question, feature }, helps, table);
  const side = helps || isTurned ? 'success' : 'failure';
  const contrast: Contrast = {
    id: `c-${contentId({ procedure: question.units.procedure.id, side, part: about.part, label: about.condition?.id ?? about.label }).slice(0, 16)}`,
    side,
    ...about,
    table,
    probability: helps ? strength.probability : 1 - strength.probability,
    eValue: strength.eValue,
    strata: strength.strata,
    strong: strength.strong,
    spans: spansOf(question, helps, context),
  };
  return { feature, contrast, presentInSuccess: successes === 0 ? 0 : table.presentSuccess / successes };
}

function turned(table: ContrastTable): ContrastTable {
  return {
    presentSuccess: table.absentSuccess,
    presentFailure: table.absentFailure,
    absentSuccess: table.presentSuccess,
    absentFailure: table.presentFailure,
  };
}

function reverseOf(feature: Feature): Feature {
  if (feature.kind !== 'order') return feature;
  return { ...feature, first: feature.second, second: feature.first, isReverse: !feature.isReverse };
}

function describe(
  { feature, units }: Question,
  helps: boolean,
  table: ContrastTable,
): Pick<Contrast, 'part' | 'label'> & { condition?: NonNullable<Contrast['condition']> } {
  if (feature.kind === 'step') return { part: 'step', label: feature.label };
  if (feature.kind === 'order') return { part: 'order', label: `${feature.first} before ${feature.second}` };
  const { pattern, kind } = feature;
  const polarity = helps ? 'positive' : 'negative';
  // What the condition says held: for a negated one, that the pattern was absent.
  const holds = helps ? table.presentSuccess : table.absentSuccess;
  const counted = { pattern, holds, of: table.presentSuccess + table.absentSuccess };
  const condition = conditionOf(counted, units.procedure.slots, { polarity, origin: 'refined' });
  const part = kind === 'effect' ? 'postcondition' : 'precondition';
  return { part, label: renderCondition(condition), condition };
}
