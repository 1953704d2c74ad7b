import type { Pair, PairKind, PairSets } from './pairs.ts';
import type { RandomStream } from './random.ts';

/** Draws positions with the probability of their weights (alias method, Vose 1991). */
export function createWeightedSampler(weights: readonly number[]): (random: RandomStream) => number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const rest = weights.map((weight) => (weight * weights.length) / total);
  const keep = new Float64Array(weights.length).fill(1);
  const alias = new Int32Array(weights.length);
  const small: number[] = [];
  const large: number[] = [];
  rest.forEach((share, index) => (share < 1 ? small : large).push(index));
  while (small.length > 0 && large.length > 0) {
    const low = small.pop() ?? 0;
    const high = large.pop() ?? 0;
    keep[low] = rest[low] ?? 1;
    alias[low] = high;
    rest[high] = (rest[high] ?? 0) + (rest[low] ?? 0) - 1;
    ((rest[high] ?? 0) < 1 ? small : large).push(high);
  }
  return (random) => {
    const index = random.below(weights.length);
    return random.next() < (keep[index] ?? 1) ? index : (alias[index] ?? 0);
  };
}

export interface BatchPlan {
  /** How often each kind of pair is taken, relative to the others. */
  readonly mixture: Readonly<Partial<Record<PairKind, number>>>;
  /** Texts a batch has on each side. */
  readonly size: number;
  /** Pairs that the texts of one batch are put together from; fewer means closer wrong answers. */
  readonly pool: number;
  /** Probability that a text is put together from 1, 2, 3 .. pairs. */
  readonly parts: readonly number[];
  /** Probability that a word of a text of four and more is left out. */
  readonly dropout: number;
}

/** Texts that mean the same at the same position. */
export interface Batch {
  readonly ones: readonly (readonly number[])[];
  readonly others: readonly (readonly number[])[];
}

/**
 * Batches of composed texts: each is a handful of pairs set side by side, and the texts of a batch share pairs, so that a text
 * that agrees in one part only is a wrong answer. That is how goals differ from each other, too.
 */
export function createBatchSource(sets: PairSets, plan: BatchPlan, random: RandomStream): () => Batch {
  const kinds = [...sets.keys()].filter((kind) => plan.mixture[kind] !== undefined);
  const drawKind = createWeightedSampler(kinds.map((kind) => plan.mixture[kind] ?? 0));
  const drawParts = createWeightedSampler(plan.parts);
  const draws = kinds.map((kind) => createWeightedSampler((sets.get(kind) ?? []).map(({ weight }) => weight)));
  const drawPair = (): Pair => {
    const kind = drawKind(random);
    const pairs = sets.get(kinds[kind] ?? 'synonym') ?? [];
    const pair = pairs[draws[kind]?.(random) ?? 0];
    if (pair === undefined) throw new Error('a kind of pair is empty');
    return random.next() < 0.5 ? pair : { one: pair.other, other: pair.one, weight: pair.weight };
  };
  const thin = (text: readonly number[]): readonly number[] => {
    if (text.length < 4) return text;
    const kept = text.filter(() => random.next() >= plan.dropout);
    return kept.length > 0 ? kept : text;
  };
  return () => {
    const pool = Array.from({ length: plan.pool }, drawPair);
    const ones: (readonly number[])[] = [];
    const others: (readonly number[])[] = [];
    const used = new Set<string>();
    while (ones.length < plan.size) {
      const members = drawDistinct(drawParts(random) + 1, plan.pool, random);
      const key = members.toSorted((one, other) => one - other).join();
      if (used.has(key)) continue;
      used.add(key);
      ones.push(thin(members.flatMap((member) => pool[member]?.one ?? [])));
      others.push(thin(members.flatMap((member) => pool[member]?.other ?? [])));
    }
    return { ones, others };
  };
}

function drawDistinct(count: number, bound: number, random: RandomStream): number[] {
  const drawn = new Set<number>();
  while (drawn.size < count) drawn.add(random.below(bound));
  return [...drawn];
}
