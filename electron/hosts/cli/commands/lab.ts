import { resolve } from 'node:path';
import {
  demonstrators,
  type Client,
  type RecordReport,
  type ReplayReport,
  type WorldChoice,
} from '../../../../shared/contract/index.ts';
import { KnackError } from '../../../../shared/errors.ts';
import { type Arguments, wrongUse } from '../arguments.ts';
import type { Answer, Command, Context } from '../command.ts';

const seedsBelow = 2 ** 32;

/** Recordings from a world, and recordings played again in it. */
export const lab: Command = {
  summary: 'lab record: record a demonstrator in games. lab replay: play recordings again and compare.',
  operands: ['record|replay', '[FILE]...'],
  options: { games: 'text', env: 'text', agent: 'text', episodes: 'text', 'max-steps': 'text', out: 'text' },
  run: async (context) => {
    const [what, ...files] = context.args.operands;
    if (what === 'record') return record(context, files);
    if (what === 'replay') return replay(context, files);
    throw wrongUse(`There is no "lab ${what ?? ''}". There is: record, replay.`);
  },
};

async function record(context: Context, files: readonly string[]): Promise<Answer> {
  const { args, signal } = context;
  if (files.length > 0) throw wrongUse(`"${files[0] ?? ''}" is one word too many.`);
  const wanted = args.need('agent');
  const agent = demonstrators.find((name) => name === wanted);
  if (agent === undefined) throw wrongUse(`There is no agent "${wanted}". There is: ${demonstrators.join(', ')}.`);
  const request = {
    games: resolve(args.need('games')),
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

function worldOf(args: Arguments): WorldChoice {
  const command = args.text('env');
  if (command === undefined) return { kind: 'games', folder: resolve(args.need('games')) };
  if (args.text('games') !== undefined) throw wrongUse('--games and --env are two worlds: give one.');
  return { kind: 'program', command };
}

function needWhole(args: Arguments, option: string, most: number): number {
  args.need(option);
  return args.whole(option, { least: 1, most }) ?? 1;
}

type Told<T> = { readonly kind: 'progress'; readonly episodes: number } | { readonly kind: 'done'; readonly report: T };

/** Follows a stream to its report, with a line of progress for people. */
async function last<T>(
  { args, tell, isTerminal }: Context,
  start: (client: Client) => Promise<AsyncIterable<Told<T>>>,
): Promise<T> {
  const { connectWithout } = await import('../connect.ts');
  const { client, close } = connectWithout(args.text('now'));
  try {
    for await (const told of await start(client)) {
      if (told.kind === 'done') return told.report;
      if (isTerminal && told.episodes % 100 === 0) tell(`${told.episodes} episodes`);
    }
  } finally {
    await close();
  }
  throw new KnackError({
    code: 'CANCELLED',
    happened: 'The work ended without a report.',
    kept: 'Nothing was changed.',
    todo: 'Start it again.',
  });
}

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
