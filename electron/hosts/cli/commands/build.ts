import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { BuildReport, Client, ImportAnswers, ImportProgress } from '../../../../shared/contract/index.ts';
import { KnackError } from '../../../../shared/errors.ts';
import { strategySchema } from '../../../../shared/model/index.ts';
import type { Strategy } from '../../../../shared/model/index.ts';
import type { Arguments } from '../arguments.ts';
import { wrongUse } from '../arguments.ts';
import type { Command, Context } from '../command.ts';
import { answerOptions, readAnswers } from './answers.ts';
import { hintMapping } from './mapping-hint.ts';
import { withMemory } from './with-memory.ts';

/** Imports files into a memory, which is made where there is none. */
export const build: Command = {
  summary: 'Import files into a memory; it is made where there is none.',
  examples: ['build runs.jsonl --memory ./memory', "build runs.csv --memory ./memory --outcome 'score>=0.8'"],
  operands: ['FILE...'],
  options: { memory: 'text', strategy: 'text', 'no-cap': 'flag', ...answerOptions },
  run: async (context) => {
    const { args } = context;
    const answers = await readAnswers(args);
    const strategy = readStrategy(args.text('strategy'));
    args.need('memory');
    await checkPaths(args.operands);
    const report = await withMemory(
      context,
      async (client) => {
        await checkStrategy(client, strategy);
        await applyOptions(client, args);
        const done = await importAll(client, { context, answers });
        await hintMapping(client, done.skipped, context.tell);
        return done;
      },
      { strategy, isFailure: ({ read }) => read === 0 },
    );
    return { json: report, text: describe(report), status: report.read === 0 ? 1 : 0 };
  },
};

function readStrategy(name: string | undefined): Strategy | undefined {
  if (name === undefined) return undefined;
  const read = strategySchema.safeParse(name);
  if (read.success) return read.data;
  throw wrongUse(`There is no strategy "${name}". There is: ${strategySchema.options.join(', ')}.`);
}

/** A memory keeps the strategy that it was made with: another one is asked for by name, not by accident. */
async function checkStrategy(client: Client, strategy: Strategy | undefined): Promise<void> {
  if (strategy === undefined) return;
  const { settings } = await client.memory.info();
  if (settings.strategy === strategy) return;
  throw new KnackError({
    code: 'WRONG_USE',
    happened: `This memory learns by ${settings.strategy}, not by ${strategy}.`,
    kept: 'It is as it was.',
    todo: 'Build another memory, or change the strategy of this one in its settings.',
  });
}

/** A memory is not made for files that are not there. */
async function checkPaths(paths: readonly string[]): Promise<void> {
  const found = await Promise.all(
    paths.map((path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    ),
  );
  if (found.includes(true)) return;
  throw new KnackError({
    code: 'FILE_UNREADABLE',
    happened: `There is no file at ${paths.slice(0, 3).join(', ')}.`,
    kept: 'No memory was made or changed.',
    todo: 'Check the paths.',
  });
}

async function applyOptions(client: Client, args: Arguments): Promise<void> {
  if (!args.has('no-cap')) return;
  const { settings } = await client.memory.info();
  if (settings.maxProcedures === null && settings.maxMetaProcedures === null) return;
  await client.memory.changeSettings({ settings: { ...settings, maxProcedures: null, maxMetaProcedures: null } });
}

async function importAll(
  client: Client,
  { context, answers }: { readonly context: Context; readonly answers: ImportAnswers },
): Promise<BuildReport> {
  const { args, signal, tell, isTerminal } = context;
  // Paths go out whole: a host that holds the memory may stand in another folder.
  const paths = args.operands.map((path) => resolve(path));
  const stream = await client.imports.run({ paths, answers }, { signal });
  let stage = '';
  for await (const progress of stream) {
    if (progress.kind === 'done') return progress.report;
    if (isTerminal || progress.stage !== stage) tell(progressLine(progress));
    ({ stage } = progress);
  }
  throw new KnackError({
    code: 'CANCELLED',
    happened: 'The import ended without a report.',
    kept: 'The memory is as it was before.',
    todo: 'Start it again.',
  });
}

function progressLine(progress: ImportProgress & { readonly kind: 'progress' }): string {
  const { stage, filesDone, files, trajectories, rejected, rate, secondsLeft } = progress;
  if (stage !== 'reading') return stage;
  const speed = rate === null ? '' : `, ${Math.round(rate)}/s`;
  const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  return `reading: ${filesDone} of ${files} files, ${trajectories} episodes, ${rejected} rejected${speed}${left}`;
}

function describe(report: BuildReport): string {
  const { success, failure, unknown } = report.trajectories;
  return [
    ...report.rejected.map(({ file, record, reason }) => `rejected  ${file} #${record}: ${reason}`),
    ...report.skipped.map(({ file, reason }) => `skipped  ${file}: ${reason}`),
    `read ${report.read}, imported ${report.imported}, already there ${report.alreadyThere}, rejected ${report.rejected.length}`,
    ...(report.resumed === undefined ? [] : [`${report.resumed} files had been read before the interruption`]),
    ...(unknown > 0 && report.imported > 0
      ? ['some episodes have no outcome: "knack inspect FILE" says which --outcome could tell it']
      : []),
    `${success + failure + unknown} episodes: ${success} success, ${failure} failure, ${unknown} unknown; ${report.steps} steps`,
    `${report.procedures} procedures, ${report.metaProcedures} meta-procedures, ${report.proposals} proposals; ${report.segments} segments, ${report.evidence} evidence rows`,
    `state ${report.stateHash}`,
    `${report.seconds.total.toFixed(1)} s, ${report.peakRssMiB} MiB`,
  ].join('\n');
}
