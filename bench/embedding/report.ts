import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readGoals } from './goals.ts';
import { summarize } from './measure.ts';
import { runMethods } from './methods.ts';
import type { MethodRun } from './methods.ts';
import { compareByGames } from './resampling.ts';

const HERE = import.meta.dirname;

export interface ReportOptions {
  /** A file of goals; the development tables where it is missing. */
  readonly goals: string | undefined;
  /** The file whose goals are the candidates; `goals` itself where it is missing. */
  readonly against: string | undefined;
  readonly modelsFolder: string;
  readonly modelName: string;
  readonly json: boolean;
}

/** Prints how well goals that are worded differently are found, by each method. */
export async function report({ goals, against, modelsFolder, modelName, json }: ReportOptions): Promise<void> {
  const runTable = (path: string, other: string): Promise<MethodRun[]> => {
    const asked = readGoals(path);
    return runMethods({ asked, against: path === other ? asked : readGoals(other), modelsFolder, modelName });
  };
  if (goals !== undefined) {
    const runs = await runTable(goals, against ?? goals);
    if (json) console.log(JSON.stringify(listFigures(runs)));
    else printTable(basename(goals), runs);
    return;
  }
  const tables = readdirSync(join(HERE, 'tables')).filter((name) => name.endsWith('.dev.jsonl'));
  for (const name of tables.toSorted()) {
    const path = join(HERE, 'tables', name);
    const runs = await runTable(path, path);
    if (json) console.log(JSON.stringify({ table: name, rows: listFigures(runs) }));
    else printTable(name, runs);
  }
}

function listFigures(runs: readonly MethodRun[]): object[] {
  return runs.map(({ name, answers, textsPerSecond }) => ({
    name,
    ...summarize(answers),
    textsPerSecond: Math.round(textsPerSecond),
  }));
}

function printTable(title: string, runs: readonly MethodRun[]): void {
  const cells = (...parts: string[]): string =>
    parts.map((part, index) => (index === 0 ? part.padEnd(16) : part.padStart(16))).join('');
  console.log(`\n${title}, ${runs[0]?.answers.length ?? 0} sentences`);
  console.log(cells('', 'type first', 'exact first', 'within ten', 'texts/s'));
  for (const { name, answers, textsPerSecond } of runs) {
    const { typeFirst, exactFirst, exactWithinTen } = summarize(answers);
    console.log(
      cells(
        name,
        ...[typeFirst, exactFirst, exactWithinTen].map((share) => share.toFixed(3)),
        textsPerSecond.toFixed(0),
      ),
    );
  }
  const bm25 = runs.find(({ name }) => name === 'bm25')?.answers;
  const hybrid = runs.find(({ name }) => name === 'hybrid')?.answers;
  if (bm25 === undefined || hybrid === undefined) return;
  const { mean, low, high } = compareByGames(hybrid, bm25, ({ exactRank }) => exactRank === 0);
  console.log(
    `hybrid over bm25, exact first: ${mean.toFixed(3)} (95 %: ${low.toFixed(3)} to ${high.toFixed(3)}, games resampled)`,
  );
}
