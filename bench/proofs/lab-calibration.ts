import { calibrationOf, type Forecast, type Share, shareOf } from '../../electron/engine/lab/measure/index.ts';
import { examsOf } from '../lab/controls/setup.ts';
import { type Corpus, draw, openCorpus } from '../lab/corpus.ts';
import { folds, foretellExecutions } from '../lab/held-out-executions.ts';
import { isCheap } from '../lab/play.ts';
import { type Checked, checkPlanted } from '../lab/planted/coverage.ts';
import { teach } from '../lab/teaching.ts';

export const name = 'What a memory expects, against what happens';
export const command = 'npm run prove -- lab-calibration';

const memories = isCheap ? 4 : 40;
const jobs = 12;
const errands = 30;
const mass = 0.89;
/** What is promised of at least so many procedures. */
const COVERED = [0.85, 0.93] as const;
const PROCEDURES = 200;

/** How errands go, and what judges an execution: the rule of the settings (E4), and beside it the effect alone. */
const cases = [
  { afterFailure: 'gives up', isMixed: false, rule: 'blended' },
  { afterFailure: 'goes on', isMixed: false, rule: 'effect' },
  { afterFailure: 'goes on', isMixed: false, rule: 'blended' },
  { afterFailure: 'goes on', isMixed: true, rule: 'blended' },
] as const;

/** Of a forecast of executions: how many, and between what the slope of what came on what was expected lies. */
const FORECASTS = 2000;
const SLOPE = [0.8, 1.25] as const;
const sizes = isCheap ? [100] : [100, 300, 1000];
const heldOut = isCheap ? 30 : 300;

export async function run(): Promise<string> {
  return `${await planted()}\n\n${await recorded()}`;
}

/** Rates are planted in errands; whole memories are learnt, and their posteriors predict errands that were held out. */
async function planted(): Promise<string> {
  const rows: string[] = [];
  for (const each of cases) {
    const checked = await checkPlanted({ memories, jobs, errands, mass, ...each });
    const share = shareOf(checked.filter(({ isCovered }) => isCovered).length, checked.length);
    const row = rowOf(each, checked, share);
    console.log(row);
    const isKept = checked.length >= PROCEDURES && share.rate >= COVERED[0] && share.rate <= COVERED[1];
    if (!isCheap && !isKept) throw new Error(`Predictive intervals do not cover: ${row}`);
    rows.push(row);
  }
  return `${head}\n${rows.join('\n')}\n\n${note}`;
}

const percent = (value: number): string => (100 * value).toFixed(1);

const head = `| after a failure an errand | works of an errand | evidence by | memories | procedures | executions held out | covered by 89 % intervals, % | mean of expected less observed |
| --- | --- | --- | --- | --- | --- | --- | --- |`;

const note = `${jobs} kinds of work a memory with rates from Beta(3.2, 1.8), ${errands} errands of each to learn from and as many held out; the works of an errand share a good or a bad day (0.7 logits) and are one or two of one kind, or two of one and one of another kind in any order. Kinds of work that became one procedure are counted. Promised of every row: ${percent(COVERED[0])} to ${percent(COVERED[1])} % over at least ${PROCEDURES} procedures.`;

function rowOf(
  { afterFailure, isMixed, rule }: (typeof cases)[number],
  checked: readonly Checked[],
  { rate, interval }: Share,
): string {
  const expected = (sum: number, { posterior: { alpha, beta }, heldOut, succeeded }: Checked): number =>
    sum + alpha / (alpha + beta) - succeeded / heldOut;
  const bias = checked.reduce(expected, 0) / checked.length;
  const heldOut = checked.reduce((sum, each) => sum + each.heldOut, 0);
  const covered = `${percent(rate)} [${percent(interval.low)}, ${percent(interval.high)}]`;
  return `| ${[afterFailure, isMixed ? 'of two kinds' : 'of one kind', rule, memories, checked.length, heldOut, covered, bias.toFixed(3)].join(' | ')} |`;
}

/** Executions in recorded episodes of rooms that a memory knows nothing of, and those of an agent that plays from it. */
async function recorded(): Promise<string> {
  const corpus = await openCorpus();
  if (corpus === null) return 'Executions in games: not run, the games are not there.';
  try {
    const rows: string[] = [];
    for (const size of sizes) rows.push(...(await calibrationAt(corpus, size)));
    return `${headOfGames}\n${rows.join('\n')}\n\n${noteOfGames}`;
  } finally {
    await corpus.close();
  }
}

const headOfGames = `| recorded episodes | executions of | forecasts | came, % | Brier skill | slope | ECE | ECE of a perfect forecaster, 89 % | AUC |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |`;

const noteOfGames = `A noisy demonstrator's episodes; the forecast is the mean of the posterior, before. The rooms are dealt into ${folds} folds: executions in ${heldOut} episodes of each fold are foretold by a memory of the other rooms and judged by the rule of evidence; the forecasts of all folds are taken together. The agent plays otherwise than those it learnt from: what it does ends well more often than the memory expects, and its rows say so.`;

async function calibrationAt(corpus: Corpus, size: number): Promise<readonly string[]> {
  const noisy = await corpus.recordings('noisy');
  const exams = (await examsOf(corpus, isCheap ? 20 : 200)).slice(1);
  const procedures: Forecast[] = [];
  const metaProcedures: Forecast[] = [];
  const own: Forecast[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const seed = fold + 1;
    const told = await foretellExecutions({ corpus, recorded: noisy, size, heldOut, seed, fold });
    procedures.push(...told.procedures);
    metaProcedures.push(...told.metaProcedures);
    const taught = await teach({ corpus, actor: 'memory', episodes: draw(noisy, size, { seed }), exams });
    own.push(...taught.flat().flatMap(({ executions }) => executions));
  }
  const rows = [
    forecastRow([size, 'procedures'], procedures),
    forecastRow([size, 'meta-procedures'], metaProcedures),
    forecastRow([size, 'procedures, by the agent'], own),
  ];
  console.log(rows.join('\n'));
  if (!isCheap && size === sizes.at(-1)) checkForecasts(procedures);
  return rows;
}

function forecastRow(about: readonly (string | number)[], forecasts: readonly Forecast[]): string {
  const { baseRate, brierSkill, slope, ece, eceBand, auc } = calibrationOf(forecasts);
  const told = (value: number | null): string => value?.toFixed(3) ?? '';
  const band = `${told(eceBand?.low ?? null)} to ${told(eceBand?.high ?? null)}`;
  const came = baseRate === null ? '' : (100 * baseRate).toFixed(1);
  return `| ${[...about, forecasts.length, came, told(brierSkill), told(slope), told(ece), band, told(auc)].join(' | ')} |`;
}

/** @throws Error where what is promised of the forecasts does not hold */
function checkForecasts(forecasts: readonly Forecast[]): void {
  const { brierSkill, slope, ece, eceBand } = calibrationOf(forecasts);
  const isKept =
    forecasts.length >= FORECASTS &&
    (brierSkill ?? 0) > 0 &&
    (slope ?? 0) >= SLOPE[0] &&
    (slope ?? 0) <= SLOPE[1] &&
    (ece ?? 1) <= (eceBand?.high ?? 0);
  if (!isKept) throw new Error(`Forecasts of executions are not calibrated: ${forecastRow([], forecasts)}`);
}
