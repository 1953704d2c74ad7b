import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { dataFile } from '../../electron/engine/fixtures/learn.fixture.ts';
import { recordReportSchema, replayReportSchema } from '../../shared/contract/index.ts';

export const name = 'The world of the lab is faithful, and fast enough';
export const command =
  'tar -xJf $KNACK_DATA/alfworld/train.tar.xz -C GAMES && npm run -s knack -- lab replay --games GAMES $KNACK_DATA/trajectories/knowagent-alfworld';

const root = resolve(import.meta.dirname, '../..');
const runFile = promisify(execFile);
/** What is promised: the share of answers that are the same to the letter, all outcomes, episodes a minute on one core. */
const SAME_AT_LEAST = 0.999;
const EPISODES_A_MINUTE = 1000;
const RECORDED = 1000;

/** Recorded runs of a language model on real games played again, and recordings of our own, each timed on one core. */
export async function run(): Promise<string> {
  const train = dataFile('alfworld/train.tar.xz');
  const runs = dataFile('trajectories/knowagent-alfworld');
  const folder = await mkdtemp(join(tmpdir(), 'knack-proof-'));
  try {
    if (train === null || runs === null) return 'Not run: the games or the recorded runs are not there.';
    await runFile('tar', ['-xJf', train, '-C', folder]);
    const played = await knack(replayReportSchema, 'lab', 'replay', '--games', folder, runs);
    const foreign = played.answer;
    const share = foreign.identicalObservations / foreign.steps;
    if (share < SAME_AT_LEAST || foreign.agreeingOutcomes !== foreign.knownOutcomes || foreign.episodes === 0) {
      throw new Error(
        `${foreign.identicalObservations} of ${foreign.steps} answers, ${foreign.agreeingOutcomes} of ${foreign.knownOutcomes} outcomes.`,
      );
    }
    const rows = [replayRow('knowagent-alfworld', played)];
    for (const agent of ['expert', 'noisy']) rows.push(...(await recordAndReplay(folder, agent)));
    const differences = foreign.differences.map(
      ({ episode, step, command: typed }) => `${episode}, step ${step}: ${typed}`,
    );
    return `${head}\n${rows.join('\n')}\n\nDifferences: ${differences.join('; ') || 'none'}. Episodes a minute include the start of the process and the loading of each game, on one core.`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const head = `| what | episodes | success | steps | same answers | same outcomes | episodes a minute |
| --- | --- | --- | --- | --- | --- | --- |`;

interface Timed<T> {
  readonly answer: T;
  /** Processor time of the command in seconds, all its threads together. */
  readonly seconds: number;
}

async function recordAndReplay(games: string, agent: string): Promise<readonly string[]> {
  const out = join(games, `${agent}.jsonl`);
  const words = ['--games', games, '--agent', agent, '--episodes', String(RECORDED), '--seed', '1', '--out', out];
  const recorded = await knack(recordReportSchema, 'lab', 'record', ...words);
  const replayed = await knack(replayReportSchema, 'lab', 'replay', '--games', games, out);
  const { episodes, success, steps } = recorded.answer;
  const { identicalObservations, agreeingOutcomes } = replayed.answer;
  if (identicalObservations !== steps || agreeingOutcomes !== episodes)
    throw new Error(`${agent}: a recording is not given again.`);
  const both = { answer: replayed.answer, seconds: recorded.seconds + replayed.seconds };
  if (perMinute(both) < EPISODES_A_MINUTE) throw new Error(`${agent}: ${perMinute(both)} episodes a minute.`);
  return [
    `| ${agent}, recorded | ${episodes} | ${success} | ${steps} | | | ${perMinute(recorded)} |`,
    replayRow(`${agent}, replayed`, replayed),
  ];
}

function replayRow(what: string, timed: Timed<z.infer<typeof replayReportSchema>>): string {
  const { episodes, steps, identicalObservations, agreeingOutcomes, knownOutcomes } = timed.answer;
  return `| ${what} | ${episodes} | | ${steps} | ${identicalObservations} | ${agreeingOutcomes} of ${knownOutcomes} | ${perMinute(timed)} |`;
}

function perMinute({ answer, seconds }: Timed<{ readonly episodes: number }>): number {
  return Math.round((answer.episodes / seconds) * 60);
}

/** Runs the built terminal in a process of its own; its processor time is what counts, whatever else the machine does. */
async function knack<T>(schema: z.ZodType<T>, ...words: readonly string[]): Promise<Timed<T>> {
  const code = `process.on('exit', () => { const { userCPUTime, systemCPUTime } = process.resourceUsage(); console.error(JSON.stringify({ cpu: userCPUTime + systemCPUTime })); });`;
  const script = join(root, 'scripts', 'knack.mjs');
  const imported = `data:text/javascript,${encodeURIComponent(code)}`;
  const { stdout, stderr } = await runFile(process.execPath, ['--import', imported, script, ...words, '--json'], {
    maxBuffer: 64 * 1024 * 1024,
  });
  const { cpu } = z.object({ cpu: z.number() }).parse(JSON.parse(stderr.trim().split('\n').at(-1) ?? ''));
  return { answer: schema.parse(JSON.parse(stdout)), seconds: cpu / 1e6 };
}
