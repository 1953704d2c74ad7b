import { type Share, shareOf } from '../../electron/engine/lab/measure/index.ts';
import { isCheap } from '../lab/play.ts';
import { type Checked, checkPlanted } from '../lab/planted/coverage.ts';

export const name = 'What a memory expects, against what happens';
export const command = 'npm run prove -- lab-calibration';

const memories = isCheap ? 4 : 40;
const jobs = 12;
const errands = 30;
const mass = 0.89;
/** What is promised of at least so many procedures. */
const COVERED = [0.85, 0.93] as const;
const PROCEDURES = 200;

/** How errands go and what judges an execution. The last one is known to be biased: nothing is promised of it. */
const cases = [
  { afterFailure: 'gives up', rule: 'blended', isPromised: true },
  { afterFailure: 'goes on', rule: 'effect', isPromised: true },
  { afterFailure: 'goes on', rule: 'blended', isPromised: false },
] as const;

/** Rates are planted in errands; whole memories are learnt, and their posteriors predict errands that were held out. */
export async function run(): Promise<string> {
  const rows: string[] = [];
  for (const each of cases) {
    const checked = await checkPlanted({ memories, jobs, errands, mass, ...each });
    const share = shareOf(checked.filter(({ isCovered }) => isCovered).length, checked.length);
    const row = rowOf(each, checked, share);
    console.log(row);
    const isKept = checked.length >= PROCEDURES && share.rate >= COVERED[0] && share.rate <= COVERED[1];
    if (each.isPromised && !isCheap && !isKept) throw new Error(`Predictive intervals do not cover: ${row}`);
    rows.push(row);
  }
  return `${head}\n${rows.join('\n')}\n\n${note}`;
}

const head = `| after a failure an errand | evidence by | memories | procedures | executions held out | covered by 89 % intervals, % | mean of expected less observed |
| --- | --- | --- | --- | --- | --- | --- |`;

const note = `${jobs} kinds of work a memory with rates from Beta(3.2, 1.8), ${errands} errands of each to learn from and as many held out; one or two executions an errand, which share a good or a bad day (0.7 logits). Kinds of work that became one procedure are counted. Where an errand goes on after a failure, the rule \`blended\` counts a last work that reached its effect as failed, because the errand did: it expects too little.`;

function rowOf(
  { afterFailure, rule }: (typeof cases)[number],
  checked: readonly Checked[],
  { rate, interval }: Share,
): string {
  const expected = (sum: number, { posterior: { alpha, beta }, heldOut, succeeded }: Checked): number =>
    sum + alpha / (alpha + beta) - succeeded / heldOut;
  const bias = checked.reduce(expected, 0) / checked.length;
  const heldOut = checked.reduce((sum, each) => sum + each.heldOut, 0);
  const percent = (value: number): string => (100 * value).toFixed(1);
  const covered = `${percent(rate)} [${percent(interval.low)}, ${percent(interval.high)}]`;
  return `| ${[afterFailure, rule, memories, checked.length, heldOut, covered, bias.toFixed(3)].join(' | ')} |`;
}
