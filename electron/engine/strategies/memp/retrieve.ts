import { cosine, createRandom, seedFrom } from '../../../../shared/numeric/index.ts';

/** Facts of a task by their key, each with the vector of its value. */
export type FactVectors = ReadonlyMap<string, Float32Array>;

export interface Retrievable {
  readonly id: string;
  readonly query: Float32Array;
  readonly facts: FactVectors;
}

export type RetrievalPolicy = 'random' | 'query' | 'avefact';

export interface RetrievalOptions {
  readonly policy: RetrievalPolicy;
  /** At most so many entries. */
  readonly count: number;
  /** Least cosine of the task texts, for `query`. */
  readonly threshold: number;
  readonly coverage: 'ignore' | 'count';
  readonly seed: number;
}

export interface KeyCosine {
  readonly key: string;
  readonly cosine: number;
}

export interface AveFact {
  /** Mean cosine over the shared keys, times the coverage where that counts; 0 without a shared key. */
  readonly score: number;
  readonly perKey: readonly KeyCosine[];
  /** Share of the task's keys that the entry has, in [0, 1]. */
  readonly coverage: number;
}

export interface Retrieved {
  readonly id: string;
  readonly score: number;
  readonly query: number;
  readonly facts: AveFact;
}

/** Squared Euclidean distance of two vectors of unit length with this cosine: 0.75 is 0.5. Rule Q6. */
export function squaredDistance(value: number): number {
  return 2 - 2 * value;
}

/**
 * AveFact [P]: the mean, over the keys that both have, of the cosine of their values. A key that only one of them has costs
 * nothing in the paper, so that one perfect key is as good as five; `count` multiplies by the coverage [K]. Rule Q7.
 */
export function aveFact(task: FactVectors, entry: FactVectors, coverage: 'ignore' | 'count'): AveFact {
  const perKey = [...task].flatMap(([key, value]): KeyCosine[] => {
    const other = entry.get(key);
    return other === undefined ? [] : [{ key, cosine: cosine(value, other) }];
  });
  if (perKey.length === 0) return { score: 0, perKey, coverage: 0 };
  const mean = perKey.reduce((sum, one) => sum + one.cosine, 0) / perKey.length;
  const covered = perKey.length / task.size;
  return { score: coverage === 'count' ? mean * covered : mean, perKey, coverage: covered };
}

/** The entries for a task, best first, ties by id. O(distinct vectors + entries log entries). Rules Q5 to Q8. */
export function retrieve(
  entries: readonly Retrievable[],
  task: Omit<Retrievable, 'id'>,
  options: RetrievalOptions,
): readonly Retrieved[] {
  const nearness = remember(task.query);
  const whole = (entry: Retrievable, score: number): Retrieved => ({
    id: entry.id,
    score,
    query: nearness(entry.query),
    facts: aveFact(task.facts, entry.facts, options.coverage),
  });
  switch (options.policy) {
    case 'random':
      return createRandom(options.seed)
        .shuffle(entries.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
        .slice(0, options.count)
        .map((entry) => whole(entry, nearness(entry.query)));
    case 'query': {
      const scored = entries.map((entry) => ({ entry, score: nearness(entry.query) }));
      const near = scored.filter(({ score }) => score >= options.threshold);
      return best(near, options.count).map(({ entry, score }) => whole(entry, score));
    }
    case 'avefact': {
      const scored = entries.map((entry) => ({ entry, ...aveFact(task.facts, entry.facts, options.coverage) }));
      const sharing = scored.filter(({ perKey }) => perKey.length > 0);
      return best(sharing, options.count).map(({ entry, score }) => whole(entry, score));
    }
  }
}

/** Tasks are asked again and again in the same words: their vector is one object, and is compared once. */
function remember(query: Float32Array): (other: Float32Array) => number {
  const known = new Map<Float32Array, number>();
  return (other) => {
    const found = known.get(other) ?? cosine(query, other);
    known.set(other, found);
    return found;
  };
}

interface Scored {
  readonly entry: Retrievable;
  readonly score: number;
}

function best<One extends Scored>(scored: readonly One[], count: number): readonly One[] {
  return scored.toSorted((a, b) => b.score - a.score || (a.entry.id < b.entry.id ? -1 : 1)).slice(0, count);
}

/** The seed of a random retrieval: another task draws others, the same task the same. */
export function seedOfTask(task: string): number {
  return seedFrom(0, task);
}
