import type { Client } from '../../../../shared/contract/index.ts';
import { KnackError } from '../../../../shared/errors.ts';
import type { Command } from '../command.ts';
import { failureOf } from '../errors.ts';
import { withMemory } from './with-memory.ts';

/** Shows one record as a whole. */
export const show: Command = {
  summary: 'Show one procedure, meta-procedure, proposal, trajectory or event (by its number).',
  examples: ['show p-02cac408a31495fc --memory ./memory'],
  operands: ['ID'],
  options: { memory: 'text' },
  run: async (context) => {
    const [id = ''] = context.args.operands;
    const record = await withMemory(context, (client) => find(client, id));
    return { json: record, text: JSON.stringify(record, null, 2) };
  },
};

/** The record with this id, whichever kind it is of. @throws KnackError NOT_FOUND */
async function find(client: Client, id: string): Promise<unknown> {
  const lookups: readonly (() => Promise<unknown>)[] = [
    async () => {
      const { procedure, ...rest } = await client.library.procedure({ id });
      return { ...procedure, ...rest };
    },
    async () => {
      const { meta, ...rest } = await client.library.meta({ id });
      return { ...meta, ...rest };
    },
    async () => {
      const { proposal, ...rest } = await client.review.get({ id });
      return { ...proposal, ...rest };
    },
    async () => {
      const { trajectory, ...rest } = await client.trajectories.get({ id });
      return { ...trajectory, ...rest };
    },
  ];
  for (const look of lookups) {
    try {
      return await look();
    } catch (error) {
      if (failureOf(error).code !== 'NOT_FOUND') throw error;
    }
  }
  const event = (await client.memory.events()).find(({ seq }) => String(seq) === id);
  if (event !== undefined) return { id, ...event };
  throw new KnackError({
    code: 'NOT_FOUND',
    happened: `There is nothing with the id ${id} in this memory.`,
    kept: 'Nothing was changed.',
    todo: 'Use list for the ids.',
  });
}
