import type { Outcome, Truth } from '../../../shared/model/index.ts';
import type { Corpus, Episode } from '../abstraction/corpus.ts';
import type { GoalCategories } from '../abstraction/goals.ts';
import { Belief } from '../conditions/belief.ts';
import { patternsOf, type Pattern, type PatternTable } from '../conditions/patterns.ts';
import type { PredicateModel } from '../conditions/predicates.ts';
import type { Attempt } from './executions.ts';
import { ObservationMemo } from './observation-memo.ts';

/** An attempt with what held before it and what its last observation told about its primary values; equal lists are one object. */
export interface Observed {
  readonly attempt: Attempt;
  readonly before: readonly Pattern[];
  /** What held right before its last step: what the way there showed is known by then. */
  readonly ready: readonly Pattern[];
  readonly after: readonly Pattern[];
  readonly nothingTold: boolean;
}

/**
 * Walks each episode once, with its belief, and notes what held at the start and was told at the end of each attempt. With the memo
 * of an earlier mining, only what it does not know is walked.
 */
export function observeAttempts(
  corpus: Corpus,
  categories: GoalCategories,
  context: {
    readonly attempts: readonly Attempt[];
    readonly predicates: PredicateModel;
    readonly memo?: ObservationMemo | undefined;
  },
): readonly Observed[] {
  const { predicates, memo = new ObservationMemo() } = context;
  const byEpisode = Map.groupBy(context.attempts, (attempt) => attempt.episode);
  const ignore = refusalPredicates(corpus);
  memo.begin(corpus, predicates, ignore);
  const { table } = memo;
  return [...byEpisode].flatMap(([index, attempts]) => {
    const episode = corpus.episodes[index] as Episode; // the index came from this list
    const goal = categories.goals[index]?.values ?? [];
    return memo.observed(episode, { goal, attempts }, () =>
      observeEpisode(episode, attempts, { predicates, goal, ignore, table }),
    );
  });
}

function observeEpisode(
  episode: Episode,
  attempts: readonly Attempt[],
  context: {
    readonly predicates: PredicateModel;
    readonly goal: readonly string[];
    readonly ignore: ReadonlySet<string>;
    readonly table: PatternTable;
  },
): readonly Observed[] {
  const belief = new Belief(context.predicates);
  belief.observe(episode.context);
  let told = 0;
  return attempts.map((attempt): Observed => {
    for (; told < attempt.span.from; told += 1) belief.observe(episode.steps[told]?.facts ?? []);
    const before = patternsOf(belief, attempt.primary, context);
    for (; told < attempt.span.to - 1; told += 1) belief.observe(episode.steps[told]?.facts ?? []);
    const ready = attempt.span.to - 1 === attempt.span.from ? before : patternsOf(belief, attempt.primary, context);
    const facts = (episode.steps[attempt.span.to - 1]?.facts ?? []).filter(
      (fact) => !context.ignore.has(fact.predicate),
    );
    const after = new Set<Pattern>();
    for (const fact of facts) {
      const pattern = context.table.of(fact, attempt.primary);
      if (fact.args.length === 0 || pattern.args.some((at) => at !== null)) after.add(pattern);
    }
    const nothingTold = facts.length === 0 && !attempt.refused;
    return { attempt, before, ready, after: context.table.list(after), nothingTold };
  });
}

function refusalPredicates({ steps }: Corpus): ReadonlySet<string> {
  const refused = [...steps.keys()].filter((step) => step.refused);
  return new Set(refused.flatMap(({ facts }) => facts.map(({ predicate }) => predicate)));
}

/**
 * Whether an execution reached Phi: one of the effects that other good executions ended with was told at its end. Where
 * nothing was told, only a success of the whole episode says that the part was reached too (SPEC rule P9).
 */
export function judgePhi(observed: Observed, outcome: Outcome, supportedBy: (pattern: Pattern) => number): Truth {
  if (observed.attempt.refused) return 'false';
  if (observed.attempt.aim === 'found') return observed.attempt.span.found === null ? 'false' : 'true';
  if (observed.nothingTold) return outcome === 'success' ? 'true' : 'unknown';
  return observed.after.some((pattern) => supportedBy(pattern) >= 1) ? 'true' : 'false';
}
