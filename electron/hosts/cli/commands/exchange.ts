import { resolve } from 'node:path';
import type { ExportResult } from '../../../../shared/contract/index.ts';
import { wrongUse } from '../arguments.ts';
import type { Answer, Command } from '../command.ts';
import { withMemory } from './with-memory.ts';

const forms = ['snapshot', 'jsonl', 'csv'] as const;

const answerOf = (result: ExportResult): Answer => ({
  json: result,
  text: `${result.file}\nsha256 ${result.sha256}\nstate ${result.stateHash}`,
});

/** Paths go out whole: a host that holds the memory may stand in another folder. */
export const exportCommand: Command = {
  summary: `Write the memory to a file (${forms.join(', ')}).`,
  operands: ['FILE'],
  options: { memory: 'text', as: 'text' },
  run: async (context) => {
    const [file = ''] = context.args.operands;
    const wanted = context.args.text('as') ?? 'snapshot';
    const as = forms.find((form) => form === wanted);
    if (as === undefined) throw wrongUse(`There is no export as "${wanted}". There is: ${forms.join(', ')}.`);
    return answerOf(await withMemory(context, (client) => client.memory.exportTo({ file: resolve(file), as })));
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
