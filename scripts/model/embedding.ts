import { collectBags } from './bags.ts';
import { trainByContrast } from './contrast.ts';
import { computePositivePmi, factorize } from './factorize.ts';
import { collectPairs, preferCommonWords } from './pairs.ts';
import type { PairSources } from './pairs.ts';
import { createRandomStream } from './random.ts';
import { createBatchSource } from './sampling.ts';
import type { BatchPlan } from './sampling.ts';
import { drawTowardBases, quietFallbacks, setLengths, weighByRarity } from './weights.ts';

export interface TrainingPlan {
  /** Numbers of a vector; a multiple of 16. */
  readonly dimension: number;
  readonly seed: number;
  readonly steps: number;
  readonly rate: number;
  readonly temperature: number;
  /** How much more often pairs of common words are taken (`preferCommonWords`). */
  readonly commonness: number;
  readonly batches: BatchPlan;
}

/** All numbers were chosen on the development tables of bench/embedding. */
export const COUNTING = { smoothing: 0.75, shift: 0, perRow: 400, power: 0.25 } as const;

const BATCHES: BatchPlan = {
  mixture: {
    synonym: 4,
    definition: 3,
    hypernym: 1.5,
    'hypernym-definition': 0.5,
    similar: 1,
    derivation: 1,
    related: 0.7,
    'example-synonym': 1,
    'example-definition': 0.7,
    form: 0.5,
    compound: 0.5,
    section: 1,
    rendering: 5,
    gloss: 3,
  },
  size: 512,
  pool: 300,
  parts: [0.1, 0.3, 0.6],
  dropout: 0.2,
};

/** How the bundled model is trained. */
export const FULL_PLAN: TrainingPlan = {
  dimension: 256,
  seed: 1,
  steps: 10_000,
  rate: 0.003,
  temperature: 0.1,
  commonness: 1,
  batches: BATCHES,
};

/** Vectors (rows x dimension) from who stands with whom: positive PMI, factorized. */
export function computeCountedVectors(sources: PairSources, { dimension, seed }: TrainingPlan): Float32Array {
  const { corpora, segmenter, lexicon } = sources;
  const size = lexicon.rows.length;
  const { smoothing, shift, perRow, power } = COUNTING;
  const matrix = computePositivePmi({ bags: collectBags(corpora, segmenter), size, smoothing, shift, perRow });
  return factorize({ matrix, dimension, seed, power });
}

/** The word vectors of the model (rows x dimension), their weights in a text folded in. */
export function trainVectors(sources: PairSources, plan: TrainingPlan, report: (line: string) => void): Float32Array {
  const { lexicon, morphology } = sources;
  const { dimension, seed, steps, rate, temperature, batches } = plan;
  const vectors = computeCountedVectors(sources, plan);
  report('counted and factorized');
  setLengths(vectors, new Float64Array(lexicon.rows.length).fill(1));
  drawTowardBases(vectors, lexicon, morphology);
  setLengths(vectors, weighByRarity(lexicon));
  const pairs = preferCommonWords(collectPairs(sources), lexicon, plan.commonness);
  let mean = 0;
  trainByContrast({
    vectors,
    dimension,
    nextBatch: createBatchSource(pairs, batches, createRandomStream(seed)),
    batchSize: batches.size,
    steps,
    rate,
    temperature,
    onStep(step, loss) {
      mean = step === 0 ? loss : 0.99 * mean + 0.01 * loss;
      if ((step + 1) % 500 === 0) report(`step ${step + 1} of ${steps}, loss ${mean.toFixed(3)}`);
    },
  });
  quietFallbacks(vectors, lexicon);
  return vectors;
}
