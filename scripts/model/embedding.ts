import { collectBags } from './bags.ts';
import type { Corpora } from './corpora.ts';
import { computePositivePmi, factorize } from './factorize.ts';
import type { Segmenter } from './segmenter.ts';

export const DIMENSION = 256;

export interface CountedVectorsOptions {
  readonly corpora: Corpora;
  readonly segmenter: Segmenter;
  readonly size: number;
  readonly seed: number;
}

/** Vectors (size x DIMENSION) from who stands with whom: positive PMI, factorized. */
export function computeCountedVectors({ corpora, segmenter, size, seed }: CountedVectorsOptions): Float32Array {
  const bags = collectBags(corpora, segmenter);
  const matrix = computePositivePmi({ bags, size, smoothing: 0.75, shift: 0, perRow: 400 });
  return factorize({ matrix, dimension: DIMENSION, seed, power: 0.5 });
}
