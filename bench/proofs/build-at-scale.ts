import { mkdtemp, rm } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFile } from '../../electron/engine/fixtures/learn.fixture.ts';
import { buildReportSchema, type BuildReport } from '../../shared/contract/index.ts';
import { createRandom } from '../../shared/numeric/index.ts';
import { knackJson } from '../../scripts/terminal.ts';

export const name = 'A memory of 2,948 episodes: time, space, and parts in any order';
export const command =
  'npm run -s knack -- build "$KNACK_DATA"/trajectories/mint-alfworld/*__F-None__max5 --memory MEM --json';

const maxSeconds = 15;
const maxMiB = 1024;
const parts = 10;

interface Built {
  readonly report: BuildReport;
  /** From the start of the process to its end. */
  readonly seconds: number;
}

/** Builds at once, in ten parts in two orders, and 2,814 with 134 added: one state, with the time of each. */
export async function run(): Promise<string> {
  const folder = dataFile('trajectories/mint-alfworld');
  if (folder === null) return 'Not run: the public trajectories are not there.';
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('__F-None__max5'))
    .toSorted()
    .map((name) => join(folder, name, 'results.jsonl'));
  const place = await mkdtemp(join(tmpdir(), 'knack-scale-'));
  try {
    const whole = await build(files, join(place, 'whole'));
    const first = await build(files.slice(0, -1), join(place, 'grown'));
    const added = await build(files.slice(-1), join(place, 'grown'));
    const inParts = [
      await buildInParts(shuffle(files, 1), join(place, 'parts-1')),
      await buildInParts(shuffle(files, 2), join(place, 'parts-2')),
    ];
    const others = [added.report.stateHash, ...inParts];
    if (others.some((hash) => hash !== whole.report.stateHash))
      throw new Error('The state depends on the order of parts.');
    if (whole.seconds > maxSeconds || whole.report.peakRssMiB > maxMiB) throw new Error(describe(whole));
    return [
      '| build | episodes | seconds, whole process | MiB resident |',
      '| --- | --- | --- | --- |',
      row('at once', whole),
      row('all but the last file', first),
      row('the last file added', added),
      '',
      `Adding ${added.report.imported} episodes takes ${(added.seconds / whole.seconds).toFixed(2)} of the time of the whole. In ${parts} parts, in two random orders, the state is the same.`,
    ].join('\n');
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

function describe({ seconds, report }: Built): string {
  return `The build took ${seconds.toFixed(1)} s and ${report.peakRssMiB} MiB.`;
}

function row(what: string, { report, seconds }: Built): string {
  return `| ${what} | ${report.imported} | ${seconds.toFixed(2)} | ${report.peakRssMiB} |`;
}

async function build(files: readonly string[], memory: string): Promise<Built> {
  const started = performance.now();
  const report = buildReportSchema.parse(await knackJson(['build', ...files, '--memory', memory]));
  return { report, seconds: (performance.now() - started) / 1000 };
}

async function buildInParts(files: readonly string[], memory: string): Promise<string> {
  let hash = '';
  for (let part = 0; part < parts; part += 1) {
    const own = files.filter((_, index) => index % parts === part);
    hash = (await build(own, memory)).report.stateHash;
  }
  return hash;
}

function shuffle(files: readonly string[], seed: number): readonly string[] {
  const random = createRandom(seed);
  return files
    .map((file) => ({ file, place: random.uniform() }))
    .sort((a, b) => a.place - b.place)
    .map(({ file }) => file);
}
