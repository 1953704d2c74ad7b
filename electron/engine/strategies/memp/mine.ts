import type { Derived, Evidence, MempEntry, Settings } from '../../../../shared/model/index.ts';
import { findGoalCategories, type GoalCategories } from '../../abstraction/goals.ts';
import type { Episode } from '../../abstraction/corpus.ts';
import { learnPredicates } from '../../conditions/predicates.ts';
import type { DeriveInput, Mined } from '../../learning/index.ts';
import { makeEvidence, nameRoles } from '../../procedures/index.ts';
import { measureTransitions } from '../../segmentation/transitions.ts';
import { deriveItems, minedRevision, type StrategyItem } from '../items.ts';
import type { StrategyMineInput } from '../types.ts';
import { buildEntry, scriptStepsOf, type BuiltEntry } from './entry.ts';
import { foreignEntry } from './foreign.ts';
import { factsOf, learnFactKeys } from './goal-facts.ts';
import { markSteps } from './script.ts';
import { replayTasks, type Replayed, type Task } from './replay.ts';
import { learnLessons, suggestRewrite, type Lesson, type RewriteContext, type Way } from './rewrite.ts';

/** The memory of Mem^p under any decisions. */
export interface MinedMemp {
  readonly items: readonly StrategyItem[];
  readonly entries: readonly MempEntry[];
  readonly replayed: Replayed;
}

/** Builds the entries and leads the episodes past them. Rules Q1 to Q14. */
export async function mineMemp(mined: Mined, { settings, embed }: StrategyMineInput): Promise<MinedMemp> {
  const { corpus } = mined;
  const categories = findGoalCategories(corpus);
  const roles = nameRoles(corpus, learnPredicates(corpus));
  const keys = learnFactKeys(corpus, categories, roles);
  const { milestone } = measureTransitions(corpus, categories);
  const built = corpus.episodes.map((episode, at): BuiltEntry => {
    const facts = factsOf(categories.goals[at]?.values ?? [], keys);
    return (
      foreignEntry(episode, (template) => corpus.templates[template]?.text ?? '') ??
      buildEntry(episode, { corpus, milestone, build: settings.mempBuild, facts })
    );
  });
  const context = { corpus, roles, falseDiscoveryRate: settings.falseDiscoveryRate, minContrast: settings.minContrast };
  const lessons = learnLessons(waysOf(corpus.episodes, categories, milestone), context);
  const rewrites = suggestAll(built, { categories, lessons, context, episodes: corpus.episodes });
  const tasks = await tasksOf(built, corpus.episodes, embed);
  const replayed = replayTasks(tasks, { settings, canRewrite: (id) => rewrites.has(id) });
  return collect({ built, episodes: corpus.episodes, replayed, rewrites, settings });
}

type Suggested = ReadonlyMap<string, StrategyItem['suggestions'][number]>;

function waysOf(episodes: readonly Episode[], { goals }: GoalCategories, milestone: readonly number[]): readonly Way[] {
  return episodes.flatMap((episode, at): Way[] => {
    if (episode.outcome === 'unknown' || episode.steps.length === 0) return [];
    const marks = markSteps(scriptStepsOf(episode, milestone));
    const last = Math.max(1, episode.steps.length - 1);
    const places = new Map<number, number>();
    episode.steps.forEach(({ template }, step) => {
      if (marks[step] === 'critical' && !places.has(template)) places.set(template, step / last);
    });
    const { trajectoryId, sourceId } = episode;
    return [
      { trajectoryId, sourceId, category: goals[at]?.category ?? 0, success: episode.outcome === 'success', places },
    ];
  });
}

function suggestAll(
  built: readonly BuiltEntry[],
  given: {
    readonly categories: GoalCategories;
    readonly lessons: ReadonlyMap<number, readonly Lesson[]>;
    readonly context: RewriteContext;
    readonly episodes: readonly Episode[];
  },
): Suggested {
  const suggested = new Map<string, StrategyItem['suggestions'][number]>();
  built.forEach(({ id, body, marks }, at) => {
    const lessons = given.lessons.get(given.categories.goals[at]?.category ?? 0) ?? [];
    const steps = given.episodes[at]?.steps ?? [];
    const templates = steps.flatMap(({ template }, step) => (marks[step] === 'critical' ? [template] : []));
    if (lessons.length === 0 || templates.length !== body.steps.length) return;
    const suggestion = suggestRewrite({ id, body, templates }, lessons, given.context);
    if (suggestion !== null) suggested.set(id, suggestion);
  });
  return suggested;
}

/** Each distinct text is embedded once. */
async function tasksOf(
  built: readonly BuiltEntry[],
  episodes: readonly Episode[],
  embed: StrategyMineInput['embed'],
): Promise<readonly Task[]> {
  const texts = [...new Set(built.flatMap(({ query, facts }) => [query, ...Object.values(facts)]))].sort();
  const vectors = await embed(texts);
  const vectorOf = new Map(texts.map((text, at) => [text, vectors[at] ?? new Float32Array()]));
  const zero = new Float32Array();
  return built.map(({ id, trajectoryId, query, facts, outcome }, at) => ({
    id,
    trajectoryId,
    goal: query,
    outcome,
    query: vectorOf.get(query) ?? zero,
    facts: new Map(Object.entries(facts).map(([key, value]) => [key, vectorOf.get(value) ?? zero])),
    imported: importedUse(episodes[at]),
    isEmpty: (episodes[at]?.steps.length ?? 0) === 0,
  }));
}

function importedUse(episode: Episode | undefined): Task['imported'] {
  const foreign = episode?.foreign ?? null;
  return foreign?.kind === 'memp' ? { hits: foreign.hits, success: foreign.success } : null;
}

function collect(given: {
  readonly built: readonly BuiltEntry[];
  readonly episodes: readonly Episode[];
  readonly replayed: Replayed;
  readonly rewrites: Suggested;
  readonly settings: Settings;
}): MinedMemp {
  const { replayed, rewrites, settings } = given;
  const place = new Map(given.built.map(({ id }, at) => [id, at]));
  const episodeOf = new Map(given.episodes.map((episode) => [episode.trajectoryId, episode]));
  const credits = Map.groupBy(replayed.credits, ({ entryId }) => entryId);
  const items: StrategyItem[] = [];
  const entries: MempEntry[] = [];
  for (const state of replayed.entries) {
    const at = place.get(state.id) ?? -1;
    const [built, episode] = [given.built[at], given.episodes[at]];
    if (built === undefined || episode === undefined) continue;
    const own = credits.get(state.id) ?? [];
    const rows = own.flatMap((credited) => rowOf(built, credited, episodeOf.get(credited.trajectoryId)));
    const failed = own.some(({ outcome }) => outcome === 'failure');
    const rewrite = settings.mempUpdate === 'adjustment' && failed ? rewrites.get(state.id) : undefined;
    items.push({
      id: built.id,
      body: built.body,
      text: [built.query, ...Object.values(built.facts)].join('; '),
      rows: rows.sort((a, b) => (a.id < b.id ? -1 : 1)),
      suggestions: rewrite === undefined ? [] : [rewrite],
      isGone: state.deletedIn !== null,
      executions: own.length,
      episodes: own.length,
    });
    const { id, trajectoryId, query, facts, marks, tokens } = built;
    const { group, hits, success, deletedIn } = state;
    entries.push({
      id,
      trajectoryId,
      query,
      facts,
      marks,
      tokens,
      group,
      hits,
      success,
      deletedIn,
      imported: importedOf(episode),
    });
  }
  return { items, entries, replayed };
}

function importedOf({ foreign }: Episode): MempEntry['imported'] {
  return foreign?.kind === 'memp'
    ? { hits: foreign.hits, success: foreign.success, buildPolicy: foreign.buildPolicy }
    : null;
}

function rowOf(
  { id, body }: BuiltEntry,
  { outcome }: Replayed['credits'][number],
  episode: Episode | undefined,
): readonly Evidence[] {
  if (episode === undefined || episode.steps.length === 0) return [];
  const { trajectoryId, sourceId } = episode;
  const row = { itemId: id, revision: minedRevision(body), trajectoryId, sourceId, from: 0, to: episode.steps.length };
  return [
    makeEvidence({
      ...row,
      outcome,
      rule: 'episode',
      phi: 'unknown',
      episode: outcome,
      wentOn: false,
      explained: false,
    }),
  ];
}

/** The state of Mem^p: what MACLA's abstraction tells of the corpus stays, its procedures do not. */
export function deriveMemp(
  mined: MinedMemp,
  base: Pick<Derived, 'goals' | 'ontology' | 'segments'>,
  input: DeriveInput,
): Derived {
  const items = deriveItems(mined.items, input);
  return {
    ...items,
    ...base,
    metaProcedures: [],
    strategy: { kind: 'memp', entries: mined.entries, groups: mined.replayed.groups },
  };
}
