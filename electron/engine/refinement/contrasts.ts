import type { Contrast, Settings } from '../../../shared/model/index.ts';
import type { Corpus } from '../abstraction/corpus.ts';
import type { GoalCategories } from '../abstraction/goals.ts';
import { contentId } from '../identity/index.ts';
import { conditionOf, type Execution, type Feature, type MinedProcedure } from '../procedures/index.ts';
import { tabulate, weighContrasts, type Strength, type Unit } from './statistics/index.ts';

/** A candidate difference of one procedure with its strength; the condition or the step that it is about. */
export interface WeighedFeature {
  readonly feature: Feature;
  readonly contrast: Contrast;
  /** Share of the successful units in which it is present, in [0, 1]. */
  readonly presentInSuccess: number;
}

interface Question {
  readonly procedure: MinedProcedure;
  readonly feature: Feature;
  readonly present: ReadonlySet<number>;
  readonly units: readonly Unit[];
  readonly executions: readonly Execution[];
}

/**
 * Contrasts success with failure contexts [M 4.3, K]: for every procedure with enough of both, every candidate
 * feature. A unit is the first execution in an episode, its outcome the episode's, its stratum (source, goal category). All
 * candidates of the memory are weighed together, so that the false discovery rate is that of the memory.
 */
export function contrastAll(
  procedures: readonly MinedProcedure[],
  context: {
    readonly corpus: Corpus;
    readonly categories: GoalCategories;
    readonly settings: Settings;
    /** The id of the evidence row of an execution, if it gave one. */
    readonly evidenceOf: (execution: Execution) => string | null;
  },
): ReadonlyMap<string, readonly WeighedFeature[]> {
  const questions = procedures.flatMap((procedure) => questionsOf(procedure, context));
  const strengths = weighContrasts(
    questions.map(({ units }) => ({ tables: tabulate(units), direction: 'differs' })),
    context.settings.falseDiscoveryRate,
  );
  const weighed = new Map<string, WeighedFeature[]>(procedures.map(({ id }) => [id, []]));
  questions.forEach((question, index) => {
    const strength = strengths[index];
    if (strength) weighed.get(question.procedure.id)?.push(weigh(question, strength, context));
  });
  return weighed;
}

type Context = Parameters<typeof contrastAll>[1];

function questionsOf(procedure: MinedProcedure, { corpus, categories, settings }: Context): readonly Question[] {
  const executions = firstOfEpisode(procedure.executions).filter(
    ({ episode }) => corpus.episodes[episode]?.outcome !== 'unknown',
  );
  const base = executions.map(({ episode }) => ({
    success: corpus.episodes[episode]?.outcome === 'success',
    stratum: `${corpus.episodes[episode]?.sourceId ?? ''}\n${categories.goals[episode]?.category ?? 0}`,
  }));
  const successes = base.filter(({ success }) => success).length;
  if (Math.min(successes, base.length - successes) < settings.minContrast) return [];
  const asked = new Set<string>();
  return procedure.features.flatMap((feature, index): Question[] => {
    const present = new Set<number>();
    executions.forEach((execution, at) => {
      if (execution.patterns.includes(index)) present.add(at);
    });
    // Two features that are present in the same units are one question; the first, commoner one asks it.
    const signature = [...present].join(',');
    const tells = present.size >= settings.minContrast && base.length - present.size >= settings.minContrast;
    if (!tells || asked.has(signature)) return [];
    asked.add(signature);
    return [
      {
        procedure,
        feature,
        present,
        executions,
        units: base.map((unit, at) => ({ ...unit, present: present.has(at) })),
      },
    ];
  });
}

function firstOfEpisode(executions: readonly Execution[]): readonly Execution[] {
  const seen = new Set<number>();
  return executions.filter(({ episode }) => !seen.has(episode) && seen.add(episode));
}

function weigh(question: Question, strength: Strength, context: Context): WeighedFeature {
  const { procedure, feature, present, units, executions } = question;
  const { table } = strength;
  const helps = table.presentSuccess * table.absentFailure >= table.presentFailure * table.absentSuccess;
  const successes = table.presentSuccess + table.absentSuccess;
  const spans = { success: spansWhere(true), failure: spansWhere(false) };
  function spansWhere(success: boolean): readonly string[] {
    const telling = executions.filter(
      (_, at) => units[at]?.success === success && present.has(at) === (success === helps),
    );
    return telling
      .map(context.evidenceOf)
      .filter((id) => id !== null)
      .slice(0, context.settings.contextsPerSide);
  }
  const about = describe(feature, procedure, helps, table);
  const contrast: Contrast = {
    id: `c-${contentId({ procedure: procedure.id, ...about }).slice(0, 16)}`,
    side: helps ? 'success' : 'failure',
    ...about,
    table,
    probability: helps ? strength.probability : 1 - strength.probability,
    eValue: strength.eValue,
    strata: strength.strata,
    strong: strength.strong,
    spans,
  };
  return { feature, contrast, presentInSuccess: successes === 0 ? 0 : table.presentSuccess / successes };
}

function describe(
  feature: Feature,
  procedure: MinedProcedure,
  helps: boolean,
  table: Strength['table'],
): Pick<Contrast, 'part' | 'label'> & { condition?: NonNullable<Contrast['condition']> } {
  if (feature.kind === 'step') return { part: 'step', label: feature.label };
  const counted = {
    pattern: feature.pattern,
    holds: table.presentSuccess,
    of: table.presentSuccess + table.absentSuccess,
  };
  const condition = conditionOf(counted, procedure.slots, {
    polarity: helps ? 'positive' : 'negative',
    origin: 'refined',
  });
  return { part: 'precondition', label: condition.id, condition };
}
