import { execFile } from 'node:child_process';
import { open, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { createRandom, type Random } from '../../shared/numeric/index.ts';

export const name = 'One file of a gigabyte: speed, memory, and how soon a cancel is answered';
export const command = 'npm run prove -- large-file';

const root = resolve(import.meta.dirname, '../..');
const runFile = promisify(execFile);
const fileBytes = 1_000_000_000;
const minMegabytesASecond = 40;
const maxMiB = 400;
const maxCancelMilliseconds = 500;
/** Milliseconds after its start at which the reading is cancelled: in the first look, the hash, the records. */
const cancelAt = [30, 200, 400, 700, 1500, 3000, 5000, 8000];

const measuredSchema = z.object({
  episodes: z.number().int(),
  seconds: z.number(),
  processorSeconds: z.number(),
  peakMiB: z.number(),
  cancelMilliseconds: z.number().nullable(),
});
type Measured = z.infer<typeof measuredSchema>;

/** Runs of an agent in code, of the shape that MINT writes and with text of our own, read on one core. */
export async function run(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'knack-large-'));
  try {
    const file = join(folder, 'runs.jsonl');
    const { bytes, records } = await writeRuns(file, fileBytes);
    const whole = await measure([file]);
    const speed = bytes / 1e6 / whole.processorSeconds;
    const cancels: Measured[] = [];
    for (const at of cancelAt) cancels.push(await measure([file, String(at)]));
    const latencies = cancels.flatMap(({ cancelMilliseconds: one }) => (one === null ? [] : [one]));
    const slowest = Math.max(...latencies);
    const row = `${bytes} | ${whole.episodes} | ${whole.seconds.toFixed(1)} | ${whole.processorSeconds.toFixed(1)} | ${speed.toFixed(0)} | ${whole.peakMiB} | ${latencies.length} | ${slowest}`;
    if (whole.episodes !== records) throw new Error(`${records} records gave ${whole.episodes} episodes.`);
    const holds = speed >= minMegabytesASecond && whole.peakMiB <= maxMiB && slowest <= maxCancelMilliseconds;
    if (!holds || latencies.length < cancelAt.length / 2) throw new Error(row);
    return [
      '| bytes | episodes | seconds | seconds of processors, all threads | MB a second of one core | MiB resident at most | cancels | slowest answer to a cancel, ms |',
      '| --- | --- | --- | --- | --- | --- | --- | --- |',
      `| ${row} |`,
    ].join('\n');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(words: readonly string[]): Promise<Measured> {
  const { stdout } = await runFile(process.execPath, [join(root, 'bench/large/main.ts'), ...words]);
  return measuredSchema.parse(JSON.parse(stdout));
}

/** Writes records until there are so many bytes. */
async function writeRuns(file: string, size: number): Promise<{ readonly bytes: number; readonly records: number }> {
  const random = createRandom(7);
  const handle = await open(file, 'w');
  let [bytes, records] = [0, 0];
  try {
    while (bytes < size) {
      const lines: string[] = [];
      for (let line = 0; line < 200; line += 1) lines.push(`${JSON.stringify(runOf(random, records + line))}\n`);
      const text = lines.join('');
      await handle.writeFile(text);
      bytes += Buffer.byteLength(text);
      records += lines.length;
    }
  } finally {
    await handle.close();
  }
  return { bytes, records };
}

const things = ['rope', 'lantern', 'crate', 'anchor', 'kettle', 'oilcan', 'sail', 'bucket'];

function runOf(random: Random, number: number): object {
  const pick = (): string => `${things[random.whole(things.length)] ?? ''} ${1 + random.whole(9)}`;
  const history: { role: string; content: string }[] = [
    { role: 'user', content: `You are a yard hand.\n${'Think first, then write code. '.repeat(60)}\nTask:\n` },
  ];
  for (let turn = 0; turn < 5 + random.whole(20); turn += 1) {
    const thing = pick();
    const code = `print(go_to("${pick()}"))\nprint(take("${thing}"))`;
    const thought = `The ${thing} may be near the ${pick()}. `.repeat(1 + random.whole(4));
    history.push({ role: 'assistant', content: `<thought>\n${thought}\n</thought>\n<execute>\n${code}\n</execute>\n` });
    const seen = Array.from({ length: 1 + random.whole(12) }, pick).join(', ');
    history.push({ role: 'user', content: `Observation:\nYou see ${seen}.\nYou take the ${thing}.\n` });
  }
  const success = random.uniform() < 0.5;
  return {
    state: { history, finished: true, success, terminate_reason: success ? 'task_success' : 'max_steps', error: null },
    task: { task_name: 'yard', task_id: `yard/${number}`, prompt: `Your task is to: bring the ${pick()} to the quay.` },
  };
}
