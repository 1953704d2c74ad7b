import { resolve } from 'node:path';
import { demonstrators, type Client, type RecordReport, type ReplayReport } from '../../../../shared/contract/index.ts';
import { type Arguments, wrongUse } from '../arguments.ts';
import type { Answer, Command, Context } from '../command.ts';
import { judge } from './lab-judge.ts';
import { compare, run } from './lab-run.ts';
import { lastOf } from './lab-stream.ts';
import { gamesOf, worldOf } from './lab-world.ts';

const seedsBelow = 2 ** 32;

const options: Command['options'] = {
  ...{ games: 'text', env: 'text', agent: 'text', episodes: 'text', 'max-steps': 'text', out: 'text' },
  ...{ memory: 'text', control: 'text', without: 'text', strategy: 'text', 'human-goals': 'text' },
  ...{ seeds: 'text', level: 'text', learn: 'flag' },
};

const played = ['games', 'env', 'memory', 'control', 'without', 'strategy', 'human-goals', 'seeds', 'max-steps'];
/** What each takes of the options: one that would be left unread is refused. */
const taken = new Map<string, readonly string[]>([
  ['record', ['games', 'agent', 'episodes', 'max-steps', 'out']],
  ['replay', ['games', 'env']],
  ['run', [...played, 'learn', 'out']],
  ['compare', played],
  ['judge', ['games', 'env', 'memory', 'level', 'episodes', 'max-steps']],
]);

/** @throws KnackError WRONG_USE */
function refuseOthers(what: string, args: Arguments): void {
  const own = taken.get(what);
  if (own === undefined) return;
  const other = Object.entries(options).find(
    ([name, kind]) => !own.includes(name) && (kind === 'flag' ? args.has(name) : args.text(name) !== undefined),
  );
  if (other !== undefined) throw wrongUse(`lab ${what} takes no --${other[0]}. It takes: --${own.join(', --')}.`);
}

/** Recordings from a world, recordings played again in it, and runs that are measured. */
export const lab: Command = {
  summary: [
    'Play games: record, replay, run, compare, judge.',
    'record   a demonstrator plays games: --games, --agent, --episodes, --out',
    'replay   recordings are played again and compared: --games or --env, FILE...',
    'run      the memory or a control plays and is measured: --memory, --games or --env',
    'compare  several play the same games: --memory, --games or --env',
    'judge    edits of skills play beside the skills as they were: --memory (ProcMEM), CANDIDATE...',
  ].join('\n'),
  examples: [
    'lab record --games ./games --agent expert --episodes 24 --out shown.jsonl',
    'lab replay --games ./games shown.jsonl',
    'lab run --games ./games --memory ./memory --out played.jsonl',
    'lab compare --games ./games --memory ./memory --control nearest,skeleton',
  ],
  operands: ['record|replay|run|compare|judge', '[FILE]...'],
  options,
  run: async (context) => {
    const [what = '', ...files] = context.args.operands;
    refuseOthers(what, context.args);
    if (what === 'record') return record(context, files);
    if (what === 'replay') return replay(context, files);
    if (what === 'run') return run(context, files);
    if (what === 'compare') return compare(context, files);
    if (what === 'judge') return judge(context, files);
    throw wrongUse(`There is no "lab ${what}". There is: record, replay, run, compare, judge.`);
  },
};

async function record(context: Context, files: readonly string[]): Promise<Answer> {
  const { args, signal } = context;
  if (files.length > 0) throw wrongUse(`"${files[0] ?? ''}" is one word too many.`);
  const wanted = args.need('agent');
  const agent = demonstrators.find((name) => name === wanted);
  if (agent === undefined) throw wrongUse(`There is no agent "${wanted}". There is: ${demonstrators.join(', ')}.`);
  const request = {
    games: gamesOf(args),
    agent,
    episodes: needWhole(args, 'episodes', 1_000_000),
    seed: args.whole('seed', { least: 0, most: seedsBelow - 1 }) ?? 0,
    maxSteps: args.whole('max-steps', { least: 1, most: 10_000 }) ?? 50,
    out: resolve(args.need('out')),
  };
  const report = await last<RecordReport>(context, (client) => client.lab.record(request, { signal }));
  const { episodes, success, failure, steps, unplayable } = report;
  const left = unplayable.map(({ reason }) => reason);
  return {
    json: report,
    text: [
      ...left,
      `${request.out}: ${episodes} episodes, ${success} success, ${failure} failure; ${steps} steps`,
    ].join('\n'),
  };
}

async function replay(context: Context, files: readonly string[]): Promise<Answer> {
  if (files.length === 0) throw wrongUse('FILE... is missing.');
  const input = { world: worldOf(context.args), paths: files.map((file) => resolve(file)) };
  const { signal } = context;
  const report = await last<ReplayReport>(context, (client) => client.lab.replay(input, { signal }));
  return { json: report, text: describe(report), status: report.episodes === 0 ? 1 : 0 };
}

function needWhole(args: Arguments, option: string, most: number): number {
  args.need(option);
  return args.whole(option, { least: 1, most }) ?? 1;
}

/** Follows a stream of an engine without a memory. */
async function last<T>(context: Context, start: (client: Client) => Promise<AsyncIterable<Told<T>>>): Promise<T> {
  const { connectWithout } = await import('../connect.ts');
  const { client, close } = connectWithout(context.args.text('now'));
  try {
    return await lastOf<Progress, T>(context, await start(client), ({ episodes }) =>
      episodes % 100 === 0 ? `${episodes} episodes` : null,
    );
  } finally {
    await close();
  }
}

interface Progress {
  readonly kind: 'progress';
  readonly episodes: number;
}

type Told<T> = Progress | { readonly kind: 'done'; readonly report: T };

function describe(report: ReplayReport): string {
  const { episodes, steps, identicalObservations, agreeingOutcomes, knownOutcomes } = report;
  return [
    ...report.skipped.map(({ file, reason }) => `skipped  ${file}: ${reason}`),
    ...report.unplayed.map(({ episode, reason }) => `not played  ${episode}: ${reason}`),
    ...report.differences.map(
      ({ episode, step, command, recorded, got }) =>
        `differs  ${episode}, step ${step}: ${command}\n  recorded  ${recorded}\n  got       ${got}`,
    ),
    `${episodes} episodes: ${identicalObservations} of ${steps} observations are the same, ${agreeingOutcomes} of ${knownOutcomes} outcomes agree`,
  ].join('\n');
}
