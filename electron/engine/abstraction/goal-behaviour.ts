import type { Corpus } from './corpus.ts';

/** Mean number of times a good episode of one kind of goal does each thing, weighted by how telling the thing is. */
export type Behaviour = ReadonlyMap<number, number>;

/** What every episode does tells little, but a little: it separates one from two. */
const leastWeight = 0.1;

/**
 * How good episodes of each group behave. A template weighs more the fewer episodes have it (as in tf-idf) and the fewer times
 * in a row it is done (what is repeated searches). Null for a group without a good episode.
 */
export function measureBehaviour(
  corpus: Corpus,
  groups: readonly (readonly number[])[],
): readonly (Behaviour | null)[] {
  const weights = weighTemplates(corpus);
  return groups.map((episodes) => {
    const good = episodes.filter((index) => corpus.episodes[index]?.outcome !== 'failure');
    if (good.length === 0) return null;
    const means = new Map<number, number>();
    for (const index of good) {
      for (const { template, refused } of corpus.episodes[index]?.steps ?? []) {
        if (!refused) means.set(template, (means.get(template) ?? 0) + (weights.get(template) ?? 0) / good.length);
      }
    }
    return means;
  });
}

function weighTemplates(corpus: Corpus): ReadonlyMap<number, number> {
  const having = new Map<number, number>();
  const times = new Map<number, number>();
  let good = 0;
  for (const { outcome, steps } of corpus.episodes) {
    if (outcome === 'failure') continue;
    good += 1;
    const done = steps.filter(({ refused }) => !refused).map(({ template }) => template);
    for (const template of done) times.set(template, (times.get(template) ?? 0) + 1);
    for (const template of new Set(done)) having.set(template, (having.get(template) ?? 0) + 1);
  }
  return new Map(
    [...having].map(([template, count]) => {
      const once = count / (times.get(template) ?? count);
      return [template, once ** 2 * (leastWeight + Math.log((good + 1) / (count + 1)))];
    }),
  );
}

/** Likeness of two behaviours in [0, 1]: what both do over what either does (Ruzicka). */
export function likeness(first: Behaviour, second: Behaviour): number {
  let [both, either] = [0, 0];
  for (const template of new Set([...first.keys(), ...second.keys()])) {
    const [a, b] = [first.get(template) ?? 0, second.get(template) ?? 0];
    both += Math.min(a, b);
    either += Math.max(a, b);
  }
  return either === 0 ? 0 : both / either;
}
