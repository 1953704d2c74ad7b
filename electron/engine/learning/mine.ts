import { setImmediate } from 'node:timers/promises';
import type {
  Derived,
  Evidence,
  GoalCategory,
  Merge,
  OntologyCategory,
  PolicyRule,
  Segment,
  Settings,
} from '../../../shared/model/index.ts';
import { buildCorpus, type Corpus } from '../abstraction/corpus.ts';
import type { Value } from '../abstraction/values.ts';
import { findGoalCategories, type GoalCategories } from '../abstraction/goals.ts';
import { learnPredicates } from '../conditions/predicates.ts';
import { findCourses, findRuns, learnPolicy, mineMetas, type MetaRun, type MinedMeta } from '../hierarchy/index.ts';
import { contentId } from '../identity/index.ts';
import { buildOntology, contentWords, type CorpusText } from '../ontology/index.ts';
import {
  buildProcedures,
  findAttempts,
  describeMerges,
  findDuplicates,
  makeEvidence,
  mergeDuplicates,
  nameRoles,
  observeAttempts,
  type Execution,
  type MinedProcedure,
} from '../procedures/index.ts';
import { contrastAll, type WeighedFeature } from '../refinement/index.ts';
import { segmenter, type Span } from '../segmentation/segment.ts';
import { measureTransitions } from '../segmentation/transitions.ts';
import { collectEvidence } from './collect-evidence.ts';
import { derive } from './derive.ts';
import { withImported } from './imported.ts';
import { nameGoals } from './name-goals.ts';
import type { DeriveInput, MineInput } from './types.ts';

/** Everything that the corpus says, before any decision. */
export interface Mined {
  readonly corpus: Corpus;
  readonly procedures: readonly MinedProcedure[];
  readonly metas: readonly { readonly mined: MinedMeta; readonly policy: readonly PolicyRule[] }[];
  readonly segments: readonly Segment[];
  /** Rows of each item under its mined revision, in id order of their trajectories. */
  readonly evidence: ReadonlyMap<string, readonly Evidence[]>;
  /** The execution behind each row of a procedure, by the row's id. */
  readonly executionOf: ReadonlyMap<string, Execution>;
  readonly contrasts: ReadonlyMap<string, readonly WeighedFeature[]>;
  readonly goals: readonly GoalCategory[];
  readonly goalOf: ReadonlyMap<string, number>;
  /** By goal category: the ways in which it is worded. */
  readonly wordings: readonly (readonly string[])[];
  readonly ontology: readonly OntologyCategory[];
  /** Which patterns are no procedures of their own, and why. */
  readonly merges: readonly Merge[];
}

export interface MinedCorpus {
  derive(input: DeriveInput): Derived;
}

/** The corpus-wide stage: from the analyses of all trajectories to procedures, evidence, contrasts and meta-procedures. */
export async function mine(input: MineInput): Promise<MinedCorpus> {
  const mined = await mineCorpus(input);
  return { derive: (deriveInput) => withImported(derive(mined, deriveInput), deriveInput) };
}

/** The same for a strategy that goes on from what the corpus says. */
export async function mineCorpus({ analyses, before, settings, embed, signal, onStage }: MineInput): Promise<Mined> {
  const enter = async (stage: Parameters<NonNullable<typeof onStage>>[0]): Promise<void> => {
    // Each stage is long work on one thread: before it a cancel can arrive, and the store can go on with what it writes.
    await setImmediate();
    signal?.throwIfAborted();
    onStage?.(stage);
  };
  await enter('abstraction');
  const corpus = buildCorpus(analyses, before?.reader);
  const categories = findGoalCategories(corpus);
  await enter('segmentation');
  const transitions = measureTransitions(corpus, categories);
  const noGoal = { category: 0, values: [] };
  const cut = segmenter(settings, transitions);
  const spans = corpus.episodes.map((episode, index) => cut(episode, categories.goals[index] ?? noGoal));
  await enter('conditions');
  const predicates = learnPredicates(corpus);
  const roles = nameRoles(corpus, predicates);
  const attempts = findAttempts(corpus, categories, { spans, transitions });
  const observed = observeAttempts(corpus, categories, { attempts, predicates, memo: before?.observations });
  await enter('matching');
  const context = { corpus, categories, settings, roles };
  const first = buildProcedures(observed, context);
  await enter('embedding');
  // Side by side: while the store looks for the vectors of the one, the words of the other are counted.
  const [vectors, ontology] = await Promise.all([
    embed(first.map(({ text }) => text)),
    ontologyOf(corpus, { embed, settings }),
  ]);
  await enter('matching');
  const absorbed = findDuplicates(first, vectors, settings);
  const procedures = mergeDuplicates(first, absorbed, { observed, context });
  await enter('evidence');
  const { evidence, rowOf } = collectEvidence(corpus, procedures, settings.evidenceRule);
  await enter('refinement');
  const contrasts = contrastAll(procedures, {
    corpus,
    categories,
    settings,
    evidenceOf: (execution) => rowOf.get(execution)?.id ?? null,
  });
  await enter('hierarchy');
  const { metas, runs } = mineHierarchy(corpus, categories, { procedures, settings });
  for (const { mined } of metas) evidence.set(mined.id, metaEvidence(corpus, mined, runs.get(mined.id) ?? []));
  return {
    corpus,
    procedures,
    metas,
    segments: writeSegments(corpus, spans, { procedures, rowOf }),
    evidence,
    executionOf: new Map([...rowOf].map(([execution, { id }]) => [id, execution])),
    contrasts,
    goals: describeGoals(corpus, categories, nameGoals(categories, procedures)),
    goalOf: new Map(
      corpus.episodes.map(({ trajectoryId }, index) => [trajectoryId, categories.goals[index]?.category ?? 0]),
    ),
    wordings: categories.wordings,
    ontology,
    merges: describeMerges(absorbed, first, vectors),
  };
}

async function ontologyOf(
  corpus: Corpus,
  { embed, settings }: Pick<MineInput, 'embed' | 'settings'>,
): Promise<readonly OntologyCategory[]> {
  const words = contentWords(wordsOfCorpus(corpus), settings.ontologyWords);
  return buildOntology(words, { embed, cosine: settings.ontologyCosine });
}

function mineHierarchy(
  corpus: Corpus,
  categories: GoalCategories,
  { procedures, settings }: { readonly procedures: readonly MinedProcedure[]; readonly settings: Settings },
): { readonly metas: Mined['metas']; readonly runs: ReadonlyMap<string, readonly MetaRun[]> } {
  const courses = findCourses(corpus, procedures);
  const mined = mineMetas(corpus, categories, { courses, settings });
  const runs = findRuns(corpus, categories, { metas: mined, courses });
  const effects = new Map(procedures.map(({ id, body }) => [id, body.postconditions]));
  const effectsOf = (id: string): MinedProcedure['body']['postconditions'] => effects.get(id) ?? [];
  const metas = mined.map((meta) => ({
    mined: meta,
    policy: learnPolicy(meta, runs.get(meta.id) ?? [], { courses, effectsOf }),
  }));
  return { metas, runs };
}

function wordsOfCorpus(corpus: Corpus): readonly CorpusText[] {
  const tasks = new Map<string, number>();
  for (const { goal } of corpus.episodes) tasks.set(goal, (tasks.get(goal) ?? 0) + 1);
  // Equal actions share one list of arguments, so that each is written once.
  const actions = new Map<readonly Value[], { template: number; times: number }>();
  for (const [{ template, args }, times] of corpus.steps) {
    const known = actions.get(args);
    if (known) known.times += times;
    else actions.set(args, { template, times });
  }
  const written = [...actions].map(([args, { template, times }]) => {
    const kinds = args.map((value) => (value.sort === 'entity' ? value.kind : '')).join(' ');
    return { kind: 'action' as const, text: `${corpus.templates[template]?.text ?? ''} ${kinds}`, times };
  });
  return [...[...tasks].map(([text, times]) => ({ kind: 'task' as const, text, times })), ...written];
}

/** A run of a meta-procedure counts as the episode ended: it is what the composition is for. */
function metaEvidence(corpus: Corpus, meta: MinedMeta, runs: readonly MetaRun[]): readonly Evidence[] {
  return runs.flatMap(({ episode, from, to, success }): Evidence[] => {
    const ran = corpus.episodes[episode];
    if (ran === undefined) return [];
    const { trajectoryId, sourceId } = ran;
    const outcome = success ? 'success' : 'failure';
    return [
      makeEvidence({
        itemId: meta.id,
        revision: meta.id,
        trajectoryId,
        sourceId,
        from,
        to,
        outcome,
        rule: 'episode',
        phi: success ? 'true' : 'unknown',
        episode: outcome,
        wentOn: to < ran.steps.length,
        explained: false,
      }),
    ];
  });
}

function writeSegments(
  corpus: Corpus,
  spans: readonly (readonly Span[])[],
  {
    procedures,
    rowOf,
  }: { readonly procedures: readonly MinedProcedure[]; readonly rowOf: ReadonlyMap<Execution, Evidence> },
): readonly Segment[] {
  const executed = corpus.episodes.map((): { procedure: MinedProcedure; execution: Execution }[] => []);
  for (const procedure of procedures) {
    for (const execution of procedure.executions)
      (executed[execution.episode] ?? [])[execution.position] = { procedure, execution };
  }
  return corpus.episodes
    .flatMap(({ trajectoryId, steps }, episode) =>
      (spans[episode] ?? []).map((span, position): Segment => {
        const hit = executed[episode]?.[position];
        const last = steps[span.to - 1];
        const { from, to, reasons } = span;
        // Keys in canonical order, as rows of evidence have them.
        return {
          bindings: hit?.execution.bindings ?? {},
          description: hit?.procedure.body.goal ?? corpus.templates[last?.template ?? 0]?.text ?? '',
          evidenceId: hit === undefined ? null : (rowOf.get(hit.execution)?.id ?? null),
          from,
          id: `s-${trajectoryId.slice(0, 20)}-${from}`,
          procedureId: hit?.procedure.id ?? null,
          reasons,
          to,
          trajectoryId,
        };
      }),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function describeGoals(corpus: Corpus, categories: GoalCategories, names: readonly string[]): readonly GoalCategory[] {
  const rows = categories.templates.map((template, category) => ({
    id: `g-${contentId({ template }).slice(0, 12)}`,
    template: names[category] ?? template,
    episodes: 0,
    success: 0,
    failure: 0,
  }));
  corpus.episodes.forEach(({ outcome }, index) => {
    const row = rows[categories.goals[index]?.category ?? 0];
    if (row === undefined) return;
    row.episodes += 1;
    if (outcome === 'success') row.success += 1;
    if (outcome === 'failure') row.failure += 1;
  });
  return rows;
}
