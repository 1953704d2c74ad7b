import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { dataFile } from '../../electron/engine/fixtures/learn.fixture.ts';
import { inspectReportSchema, type InspectReport } from '../../shared/contract/index.ts';
import { seedFrom } from '../../shared/numeric/index.ts';
import { knackJson } from '../../scripts/terminal.ts';

export const name = 'What files hold, against what their sources say';
export const command = 'npm run -s knack -- inspect "$KNACK_DATA/trajectories/FOLDER" --json';

/** Folders whose README says how many episodes each file has, and how they ended. */
const folders = ['mint-alfworld', 'knowagent-alfworld', 'adapt', 'fireact-openai-jsonl', 'sharegpt-toolcall'];

type Counts = readonly [trajectories: number, success: number, failure: number, unknown: number];

/** Counts of each folder by `inspect`, by its README, and by `inspect` once more on copies with other names. */
export async function run(): Promise<string> {
  const rows: string[] = [];
  for (const folder of folders) {
    const path = dataFile(`trajectories/${folder}`);
    if (path === null) continue;
    const told = sum((await readTable(join(path, 'README.md'))).map(({ counts }) => counts));
    const found = countsOf(inspectReportSchema.parse(await knackJson(['inspect', path])));
    const renamed = await inspectRenamed(path);
    for (const counts of [found, renamed]) {
      if (counts.join() !== told.join())
        throw new Error(`${folder}: ${counts.join('/')}, its README says ${told.join('/')}.`);
    }
    rows.push(`| ${folder} | ${found.join(' | ')} | the same |`);
  }
  if (rows.length === 0) return 'Not run: the public trajectories are not there.';
  return `| folder | episodes | success | failure | unknown | under random names |\n| --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}`;
}

function countsOf({ totals }: InspectReport): Counts {
  return [totals.trajectories, totals.success, totals.failure, totals.unknown];
}

function sum(list: readonly Counts[]): Counts {
  const at = (index: 0 | 1 | 2 | 3): number => list.reduce((total, counts) => total + counts[index], 0);
  return [at(0), at(1), at(2), at(3)];
}

/** Rows `| file | bytes | episodes | success | failure | unknown | note |` of a README. */
async function readTable(readme: string): Promise<readonly { readonly file: string; readonly counts: Counts }[]> {
  const row = /^\| (\S+\.\w+) \| \d+ \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|/gm;
  return [...(await readFile(readme, 'utf8')).matchAll(row)].map(([, file = '', ...numbers]) => {
    const [episodes = 0, success = 0, failure = 0, unknown = 0] = numbers.map(Number);
    return { file, counts: [episodes, success, failure, unknown] };
  });
}

/** Copies each data file to a name that says nothing, and inspects the copies. */
async function inspectRenamed(folder: string): Promise<Counts> {
  const copies = await mkdtemp(join(tmpdir(), 'knack-names-'));
  try {
    const listed = new Set((await readTable(join(folder, 'README.md'))).map(({ file }) => file));
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || ![...listed].some((file) => path.endsWith(file))) continue;
      const place = join(copies, seedFrom(1, path).toString(36));
      await mkdir(place);
      await copyFile(path, join(place, seedFrom(2, basename(path)).toString(36)));
    }
    return countsOf(inspectReportSchema.parse(await knackJson(['inspect', copies])));
  } finally {
    await rm(copies, { recursive: true, force: true });
  }
}
