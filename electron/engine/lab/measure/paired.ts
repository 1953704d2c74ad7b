import { createRandom, type Random } from '../../../../shared/numeric/index.ts';

/** Two figures of one thing under two conditions: the same game, the same memory. */
export interface Pair {
  /** What is resampled: games of one group are near copies. */
  readonly group: string;
  /** The memory that was played with; one name where there is one. */
  readonly memory: string;
  readonly first: number;
  readonly second: number;
}

export interface PairedDifference {
  readonly pairs: number;
  /** Mean of first - second. */
  readonly difference: number;
  /** Percentile interval over resamples. */
  readonly interval: {
    readonly kind: 'bootstrap';
    readonly mass: number;
    readonly low: number;
    readonly high: number;
  };
  /** Two-sided: twice the smaller share of resamples on either side of 0, at least 1 / (resamples + 1). */
  readonly p: number;
}

export interface ResampleOptions {
  readonly seed: number;
  readonly mass?: number;
  readonly resamples?: number;
}

/**
 * Mean difference of pairs, with groups and memories drawn anew with replacement, each on its own, and a pair counted as
 * often as both of its own were drawn (two-way or pigeonhole bootstrap, Owen 2007). With one memory only groups are drawn.
 * Null for no pair.
 */
export function pairedDifference(pairs: readonly Pair[], options: ResampleOptions): PairedDifference | null {
  if (pairs.length === 0) return null;
  const { seed, mass = 0.89, resamples = 4000 } = options;
  const cells = cellsOf(pairs);
  const random = createRandom(seed);
  const drawn: number[] = [];
  while (drawn.length < resamples) {
    const mean = resampledMean(cells, random);
    // Where few memories met few groups, a draw can miss all pairs: it says nothing and is made again.
    if (mean !== null) drawn.push(mean);
  }
  drawn.sort((left, right) => left - right);
  const tail = (1 - mass) / 2;
  const low = drawn[Math.floor(resamples * tail)] ?? 0;
  const high = drawn[Math.ceil(resamples * (1 - tail)) - 1] ?? 0;
  const atMost = drawn.filter((value) => value <= 0).length;
  const atLeast = drawn.filter((value) => value >= 0).length;
  return {
    pairs: pairs.length,
    difference: pairs.reduce((total, { first, second }) => total + first - second, 0) / pairs.length,
    interval: { kind: 'bootstrap', mass, low, high },
    p: Math.min(1, (2 * (Math.min(atMost, atLeast) + 1)) / (resamples + 1)),
  };
}

/** Sums of differences and counts for each memory and group that met. */
interface Cells {
  readonly memories: number;
  readonly groups: number;
  readonly cells: readonly {
    readonly memory: number;
    readonly group: number;
    readonly sum: number;
    readonly count: number;
  }[];
}

function cellsOf(pairs: readonly Pair[]): Cells {
  const memories = indexOf(pairs.map(({ memory }) => memory));
  const groups = indexOf(pairs.map(({ group }) => group));
  const cells = new Map<number, { memory: number; group: number; sum: number; count: number }>();
  for (const pair of pairs) {
    const memory = memories.get(pair.memory) ?? 0;
    const group = groups.get(pair.group) ?? 0;
    const key = memory * groups.size + group;
    const cell = cells.get(key) ?? { memory, group, sum: 0, count: 0 };
    cell.sum += pair.first - pair.second;
    cell.count += 1;
    cells.set(key, cell);
  }
  return { memories: memories.size, groups: groups.size, cells: [...cells.values()] };
}

function resampledMean({ memories, groups, cells }: Cells, random: Random): number | null {
  const memoryWeights = memories === 1 ? Float64Array.of(1) : draw(memories, random);
  const groupWeights = draw(groups, random);
  let [sum, count] = [0, 0];
  for (const cell of cells) {
    const weight = (memoryWeights[cell.memory] ?? 0) * (groupWeights[cell.group] ?? 0);
    sum += weight * cell.sum;
    count += weight * cell.count;
  }
  return count === 0 ? null : sum / count;
}

function draw(count: number, random: Random): Float64Array {
  const weights = new Float64Array(count);
  for (let turn = 0; turn < count; turn += 1) {
    const at = random.whole(count);
    weights[at] = (weights[at] ?? 0) + 1;
  }
  return weights;
}

function indexOf(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...new Set(names)].sort().map((name, at) => [name, at]));
}

/** p-values corrected for being many, in the same order (Holm 1979): at most the same wrong rejections as one test has. */
export function holm(ps: readonly number[]): readonly number[] {
  const order = ps.map((p, at) => ({ p, at })).sort((left, right) => left.p - right.p || left.at - right.at);
  const corrected = Array.from(ps, () => 1);
  let least = 0;
  for (const [rank, { p, at }] of order.entries()) {
    least = Math.max(least, Math.min(1, p * (ps.length - rank)));
    corrected[at] = least;
  }
  return corrected;
}
