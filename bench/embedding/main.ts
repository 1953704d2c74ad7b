import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readGoals } from './goals.ts';
import { summarize } from './measure.ts';
import { runMethods } from './methods.ts';
import type { MethodRun } from './methods.ts';
import { compareByGames } from './resampling.ts';

// How well a goal is found that is worded differently:
//   node bench/embedding/main.ts [--goals FILE [--against FILE]] [--models FOLDER] [--model NAME] [--json]
// Without files it runs the development tables beside it; the test tables are run by name.

const HERE = import.meta.dirname;
const MODELS = join(HERE, '..', '..', 'resources', 'models');

const { values } = parseArgs({
  options: {
    goals: { type: 'string' },
    against: { type: 'string' },
    models: { type: 'string', default: MODELS },
    model: { type: 'string', default: 'knack-embed-en' },
    json: { type: 'boolean', default: false },
  },
});

async function runTable(goals: string, against: string): Promise<MethodRun[]> {
  const asked = readGoals(goals);
  const candidates = goals === against ? asked : readGoals(against);
  return runMethods({ asked, against: candidates, modelsFolder: values.models, modelName: values.model });
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

const tables =
  values.goals === undefined
    ? readdirSync(join(HERE, 'tables'))
        .filter((name) => name.endsWith('.dev.jsonl'))
        .toSorted()
    : [];
if (values.goals !== undefined) {
  const runs = await runTable(values.goals, values.against ?? values.goals);
  if (values.json) console.log(JSON.stringify(listFigures(runs)));
  else printTable(basename(values.goals), runs);
} else {
  for (const name of tables) {
    const path = join(HERE, 'tables', name);
    const runs = await runTable(path, path);
    if (values.json) console.log(JSON.stringify({ table: name, rows: listFigures(runs) }));
    else printTable(name, runs);
  }
}
