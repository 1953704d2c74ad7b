import { readFile } from 'node:fs/promises';
import { procedureBodySchema } from '../../../../shared/model/index.ts';
import type { ProcedureBody } from '../../../../shared/model/index.ts';
import { wrongUse } from '../arguments.ts';
import type { Command, Context } from '../command.ts';
import { change } from './decide.ts';

const idOf = ({ args }: Context): string => args.operands[0] ?? '';
const onItem = { operands: ['ID'], options: { memory: 'text' } } as const;

export const pin: Command = {
  summary: 'Pin a procedure or meta-procedure: it is never pruned.',
  examples: ['pin p-02cac408a31495fc --memory ./memory'],
  ...onItem,
  run: (context) => change(context, (client) => client.library.pin({ id: idOf(context), pinned: true })),
};

export const unpin: Command = {
  summary: 'Take the pin away.',
  examples: ['unpin p-02cac408a31495fc --memory ./memory'],
  ...onItem,
  run: (context) => change(context, (client) => client.library.pin({ id: idOf(context), pinned: false })),
};

export const deleteCommand: Command = {
  summary: 'Delete a procedure or meta-procedure; it can be restored.',
  examples: ['delete p-02cac408a31495fc --memory ./memory'],
  ...onItem,
  run: (context) => change(context, (client) => client.library.remove({ id: idOf(context) })),
};

export const restore: Command = {
  summary: 'Restore what was deleted.',
  examples: ['restore p-02cac408a31495fc --memory ./memory'],
  ...onItem,
  run: (context) => change(context, (client) => client.library.restore({ id: idOf(context) })),
};

/** The body comes from a file, as `show` writes it: the whole record, or its body alone. */
export const edit: Command = {
  summary: 'Replace the body of a procedure by the one in a file (JSON, as show writes it).',
  examples: ['edit p-02cac408a31495fc body.json --memory ./memory'],
  operands: ['ID', 'FILE'],
  options: { memory: 'text', base: 'text' },
  run: async (context) => {
    const [id = '', file = ''] = context.args.operands;
    const { body, revision } = await readBody(file);
    return change(context, async (client) => {
      const baseRevision =
        context.args.text('base') ?? revision ?? (await client.library.procedure({ id })).procedure.revision;
      return client.library.edit({ id, baseRevision, body });
    });
  },
};

async function readBody(file: string): Promise<{ readonly body: ProcedureBody; readonly revision: string | null }> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) throw wrongUse(`${file} cannot be read.`);
  const value = parseJson(text);
  const isRecord = typeof value === 'object' && value !== null && 'body' in value;
  const parsed = procedureBodySchema.safeParse(isRecord ? value.body : value);
  if (!parsed.success) throw wrongUse(`${file} holds no body of a procedure: ${parsed.error.issues[0]?.message ?? ''}`);
  const revision = isRecord && 'revision' in value && typeof value.revision === 'string' ? value.revision : null;
  return { body: parsed.data, revision };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
