import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { StatePlace } from '../../../../shared/contract/index.ts';
import type { Command } from '../command.ts';

/** A memory, a memory at an event (`MEM@SEQ`), or a snapshot file. */
async function placeOf(word: string): Promise<StatePlace> {
  const at = /^(.+)@(\d{1,9})$/.exec(word);
  const [name, seq] = [at?.[1] ?? word, at === null ? null : Number(at[2])];
  const found = await stat(word).catch(() => null);
  if (found?.isFile() === true) return { kind: 'snapshot', file: resolve(word) };
  const uri = /^[a-z][a-z0-9+.-]+:\/\//i.test(name) ? name : resolve(name);
  return { kind: 'memory', uri, seq: seq === 0 ? null : seq };
}

const marks = { added: '+', removed: '-', changed: '~' } as const;

/** Neither is opened for writing: a memory that a host holds can be compared too. */
export const compare: Command = {
  summary: 'Compare two memories, events of a memory (MEM@SEQ) or snapshots, item by item.',
  operands: ['A', 'B'],
  options: {},
  run: async ({ args }) => {
    const [one = '', other = ''] = args.operands;
    const { connectWithout } = await import('../connect.ts');
    const { client, close } = connectWithout(args.text('now'));
    try {
      const result = await client.compare.states({ a: await placeOf(one), b: await placeOf(other) });
      const lines = result.items.flatMap(({ table, id, label, change, fields }) => [
        `${marks[change]} ${table}  ${id}  ${label}`,
        ...(change === 'changed'
          ? fields.map(({ field, before, after }) => `    ${field}: ${before ?? ''} -> ${after ?? ''}`)
          : []),
      ]);
      const missing = result.missing.map((name) => `un-learned since, and not shown: ${name}`);
      const text = [...lines, ...missing, result.same ? 'the same state' : `${result.a} -> ${result.b}`].join('\n');
      return { json: result, text };
    } finally {
      await close();
    }
  },
};
