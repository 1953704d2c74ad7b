import { learnTold } from '../../../electron/engine/fixtures/learn.fixture.ts';
import { type Beta, defaultSettings, type Settings } from '../../../shared/model/index.ts';
import { createRandom, logBeta, seedFrom } from '../../../shared/numeric/index.ts';
import { type AfterFailure, drawErrand, drawJobs, type Errand, type Job } from './errands.ts';

/** What a memory believed of a job, and what came of it afterwards. */
export interface Checked {
  readonly job: Job;
  readonly posterior: Beta;
  /** Executions in errands that were not learnt from. */
  readonly heldOut: number;
  readonly succeeded: number;
  readonly isCovered: boolean;
}

export interface PlantedOptions {
  readonly memories: number;
  readonly jobs: number;
  /** Errands of each job: learnt from, and held out. */
  readonly errands: number;
  readonly mass: number;
  readonly afterFailure: AfterFailure;
  /** Whether works of several jobs stand in one errand. */
  readonly isMixed: boolean;
  /** What judges an execution (SPEC.md, E). */
  readonly rule: Settings['evidenceRule'];
}

/** Learns memories from errands with planted rates; each job that became a procedure is checked on errands held out. */
export async function checkPlanted(options: PlantedOptions): Promise<readonly Checked[]> {
  const { memories, jobs, errands, mass, afterFailure, isMixed, rule: evidenceRule } = options;
  const settings = { ...defaultSettings, evidenceRule };
  const checked: Checked[] = [];
  for (let memory = 1; memory <= memories; memory += 1) {
    const drawn = drawJobs(jobs, memory);
    const random = createRandom(seedFrom(memory, 'errands'));
    const drawAll = (job: Job): readonly Errand[] => {
      const others = isMixed ? drawn.filter((other) => other !== job) : [];
      return Array.from({ length: errands }, () => drawErrand({ job, others, afterFailure, random }));
    };
    const told = drawn.flatMap((job) => drawAll(job).map((errand) => errand.told));
    const { procedures } = await learnTold(random.shuffle(told), { settings });
    for (const job of drawn) {
      const own = procedures.filter(
        ({ status, body }) => status === 'live' && body.steps.at(-1)?.template.startsWith(`${job.verb} `),
      );
      const [only] = own;
      if (only === undefined || own.length > 1) continue;
      const later = drawAll(job)
        .flatMap(({ executions }) => executions)
        .filter(({ verb }) => verb === job.verb);
      const succeeded = later.filter((execution) => execution.succeeded).length;
      const { alpha, beta } = only.posterior;
      const [low, high] = predictiveInterval({ alpha, beta }, later.length, mass);
      const isCovered = succeeded >= low && succeeded <= high;
      checked.push({ job, posterior: { alpha, beta }, heldOut: later.length, succeeded, isCovered });
    }
  }
  return checked;
}

/** Counts of successes in n trials between which a share `mass` of the beta-binomial distribution lies, the ends included. */
export function predictiveInterval({ alpha, beta }: Beta, n: number, mass: number): readonly [number, number] {
  const tail = (1 - mass) / 2;
  let [below, low, high] = [0, -1, n];
  for (let count = 0; count <= n; count += 1) {
    const chosen = -Math.log(n + 1) - logBeta(count + 1, n - count + 1);
    below += Math.exp(chosen + logBeta(alpha + count, beta + n - count) - logBeta(alpha, beta));
    if (low < 0 && below > tail) low = count;
    if (below >= 1 - tail) {
      high = count;
      break;
    }
  }
  return [Math.max(0, low), high];
}
