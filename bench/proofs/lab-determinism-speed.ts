import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildReportSchema, runReportSchema } from '../../shared/contract/index.ts';
import { knack } from '../../scripts/terminal.ts';
import { draw, LARGEST, openCorpus, writeRecorded } from '../lab/corpus.ts';
import { isCheap } from '../lab/play.ts';

export const name = 'The same seed gives the same run, fast enough; a memory of recorded episodes is built in seconds';
export const command = 'npm run prove -- lab-determinism-speed';

/** What is promised. */
const EPISODES_A_MINUTE = 1000;
const BUILD_SECONDS = 5;
const BUILD_MIB = 1024;
const EPISODES_A_PROCEDURE = 15;

const rounds = isCheap ? 1 : 4;
const episodes = isCheap ? 300 : LARGEST;

/** Builds from recordings a third of which failed, and plays the same run twice in processes of their own. */
export async function run(): Promise<string> {
  const corpus = await openCorpus();
  if (corpus === null) return 'Not run: the games are not there.';
  const place = await mkdtemp(join(tmpdir(), 'knack-run-'));
  try {
    const file = join(place, 'recorded.jsonl');
    await writeRecorded(file, draw(await corpus.recordings('noisy'), episodes, { seed: 1, failing: 1 / 3 }));
    const memory = join(place, 'memory');
    const rows = [
      await buildRow(['build', file, '--memory', join(place, 'uncapped'), '--no-cap'], 'no cap'),
      await buildRow(['build', file, '--memory', memory], 'the default cap'),
    ];
    const runs = await runTwice(corpus.places.valid, memory, place);
    return `${buildHead}\n${rows.join('\n')}\n\n${runs}`;
  } finally {
    await rm(place, { recursive: true, force: true });
    await corpus.close();
  }
}

const buildHead = `| build | episodes | failed | seconds, whole process | MiB resident | live procedures | meta-procedures | episodes a procedure |
| --- | --- | --- | --- | --- | --- | --- | --- |`;

async function answer(words: readonly string[]): Promise<{ readonly json: unknown; readonly seconds: number }> {
  const { status, stdout, stderr, seconds } = await knack([...words, '--json']);
  if (status !== 0) throw new Error(`knack ${words.join(' ')} ended with ${status}: ${stdout}${stderr}`);
  return { json: JSON.parse(stdout), seconds };
}

async function buildRow(words: readonly string[], what: string): Promise<string> {
  const { json, seconds } = await answer(words);
  const report = buildReportSchema.parse(json);
  const each = report.imported / report.procedures;
  if (seconds > BUILD_SECONDS || report.peakRssMiB > BUILD_MIB) {
    throw new Error(`The build took ${seconds.toFixed(1)} s and ${report.peakRssMiB} MiB.`);
  }
  if (each < EPISODES_A_PROCEDURE && !isCheap) throw new Error(`${each.toFixed(1)} episodes for each procedure.`);
  const { imported, trajectories, peakRssMiB, procedures, metaProcedures } = report;
  const cells = [what, imported, trajectories.failure, seconds.toFixed(2), peakRssMiB, procedures, metaProcedures];
  return `| ${[...cells, each.toFixed(0)].join(' | ')} |`;
}

async function runTwice(games: string, memory: string, place: string): Promise<string> {
  const files = ['first.jsonl', 'second.jsonl'].map((name) => join(place, name));
  const found: { readonly answer: string; readonly bytes: string; readonly seconds: number; readonly count: number }[] =
    [];
  for (const out of files) {
    const words = ['lab', 'run', '--games', games, '--memory', memory, '--seeds', String(rounds), '--seed', '7'];
    const { json, seconds } = await answer([...words, '--out', out]);
    const { seconds: _, ...report } = runReportSchema.parse(json);
    const bytes = await readFile(out, 'utf8');
    found.push({ answer: JSON.stringify(report), bytes, seconds, count: report.episodes });
  }
  const [first, second] = found;
  if (first === undefined || second === undefined) throw new Error('There is no run.');
  if (first.answer !== second.answer || first.bytes !== second.bytes) throw new Error('Two runs of one seed differ.');
  const slowest = Math.max(first.seconds, second.seconds);
  const rate = (60 * first.count) / slowest;
  if (rate < EPISODES_A_MINUTE) throw new Error(`${rate.toFixed(0)} episodes a minute.`);
  return `Two runs of ${first.count} episodes with one seed: the same figures and the same ${first.bytes.length} characters of recording; ${rate.toFixed(0)} episodes a minute, the start of the process included.`;
}
