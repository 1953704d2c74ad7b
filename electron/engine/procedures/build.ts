import type { ProcedureBody, Settings } from '../../../shared/model/index.ts';
import { renderCondition } from '../../../shared/model/index.ts';
import type { Corpus, Episode } from '../abstraction/corpus.ts';
import type { GoalCategories } from '../abstraction/goals.ts';
import { seenPredicate } from '../conditions/belief.ts';
import { patternKey, type Pattern } from '../conditions/patterns.ts';
import { contentId } from '../identity/index.ts';
import { conditionOf, countPatterns, extractConditions } from './conditions-of.ts';
import { findConsensus } from './consensus.ts';
import { findEffects } from './effects.ts';
import type { Attempt, Execution } from './executions.ts';
import { isGood, type Feature, type MinedProcedure } from './mined.ts';
import { judgePhi, type Observed } from './observe.ts';
import type { Roles } from './roles.ts';
import { describeSlots } from './slots-of.ts';
import { stepFeatures, type StepFeatures } from './step-features.ts';
import { nameSlots, writeSteps } from './steps-of.ts';

export interface BuildContext {
  readonly corpus: Corpus;
  readonly categories: GoalCategories;
  readonly settings: Settings;
  readonly roles: Roles;
}

/** Conditions that are contrasted hold in at least this share of the executions; the commonest so many are asked about. */
const minFeatureShare = 0.02;
const maxFeatures = 60;
const maxEffects = 12;

/** One procedure a key that enough good episodes carry out. */
export function buildProcedures(observed: readonly Observed[], context: BuildContext): readonly MinedProcedure[] {
  const groups = Map.groupBy(observed, ({ attempt }) => attempt.key);
  const everywhere = shareOfAll(observed);
  return [...groups]
    .map(([key, members]) =>
      key === null ? null : buildProcedure({ key, members, others: [] }, { ...context, everywhere }),
    )
    .filter((procedure) => procedure !== null)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Builds the procedures that keep their name again, with the executions of their duplicates. */
export function mergeDuplicates(
  procedures: readonly MinedProcedure[],
  absorbed: ReadonlyMap<string, string>,
  { observed, context }: { readonly observed: readonly Observed[]; readonly context: BuildContext },
): readonly MinedProcedure[] {
  if (absorbed.size === 0) return procedures;
  const everywhere = shareOfAll(observed);
  return procedures
    .filter(({ id }) => !absorbed.has(id))
    .map((procedure) => {
      const keys = procedures.filter(({ id }) => absorbed.get(id) === procedure.id).flatMap((other) => other.keys);
      if (keys.length === 0) return procedure;
      const of = (wanted: readonly string[]): readonly Observed[] =>
        observed.filter(({ attempt }) => attempt.key !== null && wanted.includes(attempt.key));
      const group = { key: procedure.keys[0] ?? '', members: of(procedure.keys), others: of(keys) };
      const rebuilt = buildProcedure(group, { ...context, everywhere });
      return rebuilt === null ? procedure : { ...rebuilt, keys: [...procedure.keys, ...keys.toSorted()] };
    });
}

/** In which share of all attempts a predicate without arguments held. */
function shareOfAll(observed: readonly Observed[]): (predicate: string) => number {
  const counts = new Map<string, number>();
  for (const { pattern, holds } of countPatterns(observed.map(({ before }) => before)))
    if (pattern.args.length === 0) counts.set(pattern.predicate, (counts.get(pattern.predicate) ?? 0) + holds);
  return (predicate) => (counts.get(predicate) ?? 0) / Math.max(1, observed.length);
}

type Context = BuildContext & { readonly everywhere: (predicate: string) => number };

interface Group {
  readonly key: string;
  readonly members: readonly Observed[];
  /** Members of duplicates, which are executions too but do not shape the body. */
  readonly others: readonly Observed[];
}

function buildProcedure({ key, members, others }: Group, context: Context): MinedProcedure | null {
  const { corpus, settings } = context;
  const good = members.filter(
    (entry) => isDone(entry.attempt) && isGood(corpus.episodes[entry.attempt.episode]?.outcome ?? 'unknown'),
  );
  if (new Set(good.map(({ attempt }) => attempt.episode)).size < settings.minSupport) return null;

  const failed = members.filter(
    ({ attempt }) => isDone(attempt) && corpus.episodes[attempt.episode]?.outcome === 'failure',
  );
  const effects = findEffects(good, failed);
  const attempts = good.map(({ attempt }) => attempt);
  const consensus = findConsensus(corpus.episodes, attempts);
  const { slots, roles } = slotsOf(attempts, context);
  const steps = writeSteps(consensus, { corpus, roles: context.roles, slots });
  const preconditions = extractConditions(countPatterns(good.map(({ before }) => before)), context);
  const aim = attempts[0]?.aim ?? 'effect';
  const body: ProcedureBody = {
    goal:
      aim === 'found'
        ? `find {${slots[0] ?? 'object'}} (${steps[0]?.template ?? ''})`
        : (steps.at(-1)?.template ?? key),
    slots: describeSlots(slots, attempts, { ...context, roles }),
    preconditions: preconditions.map((counted) =>
      conditionOf(counted, slots, { polarity: 'positive', origin: 'extracted' }),
    ),
    steps,
    postconditions: postconditionsOf(aim, effects, { slots, good: good.length }),
  };
  const all = [...members, ...others].sort(
    (a, b) => a.attempt.episode - b.attempt.episode || a.attempt.position - b.attempt.position,
  );
  const contrasted = featuresOf(all, stepFeatures(consensus, steps, aim), context);
  const parts = {
    contrasted,
    places: slots.map((slot, index) => ({ slot, index })).sort((a, b) => (a.slot < b.slot ? -1 : 1)),
    context,
    support: new Map(effects.map(({ pattern, holds }) => [pattern, holds])),
    good: new Set(good),
  };
  const executions = all.map((entry) => toExecution(entry, parts));
  return {
    id: `p-${contentId({ key }).slice(0, 16)}`,
    keys: [key],
    aim,
    body,
    executions,
    features: contrasted.features,
    slots,
    text: textOf(body),
  };
}

function isDone(attempt: Attempt): boolean {
  return !attempt.refused && (attempt.aim === 'effect' || attempt.span.found !== null);
}

export function textOf(body: ProcedureBody): string {
  return [body.goal, ...body.preconditions.map(renderCondition), ...body.postconditions.map(renderCondition)].join(
    '; ',
  );
}

function slotsOf(
  attempts: readonly Attempt[],
  { corpus, roles }: Context,
): { slots: readonly string[]; roles: readonly string[] } {
  const first = attempts[0];
  if (first === undefined) return { slots: [], roles: [] };
  if (first.aim === 'found') return { slots: ['object'], roles: ['object'] };
  const template = corpus.episodes[first.episode]?.steps[first.span.to - 1]?.template ?? 0;
  const own = (roles[template] ?? []).slice(0, first.primary.length);
  return { slots: nameSlots(own), roles: own };
}

function postconditionsOf(
  aim: 'effect' | 'found',
  effects: ReturnType<typeof countPatterns>,
  { slots, good }: { readonly slots: readonly string[]; readonly good: number },
): ProcedureBody['postconditions'] {
  const make = { polarity: 'positive', origin: 'extracted' } as const;
  if (aim === 'found')
    return [conditionOf({ pattern: { predicate: seenPredicate, args: [0] }, holds: good, of: good }, slots, make)];
  return [...effects]
    .sort((a, b) => b.holds - a.holds || (patternKey(a.pattern) < patternKey(b.pattern) ? -1 : 1))
    .slice(0, 4)
    .map((counted) => conditionOf(counted, slots, make));
}

/** What may be contrasted: conditions before, what was told at the end, and the steps, in this order. */
interface Contrasted {
  readonly features: readonly Feature[];
  /** Places among the features. */
  presentIn(entry: Observed, episode: Episode | undefined): readonly number[];
}

function featuresOf(members: readonly Observed[], ofSteps: StepFeatures, context: Context): Contrasted {
  const ready = varying(
    members.map((entry) => entry.ready),
    context,
  ).slice(0, maxFeatures);
  const told = varying(
    members.map(({ after }) => after),
    context,
  );
  const endings = told.filter(({ args }) => args.some((at) => at !== null)).slice(0, maxEffects);
  const readyOf = placesIn(ready, 0);
  const afterOf = placesIn(endings, ready.length);
  const first = ready.length + endings.length;
  return {
    features: [
      ...ready.map((pattern): Feature => ({ kind: 'condition', pattern })),
      ...endings.map((pattern): Feature => ({ kind: 'effect', pattern })),
      ...ofSteps.features,
    ],
    presentIn: (entry, episode) => {
      const present = [...readyOf(entry.ready), ...afterOf(entry.after)];
      if (episode === undefined) return present;
      for (const feature of ofSteps.presentIn(episode, entry.attempt)) present.push(first + feature);
      return present;
    },
  };
}

/** The places among `patterns`, from `first` on, of those in a list. Equal lists are mostly one object, which is looked at once. */
function placesIn(patterns: readonly Pattern[], first: number): (list: readonly Pattern[]) => readonly number[] {
  const placeOf = new Map(patterns.map((pattern, at) => [pattern, first + at]));
  const known = new Map<readonly Pattern[], readonly number[]>();
  return (list) => {
    const found = known.get(list);
    if (found !== undefined) return found;
    const places = list.map((pattern) => placeOf.get(pattern)).filter((place) => place !== undefined);
    known.set(list, places);
    return places;
  };
}

/** Conditions that hold in some executions and not in others, the commonest first. */
function varying(lists: readonly (readonly Pattern[])[], { settings }: Context): readonly Pattern[] {
  const n = lists.length;
  const least = Math.max(settings.minContrast, n * minFeatureShare);
  return countPatterns(lists)
    .filter(({ holds }) => holds >= least && holds < n)
    .sort((a, b) => b.holds - a.holds || (patternKey(a.pattern) < patternKey(b.pattern) ? -1 : 1))
    .map(({ pattern }) => pattern);
}

interface ExecutionParts {
  readonly contrasted: Contrasted;
  readonly support: ReadonlyMap<Pattern, number>;
  readonly good: ReadonlySet<Observed>;
  /** The slots, in order of their names: there are many bindings, and each is written as JSON as it is. */
  readonly places: readonly { readonly slot: string; readonly index: number }[];
  readonly context: Context;
}

function toExecution(entry: Observed, parts: ExecutionParts): Execution {
  const { attempt } = entry;
  const episode = parts.context.corpus.episodes[attempt.episode];
  const patterns = parts.contrasted.presentIn(entry, episode);
  // Leave one out: an effect that only this very execution showed does not prove that it succeeded.
  const own = parts.good.has(entry) ? 1 : 0;
  const phi = judgePhi(
    entry,
    episode?.outcome ?? 'unknown',
    (pattern: Pattern) => (parts.support.get(pattern) ?? 0) - own,
  );
  const bindings: Record<string, string> = {};
  for (const { slot, index } of parts.places) {
    const value = attempt.primary[index] ?? '';
    if (value !== '') bindings[slot] = value;
  }
  const { episode: index, position, span, key, aim, primary, refused, last } = attempt;
  return { episode: index, position, span, key, aim, primary, refused, last, phi, patterns, bindings };
}
