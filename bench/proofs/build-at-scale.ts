import { cp, mkdtemp, rm } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFile } from '../../electron/engine/fixtures/learn.fixture.ts';
import { buildReportSchema, type BuildReport } from '../../shared/contract/index.ts';
import { createRandom } from '../../shared/numeric/index.ts';
import { knackJson } from '../../scripts/terminal.ts';
import { startHost } from '../../e2e/host-process.ts';
import { processorSeconds, secondsOfEndedChildren } from '../processor-time.ts';

export const name = 'A memory of 2,948 episodes: time, space, and parts in any order';
export const command =
  'npm run -s knack -- build "$KNACK_DATA"/trajectories/mint-alfworld/*__F-None__max5 --memory MEM --json';

const maxSeconds = 15;
const maxMiB = 1024;
const parts = 10;
const turns = 5;

/** What adding may cost of the whole, in processor time, where the memory is open: a clock on the wall also counts what else runs. */
const maxShare = 1 / 3;

interface Built {
  readonly report: BuildReport;
  /** From the start of the terminal's process to its end. */
  readonly seconds: number;
  /** Of all processes, the host's too; null where the system does not tell. */
  readonly processor: number | null;
}

/** Builds at once, in ten parts in two orders, and 2,814 with 134 added: one state, with the cost of each. */
export async function run(): Promise<string> {
  const folder = dataFile('trajectories/mint-alfworld');
  if (folder === null) return 'Not run: the public trajectories are not there.';
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('__F-None__max5'))
    .toSorted()
    .map((name) => join(folder, name, 'results.jsonl'));
  const place = await mkdtemp(join(tmpdir(), 'knack-scale-'));
  try {
    const [rest, last] = [files.slice(0, -1), files.slice(-1)];
    const whole = await leastOf((memory) => build(files, memory), join(place, 'whole'));
    const first = await build(rest, join(place, 'grown'));
    const added = await leastOf(
      async (memory) => {
        await cp(join(place, 'grown'), memory, { recursive: true });
        return build(last, memory);
      },
      join(place, 'added'),
    );
    // The memory holds the file now: what is left is what a process costs that opens a memory.
    const again = await leastOf(() => build(last, join(place, 'added-0')), join(place, 'again'));
    const open = await leastOf((memory) => buildInHost([rest, last], memory), join(place, 'open'));
    const inParts = [
      await buildInParts(shuffle(files, 1), join(place, 'parts-1')),
      await buildInParts(shuffle(files, 2), join(place, 'parts-2')),
    ];
    const others = [added.report.stateHash, open.report.stateHash, ...inParts];
    if (others.some((hash) => hash !== whole.report.stateHash))
      throw new Error('The state depends on the order of parts.');
    if (whole.seconds > maxSeconds || whole.report.peakRssMiB > maxMiB) throw new Error(describe(whole));
    const share = shareOf(open, whole);
    if ((share.processor ?? 0) > maxShare) throw new Error(`Adding costs ${share.text} of the whole.`);
    return [
      '| build | episodes | seconds, whole process | `seconds.total` of the answer | seconds of processors, all processes | MiB resident |',
      '| --- | --- | --- | --- | --- | --- |',
      row('at once', whole),
      row('all but the last file', first),
      row('the last file added, memory opened for it', added),
      row('the last file once more: nothing is new, memory opened for it', again),
      row('the last file added, memory open in a running Knack', open),
      '',
      `Adding ${added.report.imported} episodes to a memory that is open costs ${shareOf(open, whole).text} of the whole; to one that is opened for it ${shareOf(added, whole).text}: a process that`,
      `opens the memory, and finds that nothing is new, costs ${shareOf(again, whole).text} by itself. Each is the least of ${turns} runs. In ${parts} parts, in two random orders, the state is the same.`,
    ].join('\n');
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** Of the time of the whole process on the clock, of the time that the build itself tells, and of the processors' time. */
function shareOf(part: Built, whole: Built): { readonly processor: number | null; readonly text: string } {
  const clock = (part.seconds / whole.seconds).toFixed(2);
  const told = (part.report.seconds.total / whole.report.seconds.total).toFixed(2);
  const isTimed = part.processor !== null && whole.processor !== null;
  const processor = isTimed ? (part.processor ?? 0) / (whole.processor ?? 1) : null;
  const spent = processor === null ? '' : `; processors: ${processor.toFixed(2)}`;
  return { processor, text: `${clock} (\`seconds.total\`: ${told}${spent})` };
}

function describe({ seconds, report }: Built): string {
  return `The build took ${seconds.toFixed(1)} s and ${report.peakRssMiB} MiB.`;
}

function row(what: string, { report, seconds, processor }: Built): string {
  const cells = [report.imported, seconds.toFixed(2), report.seconds.total.toFixed(2), processor?.toFixed(2) ?? ''];
  return `| ${what} | ${cells.join(' | ')} | ${report.peakRssMiB} |`;
}

async function build(files: readonly string[], memory: string, host: number | null = null): Promise<Built> {
  const spent = (): number | null => {
    const [own, hosts] = [secondsOfEndedChildren(), host === null ? 0 : processorSeconds(host)];
    return own === null || hosts === null ? null : own + hosts;
  };
  const [started, before] = [performance.now(), spent()];
  const report = buildReportSchema.parse(await knackJson(['build', ...files, '--memory', memory]));
  const [seconds, after] = [(performance.now() - started) / 1000, spent()];
  return { report, seconds, processor: before === null || after === null ? null : after - before };
}

/** The cheapest of a few: whatever else a machine does only adds to what a build costs. */
async function leastOf(make: (memory: string) => Promise<Built>, memory: string): Promise<Built> {
  const built: Built[] = [];
  for (let turn = 0; turn < turns; turn += 1) built.push(await make(`${memory}-${turn}`));
  const cost = ({ processor, seconds }: Built): number => processor ?? seconds;
  return built.reduce((least, one) => (cost(one) < cost(least) ? one : least));
}

/** Builds parts one after the other by the terminal, while a host has the memory open; the last of them. */
async function buildInHost(inParts: readonly (readonly string[])[], memory: string): Promise<Built> {
  const host = await startHost({ memory, data: `${memory}-data` });
  try {
    let last: Built | null = null;
    for (const files of inParts) last = await build(files, memory, host.pid);
    if (last === null) throw new Error('There was nothing to build.');
    return last;
  } finally {
    await host.stop();
  }
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
