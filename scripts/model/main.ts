import { join } from 'node:path';
import { readCorpora } from './corpora.ts';
import { computeCountedVectors, DIMENSION } from './embedding.ts';
import { createLexicon } from './lexicon.ts';
import { writeModelFiles } from './model-files.ts';
import { createMorphology } from './morphology.ts';
import { createSegmenter } from './segmenter.ts';
import { weightByRarity } from './weights.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const CACHE = process.env['KNACK_CORPORA'] ?? join(ROOT, 'node_modules', '.cache', 'knack-model');
const FOLDER = process.argv[2] ?? join(ROOT, 'resources', 'models', 'knack-embed-en');
const SEED = 1;
const ROW_LIMIT = 40_000;

function buildModel(): void {
  const corpora = readCorpora(CACHE);
  const lexicon = createLexicon({
    corpora,
    morphology: createMorphology(corpora.wordNet),
    limit: ROW_LIMIT,
    leastCount: 8,
  });
  const segmenter = createSegmenter(lexicon);
  const counted = computeCountedVectors({ corpora, segmenter, size: lexicon.rows.length, seed: SEED });
  const vectors = weightByRarity(counted, lexicon, DIMENSION);
  writeModelFiles({ folder: FOLDER, segmenter, vectors, dimension: DIMENSION });
}

buildModel();
