/** Writes `resources/samples` anew, byte for byte the same as long as nothing here changes. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildSamples } from './build.ts';

const target = join(import.meta.dirname, '..', '..', 'resources', 'samples');
const { files, inventory } = buildSamples();
for (const [path, text] of files) {
  const file = join(target, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
for (const { file, episodes, success, failure, unknown } of inventory) {
  console.log(`${file}: ${episodes} episodes, ${success} success, ${failure} failure, ${unknown} unknown`);
}
