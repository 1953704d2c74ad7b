import { join } from 'node:path';
import { buildModel } from './build.ts';
import { readCorpora } from './corpora.ts';
import { FULL_PLAN } from './embedding.ts';

// npm run model [-- FOLDER]: makes the bundled model anew. The corpora are packages of Debian, fetched once by apt-get into
// node_modules/.cache/knack-model or $KNACK_CORPORA, where they may be put by hand.

const ROOT = join(import.meta.dirname, '..', '..');
const CACHE = process.env['KNACK_CORPORA'] ?? join(ROOT, 'node_modules', '.cache', 'knack-model');
const FOLDER = process.argv[2] ?? join(ROOT, 'resources', 'models', 'knack-embed-en');

try {
  buildModel({
    corpora: readCorpora(CACHE),
    plan: FULL_PLAN,
    folder: FOLDER,
    report: (line) => console.log(line),
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
