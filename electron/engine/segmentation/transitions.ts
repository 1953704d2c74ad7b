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
  const entropy = new Array<number>(size).fill(0);
  const branches = new Array<number>(size).fill(0);
  // In order of the counts, so that the sum does not depend on the order in which templates were first met.
  for (const [key, count] of [...pairs].sort((a, b) => a[1] - b[1])) {
    const first = Math.floor(key / size);
    const share = count / (following[first] ?? 1);
    entropy[first] = (entropy[first] ?? 0) - share * Math.log(share);
    branches[first] = (branches[first] ?? 0) + 1;
  }
  return entropy.map((value, index) => ((branches[index] ?? 0) > 1 ? value / Math.log(branches[index] ?? 2) : 0));
}

/** Least number of good episodes of a category before its share counts. */
const minCategory = 3;

/**
 * Share of the good episodes of a kind of goal that have the template, at its best kind, over the mean number of times
 * that a good episode of any kind has it: what is done once and by all completes something, what is done again and again explores.
 */
function findMilestones(corpus: Corpus, categories: GoalCategories, good: readonly boolean[]): readonly number[] {
  const size = corpus.templates.length;
  const groups = new Map<number, { episodes: number; having: Float64Array }>();
  const [times, episodesWith] = [new Float64Array(size), new Float64Array(size)];
  corpus.episodes.forEach((episode, index) => {
    if (!good[index]) return;
    const category = categories.goals[index]?.category ?? 0;
    const group = groups.get(category) ?? { episodes: 0, having: new Float64Array(size) };
    groups.set(category, group);
    group.episodes += 1;
    const seen = new Set<number>();
    for (const { template, refused } of episode.steps) {
      if (refused) continue;
      times[template] = (times[template] ?? 0) + 1;
      seen.add(template);
    }
    for (const template of seen) {
      group.having[template] = (group.having[template] ?? 0) + 1;
      episodesWith[template] = (episodesWith[template] ?? 0) + 1;
    }
  });
  const share = new Array<number>(size).fill(0);
  for (const { episodes, having } of groups.values()) {
    if (episodes < minCategory) continue;
    having.forEach((count, template) => {
      share[template] = Math.max(share[template] ?? 0, count / episodes);
    });
  }
  return share.map((best, template) => (best * (episodesWith[template] ?? 0)) / Math.max(1, times[template] ?? 1));
}
