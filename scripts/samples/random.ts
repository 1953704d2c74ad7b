/** Seeded random numbers for the samples: 32-bit integer arithmetic only, so that every machine draws the same. */

export interface Random {
  /** A number in [0, 1). */
  readonly next: () => number;
  /** An integer in [low, high], both ends included. */
  readonly between: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
  /** A key of `weights`, drawn in proportion to its weight. */
  readonly weighted: <K extends string>(weights: Readonly<Partial<Record<K, number>>>) => K;
  /** A shuffled copy. */
  readonly shuffle: <T>(items: readonly T[]) => T[];
}

/** FNV-1a over UTF-16 code units; turns a readable seed into 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return value >>> 0;
}

/** The mulberry32 generator, seeded by a readable text such as `household/warm/12`. */
export function createRandom(seed: string): Random {
  let state = hash(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(items: readonly T[]): T => {
    const item = items[between(0, items.length - 1)];
    if (item === undefined) throw new RangeError('cannot pick from an empty list');
    return item;
  };
  return {
    next,
    between,
    pick,
    chance: (probability) => next() < probability,
    weighted: (weights) => pickWeighted(next(), weights),
    shuffle: (items) => {
      const copy = [...items];
      for (let i = copy.length - 1; i > 0; i -= 1) {
        const j = between(0, i);
        // Both indices are inside the copy, so neither element is missing.
        [copy[i], copy[j]] = [copy[j] as (typeof copy)[number], copy[i] as (typeof copy)[number]];
      }
      return copy;
    },
  };
}

function pickWeighted<K extends string>(draw: number, weights: Readonly<Partial<Record<K, number>>>): K {
  // Object.entries forgets the key type; the object has no other keys than K.
  const entries = Object.entries(weights) as [K, number][];
  let left = draw * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [key, weight] of entries) {
    left -= weight;
    if (left < 0) return key;
  }
  const last = entries.at(-1);
  if (last === undefined) throw new RangeError('cannot draw from no weights');
  return last[0];
}
