/**
 * Writes trajectory files again with every verb, thing and place replaced by a made-up word: `main.ts OUT FILE...`. The words are
 * taken from the files themselves; the table is written beside them. JSON and JSON lines only.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { read } from '../../electron/engine/import/index.ts';
import type { Trajectory } from '../../shared/model/index.ts';
import { collectWords, makeTable, renameFile } from './table.ts';

async function collect(paths: readonly string[]): Promise<readonly Trajectory[]> {
  const trajectories: Trajectory[] = [];
  for (const path of paths) {
    for await (const item of read(path)) if (item.kind === 'trajectory') trajectories.push(item.trajectory);
  }
  return trajectories;
}

const [out, ...paths] = process.argv.slice(2);
if (out === undefined || paths.length === 0) {
  process.stderr.write('Use: node scripts/renaming/main.ts OUT FILE...\n');
  process.exitCode = 2;
} else {
  const table = makeTable(collectWords(await collect(paths)), 1);
  await mkdir(out, { recursive: true });
  for (const path of paths) await writeFile(join(out, basename(path)), renameFile(await readFile(path, 'utf8'), table));
  await writeFile(join(out, 'table.json'), `${JSON.stringify(Object.fromEntries(table), null, 2)}\n`);
}
