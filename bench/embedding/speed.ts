import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { openLoaded } from './open.ts';

const SpeedRecord = z.object({
  /** From the model's name to its first vector by the runtime: runtime, tokenizer, weights. */
  loadMs: z.number(),
  loadCpuMs: z.number(),
  /** One text alone, mean over 1,000. */
  textMs: z.number(),
  textCpuMs: z.number(),
  /** Distinct texts of six words, 20,000 of them, by the clock and by processor time. */
  textsPerSecond: z.number(),
  textsPerCpuSecond: z.number(),
  /** Resident memory at the end over that before loading. */
  residentMiB: z.number(),
});
type Speed = z.infer<typeof SpeedRecord>;

export interface SpeedOptions {
  readonly modelsFolder: string;
  readonly modelName: string;
}

const SINGLE_TEXTS = 1000;
const BATCH_TEXTS = 20_000;
const ROUNDS = 7;
const VERBS = ['put', 'find', 'send', 'count', 'remove', 'open', 'compare', 'repair', 'rename', 'list'];
const THINGS = ['letter', 'order', 'window', 'table', 'garden tool', 'parcel', 'report', 'customer', 'branch', 'lamp'];

function makeText(index: number): string {
  const pick = (words: readonly string[], step: number): string => words[Math.floor(index / step) % words.length] ?? '';
  return `${pick(VERBS, 1)} the ${pick(THINGS, 10)} and ${pick(VERBS, 100)} ${pick(THINGS, 1000)} ${index}`;
}

/** What the model costs in this process, which has not loaded it before. */
export async function measureOnce({ modelsFolder, modelName }: SpeedOptions): Promise<Speed> {
  const memory = process.memoryUsage().rss;
  const load = startClock();
  const embedder = await openLoaded(`bundled:${modelName}`, modelsFolder);
  const loaded = load();
  const one = startClock();
  for (let index = 0; index < SINGLE_TEXTS; index += 1) await embedder.embed([makeText(index)]);
  const single = one();
  const many = startClock();
  await embedder.embed(Array.from({ length: BATCH_TEXTS }, (_, index) => makeText(index)));
  const batch = many();
  await embedder.close();
  return {
    loadMs: loaded.wallMs,
    loadCpuMs: loaded.cpuMs,
    textMs: single.wallMs / SINGLE_TEXTS,
    textCpuMs: single.cpuMs / SINGLE_TEXTS,
    textsPerSecond: (BATCH_TEXTS / batch.wallMs) * 1000,
    textsPerCpuSecond: (BATCH_TEXTS / batch.cpuMs) * 1000,
    residentMiB: (process.memoryUsage().rss - memory) / 2 ** 20,
  };
}

function startClock(): () => { readonly wallMs: number; readonly cpuMs: number } {
  const [begin, cpu] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { wallMs: performance.now() - begin, cpuMs: (user + system) / 1000 };
  };
}

/** Prints best and median of several processes, one after the other: what else the machine does makes the worst ones. */
export async function reportSpeed(options: SpeedOptions & { readonly json: boolean }): Promise<void> {
  const script = join(import.meta.dirname, 'main.ts');
  const args = [script, '--once', '--models', options.modelsFolder, '--model', options.modelName];
  const rounds: Speed[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, args);
    rounds.push(SpeedRecord.parse(JSON.parse(stdout)));
  }
  const rows = Object.keys(SpeedRecord.shape).map((name) => summarizeRounds(name, rounds));
  if (options.json) console.log(JSON.stringify(rows));
  else for (const { name, best, median } of rows) console.log(name.padEnd(20), `best ${best}, median ${median}`);
}

function summarizeRounds(name: string, rounds: readonly Speed[]): { name: string; best: number; median: number } {
  // The names are those of the record.
  const values = rounds.map((round) => round[name as keyof Speed]).toSorted((one, other) => one - other);
  const isRate = name.startsWith('texts');
  const [best = 0, median = 0] = [isRate ? values.at(-1) : values[0], values[Math.floor(values.length / 2)]];
  const digits = best < 10 ? 3 : 0;
  return { name, best: Number(best.toFixed(digits)), median: Number(median.toFixed(digits)) };
}
