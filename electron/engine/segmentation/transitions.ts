import type { Corpus } from '../abstraction/corpus.ts';
import type { GoalCategories } from '../abstraction/goals.ts';

/** What the corpus says about a template, each in [0, 1] and indexed by template. */
export interface Transitions {
  /** How much a template completes something: common to the good episodes of a kind of goal, and rare within one. */
  readonly milestone: readonly number[];
  /** Branching entropy of what follows, over the logarithm of the number of templates that ever follow it. */
  readonly entropy: readonly number[];
  /** min(P(next | this), P(this before next)): 1 when two templates always stand together. */
  glue(template: number, next: number): number;
}

/** Measures templates over the episodes that did not fail; where all failed, over all of them. */
export function measureTransitions(corpus: Corpus, categories: GoalCategories): Transitions {
  const size = corpus.templates.length;
  const good = corpus.episodes.map((episode) => episode.outcome !== 'failure');
  const anyGood = good.includes(true);
  const pairs = new Map<number, number>();
  const following = new Float64Array(size);
  const preceding = new Float64Array(size);
  corpus.episodes.forEach((episode, index) => {
    if (anyGood && !good[index]) return;
    const templates = episode.steps.filter((step) => !step.refused).map((step) => step.template);
    for (let at = 0; at + 1 < templates.length; at += 1) {
      const [first = 0, second = 0] = [templates[at], templates[at + 1]];
      pairs.set(first * size + second, (pairs.get(first * size + second) ?? 0) + 1);
      following[first] = (following[first] ?? 0) + 1;
      preceding[second] = (preceding[second] ?? 0) + 1;
    }
  });
  return {
    milestone: findMilestones(corpus, categories, anyGood ? good : good.map(() => true)),
    entropy: branchingEntropy(pairs, following, size),
    glue: (template, next) => {
      const count = pairs.get(template * size + next) ?? 0;
      return count === 0 ? 0 : Math.min(count / (following[template] ?? 1), count / (preceding[next] ?? 1));
    },
  };
}

function branchingEntropy(
  pairs: ReadonlyMap<number, number>,
  following: Float64Array,
  size: number,
): readonly number[] {
  const entropy = Array.from({ length: size }, () => 0);
  const branches = Array.from({ length: size }, () => 0);
  // In order of the counts, so that the sum does not depend on the order in which templates were first met.
  for (const [key, count] of [...pairs].sort((a, b) => a[1] - b[1])) {
    const first = Math.floor(key / size);
    const share = count / (following[first] ?? 1);
    entropy[first] = (entropy[first] ?? 0) - share * Math.log(share);
    branches[first] = (branches[first] ?? 0) + 1;
  }
  return entropy.map((value, index) => ((branches[index] ?? 0) > 1 ? value / Math.log(branches[index] ?? 2) : 0));
}

/** Least number of good episodes before their share counts. */
const minEpisodes = 3;
/** What so many of the good episodes that have it end with ends a task. */
const minEndShare = 1 / 3;

/**
 * Share of the good episodes of a goal category that have the template, at its best category, over the mean number of times
 * that a good episode has it: what is done once and by all completes something, what is done again and again explores. Because
 * people put one wish in many words, what good episodes end with counts as done by all. What is hardly ever answered (a note, a
 * sum) completes nothing, unless nothing in the corpus is answered.
 */
function findMilestones(corpus: Corpus, categories: GoalCategories, good: readonly boolean[]): readonly number[] {
  const done = corpus.episodes.map(({ steps }) =>
    steps.filter(({ refused }) => !refused).map(({ template }) => template),
  );
  const own = [...done.keys()].filter((episode) => good[episode]);
  const times = tally(own.flatMap((episode) => done[episode] ?? []));
  const having = countHaving(own, done);
  const best = corpus.templates.map(() => 0);
  for (const episodes of Map.groupBy(own, (episode) => categories.goals[episode]?.category ?? 0).values()) {
    if (episodes.length < minEpisodes) continue;
    for (const [template, count] of countHaving(episodes, done))
      best[template] = Math.max(best[template] ?? 0, count / episodes.length);
  }
  for (const [template, count] of tally(own.flatMap((episode) => done[episode]?.slice(-1) ?? []))) {
    const isEnd = count >= minEpisodes && count >= (having.get(template) ?? Infinity) * minEndShare;
    if (isEnd) best[template] = 1;
  }
  const isAnswered = findAnswered(corpus);
  return best.map((share, template) =>
    isAnswered(template) ? (share * (having.get(template) ?? 0)) / Math.max(1, times.get(template) ?? 1) : 0,
  );
}

/** Whether at least a tenth of the observations after a template say something: a file may lack the answers to last actions. */
function findAnswered({ steps }: Corpus): (template: number) => boolean {
  const all = new Map<number, number>();
  const told = new Map<number, number>();
  for (const [{ template, facts }, times] of steps) {
    all.set(template, (all.get(template) ?? 0) + times);
    if (facts.length > 0) told.set(template, (told.get(template) ?? 0) + times);
  }
  return (template) => told.size === 0 || (told.get(template) ?? 0) * 10 >= (all.get(template) ?? 0);
}

/** In how many of the episodes each template was carried out. */
function countHaving(episodes: readonly number[], done: readonly (readonly number[])[]): ReadonlyMap<number, number> {
  return tally(episodes.flatMap((episode) => [...new Set(done[episode])]));
}

function tally(templates: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const template of templates) counts.set(template, (counts.get(template) ?? 0) + 1);
  return counts;
}
