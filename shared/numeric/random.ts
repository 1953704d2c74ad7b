import type { Beta } from '../model/index.ts';

/** A stream of draws that depends on its seed alone. */
export interface Random {
  /** Uniform on [0, 1) with 53 random bits. */
  uniform(): number;
  /** Uniform whole number in [0, below), below in [1, 2^32]. */
  whole(below: number): number;
  /** Standard normal. */
  normal(): number;
  /** Gamma(shape, 1), shape > 0. */
  gamma(shape: number): number;
  /** Beta(alpha, beta), in [0, 1]. */
  beta(parameters: Beta): number;
  /** A copy in random order. */
  shuffle<T>(items: readonly T[]): T[];
}

const rotate = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));

/** 32-bit FNV-1a of the seed and the text's code units: a seed of its own for each named thing. */
export function seedFrom(seed: number, text: string): number {
  let hash = Math.imul(0x811c9dc5 ^ (seed | 0), 0x01000193);
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** xoshiro128** (Blackman and Vigna 2018), its state filled by splitmix32 from a 32-bit seed. */
function bits32(seed: number): () => number {
  let filling = seed | 0;
  const fill = (): number => {
    filling = (filling + 0x9e3779b9) | 0;
    let mixed = Math.imul(filling ^ (filling >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
  let [a, b, c, d] = [fill(), fill(), fill(), fill()];
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
}

/** Marsaglia's polar method (1964); the second of each pair is thrown away, so that a draw has no memory. */
function drawNormal(uniform: () => number): number {
  for (;;) {
    const x = 2 * uniform() - 1;
    const y = 2 * uniform() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

/** Marsaglia and Tsang (2000); below 1 by Gamma(shape+1) U^(1/shape). */
function drawGamma(uniform: () => number, shape: number): number {
  if (shape < 1) return drawGamma(uniform, shape + 1) * (1 - uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(uniform);
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Small, quick and not for secrets. The same seed (a whole number, taken modulo 2^32) gives the same draws. */
export function createRandom(seed: number): Random {
  const bits = bits32(seed);
  const uniform = (): number => ((bits() >>> 5) * 67108864 + (bits() >>> 6)) / 9007199254740992;
  const whole = (below: number): number => Math.floor(uniform() * below);
  return {
    uniform,
    whole,
    normal: () => drawNormal(uniform),
    gamma: (shape) => drawGamma(uniform, shape),
    beta: ({ alpha, beta }) => {
      const up = drawGamma(uniform, alpha);
      const down = drawGamma(uniform, beta);
      // Two tiny shapes can both underflow to 0; then p is at one of its ends with the odds alpha : beta.
      if (up + down === 0) return uniform() * (alpha + beta) < alpha ? 1 : 0;
      return up / (up + down);
    },
    shuffle: <T>(items: readonly T[]): T[] => {
      const order = items.map((item) => ({ item, key: uniform() }));
      return order.sort((left, right) => left.key - right.key).map(({ item }) => item);
    },
  };
}
