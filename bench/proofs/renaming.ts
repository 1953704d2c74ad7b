import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { bundledModel, dataFile, learn, load, samplePaths } from '../../electron/engine/fixtures/learn.fixture.ts';
import { structureOf, type Structure } from '../../electron/engine/fixtures/structure.fixture.ts';
import { collectWords, makeTable, renameFile } from '../../scripts/renaming/table.ts';

export const name = 'No word is known: with every verb, thing and place replaced, the same structure';
export const command = 'npm run prove -- renaming';

const seeds = [1, 2, 3];
const rounds = ['D0', 'D1'].map(
  (round) => `trajectories/knowagent-alfworld/KnowAgentALFWorld_llama-2-13b_${round}.jsonl`,
);

/** Builds from files in which every verb, thing and place is a made-up word, and compares all but words and ids. */
export async function run(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'knack-renaming-'));
  try {
    const rows = [await compare('samples', samplePaths, folder)];
    const paths = rounds.map(dataFile).filter((path) => path !== null);
    if (paths.length === rounds.length) rows.push(await compare('knowagent-alfworld', paths, folder));
    return `${head}\n${rows.join('\n')}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const head = `| corpus | words replaced | tables of words | procedures | meta-procedures | proposals | differences |
| --- | --- | --- | --- | --- | --- | --- |`;

async function compare(corpus: string, paths: readonly string[], folder: string): Promise<string> {
  const loaded = await load(paths);
  const words = collectWords(loaded.trajectories);
  const model = bundledModel();
  const before = structureOf(await learn(loaded, { model }));
  for (const seed of seeds) {
    const table = makeTable(words, seed);
    const copies = paths.map((path) => join(folder, `${seed}-${basename(path)}`));
    for (const [at, path] of paths.entries())
      await writeFile(copies[at] ?? '', renameFile(await readFile(path, 'utf8'), table));
    const after = structureOf(await learn(await load(copies), { model }));
    const parts = (Object.keys(before) as (keyof Structure)[]).filter((part) => !same(before[part], after[part])); // its own keys
    if (parts.length > 0) throw new Error(`${corpus}, table ${seed}: ${parts.join(', ')} differ.`);
  }
  const cells = [
    corpus,
    words.length,
    seeds.length,
    before.procedures.length,
    before.metaProcedures.length,
    before.proposals.length,
    0,
  ];
  return `| ${cells.join(' | ')} |`;
}

function same(first: unknown, second: unknown): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}
