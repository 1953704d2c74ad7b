import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

export const name = 'The bundled model is what its script makes of the named corpora, byte for byte';
export const command = 'npm run prove -- model-bytes';

const root = resolve(import.meta.dirname, '..', '..');
const committed = join(root, 'resources/models/knack-embed-en');
const files = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'];

/** Trains the model anew, from packages of Debian's mirror where they are not in the cache, and compares every file. */
export async function run(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'knack-model-'));
  try {
    await promisify(execFile)(process.execPath, [join(root, 'scripts/model/main.ts'), folder], {
      maxBuffer: 1 << 24,
    });
    const rows: string[] = [];
    for (const file of files) {
      const [made, kept] = await Promise.all([folder, committed].map((place) => readFile(join(place, file))));
      if (made === undefined || kept === undefined || !made.equals(kept)) throw new Error(`${file} differs.`);
      rows.push(`| ${file} | ${kept.length} | ${createHash('sha256').update(kept).digest('hex')} |`);
    }
    return `| file | bytes | SHA-256 |\n| --- | --- | --- |\n${rows.join('\n')}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
