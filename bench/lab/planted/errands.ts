import type { Told } from '../../../electron/engine/fixtures/episodes.fixture.ts';
import { makeTable } from '../../../scripts/renaming/table.ts';
import { createRandom, type Random, seedFrom } from '../../../shared/numeric/index.ts';

/** A kind of work with the rate at which it succeeds, planted. */
export interface Job {
  readonly verb: string;
  readonly tool: string;
  /** What a thing is when it succeeded. */
  readonly state: string;
  readonly rate: number;
}

/** How strongly the works of one episode depend on each other: the spread of what they share, in logits. */
const SHARED = 0.7;

/** Rates as the literature reports them: Beta(3.2, 1.8). */
const RATES = { alpha: 3.2, beta: 1.8 };

/** Kinds of work with made-up words and drawn rates. */
export function drawJobs(count: number, seed: number): readonly Job[] {
  const random = createRandom(seedFrom(seed, 'rates'));
  const names = Array.from({ length: count }, (_, at) => [`verb${at}`, `tool${at}`, `state${at}`]).flat();
  const table = makeTable(names, seed);
  return Array.from({ length: count }, (_, at) => ({
    verb: table.get(`verb${at}`) ?? '',
    tool: table.get(`tool${at}`) ?? '',
    state: table.get(`state${at}`) ?? '',
    rate: random.beta(RATES),
  }));
}

/** One execution of a job: which, and whether it succeeded. */
export interface Execution {
  readonly verb: string;
  readonly succeeded: boolean;
}

export interface Errand {
  readonly told: Told;
  readonly executions: readonly Execution[];
}

const things = ['saw', 'axe', 'rake', 'hoe', 'file'];

/** What becomes of an errand when a work fails: the next one is done all the same, or it is given up. */
export type AfterFailure = 'goes on' | 'gives up';

export interface ErrandOptions {
  readonly job: Job;
  /** Where there are some, the job is done twice and one of these once, in any order; else the job alone, once or twice. */
  readonly others: readonly Job[];
  readonly afterFailure: AfterFailure;
  readonly random: Random;
}

/**
 * An errand: things are looked for, and a job is done on each. The executions of an errand share a good or a bad day. It succeeds
 * when all did.
 */
export function drawErrand({ job, others, afterFailure, random }: ErrandOptions): Errand {
  const day = SHARED * random.normal();
  const kind = things[random.whole(things.length)] ?? '';
  const works = drawWorks(job, others, random);
  const executions: Execution[] = [];
  for (const { verb, rate } of works) {
    const today = 1 / (1 + Math.exp(-(Math.log(rate / (1 - rate)) + day)));
    executions.push({ verb, succeeded: random.uniform() < today });
    if (afterFailure === 'gives up' && executions.at(-1)?.succeeded === false) break;
  }
  const steps = executions.flatMap(({ succeeded }, at) =>
    stepsOf(works[at] ?? job, `${kind} ${at + 1}`, { succeeded, random }),
  );
  const isDone = executions.every(({ succeeded }) => succeeded);
  return {
    told: {
      goal: goalOf(works, kind),
      context: 'You stand among chests.',
      outcome: isDone ? 'success' : 'failure',
      steps,
    },
    executions,
  };
}

function drawWorks(job: Job, others: readonly Job[], random: Random): readonly Job[] {
  const other = others.length === 0 ? undefined : others[random.whole(others.length)];
  if (other !== undefined) return random.shuffle([job, job, other]);
  return Array.from({ length: 1 + random.whole(2) }, () => job);
}

function goalOf(works: readonly Job[], kind: string): string {
  const verbs = [...new Set(works.map(({ verb }) => verb))];
  if (verbs.length > 1) return works.map(({ verb }) => `${verb} a ${kind}`).join(' and ');
  return works.length === 1 ? `${verbs.join()} the ${kind}` : `${verbs.join()} two ${kind}`;
}

function stepsOf(
  { verb, tool, state }: Job,
  thing: string,
  { succeeded, random }: { readonly succeeded: boolean; readonly random: Random },
): Told['steps'] {
  const chest = 1 + random.whole(8);
  return [
    [`open chest ${chest}`, `In chest ${chest} lie a ${thing} and a cord 1.`],
    [`take ${thing} from chest ${chest}`, `You hold ${thing} now.`],
    [`${verb} ${thing} with ${tool} 1`, succeeded ? `The ${thing} is ${state}.` : 'Nothing comes of it.'],
  ];
}
