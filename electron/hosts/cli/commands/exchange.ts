import { resolve } from 'node:path';
import { exportForms, exportTables, secretKindSchema } from '../../../../shared/contract/index.ts';
import type { ExportResult } from '../../../../shared/contract/index.ts';
import { wrongUse } from '../arguments.ts';
import type { Answer, Command } from '../command.ts';
import { withMemory } from './with-memory.ts';

const answerOf = (result: ExportResult): Answer => ({
  json: result,
  text: [
    result.file,
    ...(result.redactions ?? []).map(({ kind, count }) => `redacted ${kind}: ${count}`),
    `sha256 ${result.sha256}`,
    `state ${result.stateHash}`,
  ].join('\n'),
});

/** Paths go out whole: a host that holds the memory may stand in another folder. */
export const exportCommand: Command = {
  summary: `Write the memory to a file or, as skills, to a folder (${exportForms.join(', ')}). Secrets are taken out, but of a snapshot.`,
  operands: ['FILE'],
  options: { memory: 'text', as: 'text', table: 'text', keep: 'text', 'no-redaction': 'flag', preview: 'flag' },
  run: async (context) => {
    const [file = ''] = context.args.operands;
    const { args } = context;
    const as = oneOf(exportForms, args.text('as') ?? 'snapshot', 'export as');
    const table = oneOf(exportTables, args.text('table') ?? 'library', 'table');
    const kept = (args.text('keep') ?? '').split(',').filter(Boolean);
    const keep = kept.map((kind) => oneOf(secretKindSchema.options, kind, 'kind of secret'));
    const request = { as, table, keep, redact: !args.has('no-redaction') };
    if (args.has('preview')) {
      const preview = await withMemory(context, (client) => client.memory.previewExport(request));
      const found = preview.findings.map(({ kind, where, around }) => `${kind}  ${where}  ${around}`);
      const text = [`${preview.fileCount} files, ${preview.rows} rows`, ...found].join('\n');
      return { json: preview, text };
    }
    return answerOf(await withMemory(context, (client) => client.memory.exportTo({ file: resolve(file), ...request })));
  },
};

export const importCommand: Command = {
  summary: 'Make a memory from a snapshot.',
  operands: ['FILE'],
  options: { memory: 'text' },
  run: async ({ args }) => {
    const [file = ''] = args.operands;
    const uri = args.need('memory');
    const { connectWithout } = await import('../connect.ts');
    const { client, close } = connectWithout(args.text('now'));
    try {
      return answerOf(await client.memory.importSnapshot({ file: resolve(file), uri }));
    } finally {
      await close();
    }
  },
};

function oneOf<T extends string>(known: readonly T[], word: string, what: string): T {
  const found = known.find((one) => one === word);
  if (found === undefined) throw wrongUse(`There is no ${what} "${word}". There is: ${known.join(', ')}.`);
  return found;
}
