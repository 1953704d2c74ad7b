import type { Corpora } from './corpora.ts';
import { trainVectors } from './embedding.ts';
import type { TrainingPlan } from './embedding.ts';
import { createLexicon } from './lexicon.ts';
import { writeModelFiles } from './model-files.ts';
import { createMorphology } from './morphology.ts';
import { createSegmenter } from './segmenter.ts';

export interface BuildOptions {
  readonly corpora: Corpora;
  readonly plan: TrainingPlan;
  /** Where the files go. */
  readonly folder: string;
  readonly report: (line: string) => void;
}

const ROW_LIMIT = 40_000;
const LEAST_COUNT = 8;

/** Makes the model from the corpora alone; the same corpora and plan give the same bytes. */
export function buildModel({ corpora, plan, folder, report }: BuildOptions): void {
  const morphology = createMorphology(corpora.wordNet);
  const lexicon = createLexicon({ corpora, morphology, limit: ROW_LIMIT, leastCount: LEAST_COUNT });
  const segmenter = createSegmenter(lexicon);
  report(`${lexicon.rows.length} words with vectors, ${segmenter.pieces.length} pieces`);
  const vectors = trainVectors({ corpora, lexicon, morphology, segmenter }, plan, report);
  writeModelFiles({ folder, segmenter, vectors, dimension: plan.dimension });
  report(`written to ${folder}`);
}
