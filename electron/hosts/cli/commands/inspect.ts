import { hintMapping } from './mapping-hint.ts';
import type { Command } from '../command.ts';
import { answerOptions, readAnswers } from './answers.ts';

/** Counts what files hold, without keeping anything. */
export const inspect: Command = {
  summary: 'Say what files hold: format, episodes, outcomes, steps.',
  examples: ['inspect runs.jsonl logs/'],
  operands: ['FILE...'],
  options: answerOptions,
  run: async ({ args, signal, tell }) => {
    const answers = await readAnswers(args);
    const { connectWithout } = await import('../connect.ts');
    const { client } = connectWithout(args.text('now'));
    const report = await client.imports.inspect({ paths: [...args.operands], answers }, { signal });
    await hintMapping(client, report.skipped, tell);
    const lines = [...report.files, { file: 'total', format: '', ...report.totals }].map(
      ({ file, format, trajectories, success, failure, unknown, steps }) =>
        `${file}  ${format}  ${trajectories} episodes: ${success} success, ${failure} failure, ${unknown} unknown; ${steps} steps`,
    );
    const rejected = report.files.flatMap(({ file, rejected: records }) =>
      records.map(({ record, reason }) => `rejected  ${file} #${record}: ${reason}`),
    );
    const notes = report.files.flatMap(({ file, notes: told }) => told.map((note) => `note  ${file}: ${note}`));
    const skipped = report.skipped.map(({ file, reason }) => `skipped  ${file}: ${reason}`);
    return {
      json: report,
      text: [...rejected, ...skipped, ...notes, ...lines].join('\n'),
      status: report.files.length === 0 ? 1 : 0,
    };
  },
};
