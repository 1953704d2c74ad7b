import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { attach } from '../electron/hosts/serve.ts';
import { startHost } from '../e2e/host-process.ts';
import { buildReportSchema } from '../shared/contract/index.ts';
import { buildIfNeeded } from './built.ts';
import { knack, knackJson } from './terminal.ts';

/** Figures of a list of measurements, in their unit. */
export interface Summary {
  readonly median: number;
  readonly p95: number;
  readonly largest: number;
}

/** Milliseconds of rankings: worked out in the engine, and as a client sees them. */
export interface AskFigures {
  readonly goals: number;
  readonly inEngine: Summary;
  readonly overTheWire: Summary;
}

const asks = 500;
const coldStarts = 7;

/**
 * `npm run bench [-- FILE...]`: figures of a build, of asking and of starting, as one JSON document. Without files,
 * those of the sample trajectories.
 */
export async function main(files: readonly string[]): Promise<number> {
  const status = await buildIfNeeded();
  if (status !== 0) return status;
  const folder = await mkdtemp(join(tmpdir(), 'knack-bench-'));
  try {
    const memory = join(folder, 'memory');
    const build = await measureBuild(files.length === 0 ? [resolve('resources/samples')] : files, memory);
    const figures = {
      machine: {
        processor: cpus()[0]?.model ?? '',
        cores: availableParallelism(),
        memoryGiB: round(totalmem() / 1024 ** 3),
      },
      build,
      store: { megabytes: round((await bytesBelow(memory)) / 1024 ** 2) },
      coldStart: await measureColdStart(memory),
      ask: await measureAsk(memory, join(folder, 'data')),
    };
    console.log(JSON.stringify(figures, null, 2));
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureBuild(files: readonly string[], memory: string): Promise<object> {
  const started = performance.now();
  const report = buildReportSchema.parse(await knackJson(['build', ...files, '--memory', memory]));
  const { imported, steps, procedures, metaProcedures, proposals, seconds, peakRssMiB } = report;
  const wallSeconds = round((performance.now() - started) / 1000);
  return { imported, steps, procedures, metaProcedures, proposals, wallSeconds, peakRssMiB, seconds };
}

/** Seconds of whole processes: one that only reads the state, and one that asks. */
export async function measureColdStart(
  memory: string,
): Promise<Readonly<Record<'version' | 'state' | 'ask', Summary>>> {
  const time = async (words: readonly string[]): Promise<Summary> => {
    const seconds: number[] = [];
    for (let index = 0; index < coldStarts; index += 1) seconds.push((await knack(words)).seconds);
    return summary(seconds);
  };
  return {
    version: await time(['--version']),
    state: await time(['state', '--memory', memory, '--json']),
    ask: await time(['ask', 'find something and clean it', '--memory', memory, '--json']),
  };
}

/** Milliseconds in a warm engine, each goal asked once: no goal has been embedded before. */
export async function measureAsk(memory: string, data: string): Promise<AskFigures> {
  const host = await startHost({ memory, data });
  const attached = await attach(memory);
  try {
    if (attached === null) throw new Error('The host cannot be reached.');
    const { client } = attached;
    const known = [...new Set((await client.trajectories.list()).map(({ goal }) => goal))];
    await client.ask.rank({ goal: 'warm up' });
    const inEngine: number[] = [];
    const overall: number[] = [];
    for (const goal of distinctGoals(known, asks)) {
      const started = performance.now();
      inEngine.push((await client.ask.rank({ goal })).milliseconds);
      overall.push(performance.now() - started);
    }
    return { goals: overall.length, inEngine: summary(inEngine), overTheWire: summary(overall) };
  } finally {
    attached?.close();
    await host.stop();
  }
}

/** The goals of the memory, then pairs of them, until there are enough. */
function distinctGoals(known: readonly string[], count: number): readonly string[] {
  const pairs = known.flatMap((one, index) => known.slice(index + 1).map((other) => `${one} and ${other}`));
  return [...known, ...pairs].slice(0, count);
}

function summary(values: readonly number[]): Summary {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number): number =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { median: at(0.5), p95: at(0.95), largest: at(1) };
}

async function bytesBelow(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return bytes;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
