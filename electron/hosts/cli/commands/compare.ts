import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { StatePlace } from '../../../../shared/contract/index.ts';
import { KnackError } from '../../../../shared/errors.ts';
import { wrongUse } from '../arguments.ts';
import type { Command } from '../command.ts';

/** A memory, a memory at an event (`MEM@SEQ`), or a snapshot file. What has the whole name is meant before an event is. */
async function placeOf(word: string): Promise<StatePlace> {
  const found = await stat(word).catch(() => null);
  if (found?.isFile() === true) return { kind: 'snapshot', file: resolve(word) };
  if (found !== null) return { kind: 'memory', uri: resolve(word), seq: null };
  const at = /^(.+)@([^@/\\]*)$/.exec(word);
  if (at === null) return memoryAt(word, null);
  const [, name = '', seq = ''] = at;
  if (isAddress(word) && !/^\d+$/.test(seq)) return memoryAt(word, null);
  if (!/^[1-9]\d{0,8}$/.test(seq)) {
    throw wrongUse(
      `There is nothing at "${word}", and what stands after its @ is no number of an event (from 1, as "list events" shows them).`,
    );
  }
  const isThere = isAddress(name) || (await stat(name).catch(() => null)) !== null;
  if (!isThere) {
    throw new KnackError({
      code: 'MEMORY_MISSING',
      happened: `"${word}" is event ${seq} of the memory at ${resolve(name)}, and there is no memory there.`,
      kept: 'Nothing was changed.',
      todo: 'Check the place.',
    });
  }
  return memoryAt(name, Number(seq));
}

const isAddress = (word: string): boolean => /^[a-z][a-z0-9+.-]+:\/\//i.test(word);

function memoryAt(name: string, seq: number | null): StatePlace {
  return { kind: 'memory', uri: isAddress(name) ? name : resolve(name), seq };
}

const marks = { added: '+', removed: '-', changed: '~' } as const;

/** Neither is opened for writing: a memory that a host holds can be compared too. */
export const compare: Command = {
  summary: 'Compare two memories, events of a memory (MEM@SEQ) or snapshots, item by item.',
  examples: ['compare ./memory@3 ./memory', 'compare before.knack ./memory'],
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
