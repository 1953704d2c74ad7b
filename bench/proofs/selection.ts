import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

export const name = 'Selection where the optimum is known: 10 procedures with rates from Beta(3.2, 1.8)';
export const command = 'npm run prove -- selection';

const runs = 400;
const uses = 10_000;
const marks = [100, 1000, 10_000] as const;
const mostTimesThompson = 1.5;
const mostSlope = 0.5;

const tableSchema = z.object({
  table: z.array(
    z.object({
      mode: z.string(),
      runs: z.number(),
      regret: z.record(z.string(), z.number()),
      standardError: z.number(),
      slope: z.number(),
      timesThompson: z.number(),
    }),
  ),
});

/** Mean regret of every mode, from bench/selection.ts; the default must be about as good as Thompson sampling. */
export async function run(): Promise<string> {
  const script = resolve(import.meta.dirname, '../selection.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(runs), String(uses)]);
  const { table } = tableSchema.parse(JSON.parse(stdout));
  const [first] = table;
  if (first === undefined) throw new Error('There is no mode.');
  if (first.timesThompson > mostTimesThompson || first.slope >= mostSlope) {
    throw new Error(`The default has ${first.timesThompson} times Thompson's regret and a slope of ${first.slope}.`);
  }
  return [
    `| mode | runs | ${marks.map((mark) => `regret at ${mark}`).join(' | ')} | standard error | log-log slope | times Thompson |`,
    `| --- | --- | ${marks.map(() => '---').join(' | ')} | --- | --- | --- |`,
    ...table.map(({ mode, runs: played, regret, standardError, slope, timesThompson }) => {
      const regrets = marks.map((mark) => regret[mark] ?? '').join(' | ');
      return `| ${mode} | ${played} | ${regrets} | ${standardError} | ${slope} | ${timesThompson} |`;
    }),
  ].join('\n');
}
