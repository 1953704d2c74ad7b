import { join } from 'node:path';
import { readCorpora } from './corpora.ts';
import { DIMENSION, trainVectors } from './embedding.ts';
import { createLexicon } from './lexicon.ts';
import { writeModelFiles } from './model-files.ts';
import { createMorphology } from './morphology.ts';
import { createSegmenter } from './segmenter.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const CACHE = process.env['KNACK_CORPORA'] ?? join(ROOT, 'node_modules', '.cache', 'knack-model');
const FOLDER = process.argv[2] ?? join(ROOT, 'resources', 'models', 'knack-embed-en');
const ROW_LIMIT = 40_000;

/** Makes the model from the named corpora alone; the same corpora give the same bytes. */
function buildModel(): void {
  const report = (line: string): void => console.log(line);
  const corpora = readCorpora(CACHE);
  const morphology = createMorphology(corpora.wordNet);
  const lexicon = createLexicon({ corpora, morphology, limit: ROW_LIMIT, leastCount: 8 });
  const segmenter = createSegmenter(lexicon);
  report(`${lexicon.rows.length} words with vectors, ${segmenter.pieces.length} pieces`);
  const vectors = trainVectors({ corpora, lexicon, morphology, segmenter }, report);
  writeModelFiles({ folder: FOLDER, segmenter, vectors, dimension: DIMENSION });
  report(`written to ${FOLDER}`);
}

try {
  buildModel();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
