import { resolve } from 'node:path';
import type { Client, ConvertReport } from '../../../../shared/contract/index.ts';
import { KnackError } from '../../../../shared/errors.ts';
import { wrongUse } from '../arguments.ts';
import type { Command, Context } from '../command.ts';
import { answerOptions, readAnswers } from './answers.ts';
import { throttled } from './throttled.ts';

/** What people call the formats that are written, and what readers call them. */
const forms = { atif: 'atif', openai: 'openai-messages', 'openai-messages': 'openai-messages' } as const;

type To = (typeof forms)[keyof typeof forms];

/** Reads files of any format and writes their episodes in another. */
export const convert: Command = {
  summary: 'Write what files hold as ATIF or OpenAI messages, to a folder or one .jsonl file.',
  examples: ['convert runs.jsonl --to atif --out ./atif/'],
  operands: ['FILE...'],
  options: { to: 'text', out: 'text', ...answerOptions },
  run: async (context) => {
    const { args } = context;
    const to = parseTo(args.need('to'));
    const out = args.need('out');
    const answers = await readAnswers(args);
    const { connectWithout } = await import('../connect.ts');
    const { client, close } = connectWithout(args.text('now'));
    try {
      const paths = args.operands.map((path) => resolve(path));
      // What ends with a separator is a folder, also where there is none yet: `resolve` would take it away.
      const place = /[\\/]$/.test(out) ? `${resolve(out)}/` : resolve(out);
      const report = await follow(client, { paths, to, out: place, answers }, context);
      return { json: report, text: describe(report), status: report.trajectories === 0 ? 1 : 0 };
    } finally {
      await close();
    }
  },
};

function parseTo(name: string): To {
  const known = Object.entries(forms).find(([form]) => form === name);
  if (known === undefined) throw wrongUse(`Nothing is written as "${name}". There is: atif, openai.`);
  return known[1];
}

async function follow(
  client: Client,
  input: Parameters<Client['imports']['convert']>[0],
  { signal, tell, isTerminal }: Context,
): Promise<ConvertReport> {
  const say = throttled(tell, isTerminal);
  for await (const progress of await client.imports.convert(input, { signal })) {
    if (progress.kind === 'done') return progress.report;
    const { filesDone, files, trajectories, rejected } = progress;
    say(`${filesDone} of ${files} files, ${trajectories} episodes, ${rejected} rejected`);
  }
  throw new KnackError({
    code: 'CANCELLED',
    happened: 'The conversion ended without a report.',
    kept: 'Files that were finished are whole; of others nothing was left.',
    todo: 'Start it again.',
  });
}

function describe({ files, rejected, skipped, trajectories, to }: ConvertReport): string {
  return [
    ...rejected.map(({ file, record, reason }) => `rejected  ${file} #${record}: ${reason}`),
    ...skipped.map(({ file, reason }) => `skipped  ${file}: ${reason}`),
    ...files.map((one) => `${one.file}  ${one.format}  ${one.trajectories} episodes  ->  ${one.out}`),
    `${trajectories} episodes of ${files.length} files written as ${to}`,
  ].join('\n');
}
