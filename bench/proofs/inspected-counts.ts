import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { dataFile } from '../../electron/engine/fixtures/learn.fixture.ts';
import { inspectReportSchema, type InspectReport } from '../../shared/contract/index.ts';
import { seedFrom } from '../../shared/numeric/index.ts';
import { knackJson } from '../../scripts/terminal.ts';

export const name = 'What files hold, against what their sources say';
export const command = 'npm run -s knack -- inspect "$KNACK_DATA/trajectories/FOLDER" --json';

/** Of these the outcomes stand in reports beside, which nobody finds under another name. */
const needNeighbours: ReadonlySet<string> = new Set(['swe-smith']);

type Counts = readonly [trajectories: number, success: number, failure: number, unknown: number];

/** Counts of each folder by `inspect`, by its README, and by `inspect` once more on copies with other names. */
export async function run(): Promise<string> {
  const data = dataFile('trajectories');
  if (data === null) return 'Not run: the public trajectories are not there.';
  const entries = await readdir(data, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name: folder }) => folder);
  const rows: string[] = [];
  const all: Counts[] = [];
  for (const folder of folders.toSorted()) {
    const path = join(data, folder);
    const told = sum((await readTable(join(path, 'README.md'))).map(({ counts }) => counts));
    const found = countsOf(inspectReportSchema.parse(await knackJson(['inspect', path])));
    const renamed = await inspectRenamed(path);
    const isAlone = !needNeighbours.has(folder);
    for (const counts of isAlone ? [found, renamed] : [found]) {
      if (counts.join() !== told.join())
        throw new Error(`${folder}: ${counts.join('/')}, its README says ${told.join('/')}.`);
    }
    if (renamed[0] !== told[0]) throw new Error(`${folder}: ${renamed[0]} episodes under other names.`);
    all.push(found);
    rows.push(
      `| ${folder} | ${found.join(' | ')} | ${isAlone ? 'the same' : 'the same episodes; outcomes are in files beside'} |`,
    );
  }
  const total = `| all ${rows.length} | ${sum(all).join(' | ')} | |`;
  return `| folder | episodes | success | failure | unknown | under random names |\n| --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}\n${total}`;
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
  return (await readFile(readme, 'utf8')).split('\n').flatMap((line) => {
    const [file = '', , ...cells] = line.split('|').slice(1, -1);
    const [episodes = Number.NaN, success = 0, failure = 0, unknown = 0] = cells.slice(0, 4).map(Number);
    return Number.isNaN(episodes)
      ? []
      : [{ file: file.trim(), counts: [episodes, success, failure, unknown] as const }];
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
