import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../e2e/chromium.ts';
import { openApplication, type Application } from '../../e2e/harness.ts';
import { attach } from '../../electron/hosts/serve.ts';
import { buildReportSchema } from '../../shared/contract/index.ts';
import { knackJson } from '../../scripts/terminal.ts';
import { writeErrands } from '../views/errands.ts';
import { takeRun, type Run } from '../views/journey.ts';
import { Stopwatch, type Cost, type Frames } from '../views/page.ts';
import { lookAtTwins } from '../views/twins.ts';

export const name =
  'Ten thousand procedures and a hundred thousand segments: how soon, and how smoothly, they are seen';
export const command = 'npm run prove -- views-at-scale';

const size = { errands: 2500, own: 4, rounds: 8, longest: 10_000, seed: 1 } as const;
const runs = 5;
/** Of the issue; on a machine that does other work the processor's time must keep to them. */
const limits = { rows: 1500, filter: 100, graph: 1000, perSecond: 50, scrollFrame: 32 } as const;

/** A memory of that size, built as any is, and five runs of a warm host in Chromium. */
export async function run(): Promise<string> {
  if (findChromium() === null) return 'Not run: no Chromium was found.';
  const place = await mkdtemp(join(tmpdir(), 'knack-views-'));
  try {
    const [file, memory] = [join(place, 'errands.jsonl'), join(place, 'memory')];
    await writeErrands(file, size);
    const report = buildReportSchema.parse(await knackJson(['build', file, '--memory', memory, '--no-cap']));
    if (report.procedures < 10_000 || report.segments < 100_000)
      throw new Error(`Only ${report.procedures} procedures and ${report.segments} segments were learned.`);
    const built = `${report.imported} episodes of ${report.steps} steps, built by \`knack build\` as any memory is: ${report.procedures} procedures, ${report.metaProcedures} meta-procedures, ${report.segments} segments.`;
    return [built, '', ...(await measureViews(memory))].join('\n');
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** The table of five runs over a memory that is there. @throws Error when a limit is not kept */
export async function measureViews(memory: string): Promise<readonly string[]> {
  const application = await openApplication({ memory, size: { width: 1440, height: 900 } });
  try {
    const { longest, word, nodes } = await warmUp(memory);
    const { page } = application;
    page.setDefaultTimeout(60_000);
    const origin = new URL(application.host.address).origin;
    const watch = await startWatch(application);
    const twins = await lookAtTwins(page, origin);
    const isSame = twins.tree.size === nodes.size && [...nodes].every((id) => twins.tree.has(id));
    if (!isSame || twins.graph !== nodes.size || twins.painted !== nodes.size)
      throw new Error(`${nodes.size} nodes; graph ${twins.graph}, painted ${twins.painted}, tree ${twins.tree.size}.`);
    const taken: Run[] = [];
    for (let index = 0; index < runs; index += 1) taken.push(await takeRun({ page, watch, origin, longest, word }));
    return [...tableOf(taken), '', `The tree has the ${nodes.size} nodes of the graph, each of them.`];
  } finally {
    await application.close();
  }
}

async function startWatch({ page, cdp }: Application): Promise<Stopwatch> {
  const watch = new Stopwatch(page, cdp);
  await watch.start();
  return watch;
}

/** Asks the host once for everything, and for what the runs look at. */
async function warmUp(memory: string) {
  const attached = await attach(memory);
  if (attached === null) throw new Error('The host does not answer.');
  const { client } = attached;
  try {
    const [list, graph, columns] = await Promise.all([
      client.trajectories.list(),
      client.library.graph(),
      client.library.columns(),
      client.library.texts(),
      client.ask.rank({ goal: 'warm up' }),
    ]);
    const longest = list.toSorted((one, other) => other.steps - one.steps)[0]?.id ?? '';
    // Three letters from the middle of a goal: each of them leaves fewer rows.
    const word = columns.goals.find((goal) => goal.startsWith('ze'))?.slice(0, 4) ?? 'zeva';
    return { longest, word, nodes: new Set(graph.nodes.map(({ id }) => id)) };
  } finally {
    attached.close();
  }
}

interface Line {
  readonly what: string;
  readonly limit: string;
  readonly shown: readonly number[];
  readonly cpu: readonly number[];
  /** Whether a median keeps the limit, and whether the processor's time would. */
  readonly isKept: boolean;
  readonly isCheap: boolean;
}

function tableOf(taken: readonly Run[]): readonly string[] {
  const load = loadavg()[0] ?? 0;
  const isBusy = load > availableParallelism();
  const lines = linesOf(taken);
  const broken = lines.filter(({ isKept, isCheap }) => !(isBusy ? isKept || isCheap : isKept));
  const table = [
    '| median of 5 runs | limit | by the clock | of them | processor, ms |',
    '| --- | --- | --- | --- | --- |',
    ...lines.map(
      ({ what, limit, shown, cpu, isKept }) =>
        `| ${what} | ${limit} | ${median(shown).toFixed(0)}${isKept ? '' : ' (not kept)'} | ${shown.map((value) => value.toFixed(0)).join(', ')} | ${median(cpu).toFixed(1)} |`,
    ),
    '',
    `Load of the machine at the end: ${load.toFixed(1)} on ${availableParallelism()} processors. The processor's time is that of the page's own thread: for panning and scrolling, of one frame.`,
  ];
  if (broken.length > 0) throw new Error(['Limits are not kept.', ...table].join('\n'));
  return table;
}

function linesOf(taken: readonly Run[]): readonly Line[] {
  const cost = (what: string, most: number, of: (run: Run) => Cost): Line => {
    const shown = taken.map((run) => of(run).wall);
    const cpu = taken.map((run) => of(run).cpu);
    return { what, limit: `${most} ms`, shown, cpu, isKept: median(shown) <= most, isCheap: median(cpu) <= most };
  };
  const rate = (what: string, of: (run: Run) => Frames): Line => {
    const shown = taken.map((run) => of(run).perSecond);
    const cpu = taken.map((run) => of(run).cpuAFrame);
    const isCheap = median(cpu) <= 1000 / limits.perSecond;
    return {
      what,
      limit: `${limits.perSecond} a second`,
      shown,
      cpu,
      isKept: median(shown) >= limits.perSecond,
      isCheap,
    };
  };
  const scrolled = taken.map(({ scroll }) => scroll.p95);
  const scrollCpu = taken.map(({ scroll }) => scroll.cpuAFrame);
  return [
    cost('first rows of the library, from the navigation on', limits.rows, (run) => run.rows),
    cost('a letter of a search, the slowest of four', limits.filter, (run) => run.search),
    cost('the kind is chosen', limits.filter, (run) => run.kind),
    cost('first picture of the graph', limits.graph, (run) => run.graph),
    cost('everything is expanded', limits.graph, (run) => run.expanded),
    rate('frames of 5 s of panning, near', (run) => run.panNear),
    rate('frames of 5 s of panning, all nodes in sight', (run) => run.panFar),
    cost('first steps of a trajectory of 10,000', limits.rows, (run) => run.reader),
    {
      what: 'a frame of scrolling it, p95',
      limit: `${limits.scrollFrame} ms`,
      shown: scrolled,
      cpu: scrollCpu,
      isKept: median(scrolled) <= limits.scrollFrame,
      isCheap: median(scrollCpu) <= limits.scrollFrame,
    },
  ];
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
