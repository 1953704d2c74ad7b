import type { Connection } from '../connect.ts';
import type { Command, Context } from '../command.ts';
import { withMemory } from './with-memory.ts';

export const state: Command = {
  summary: 'Say where the memory stands: its state digest, its last event, its counts.',
  examples: ['state --memory ./memory', 'state --memory ./memory --at 3'],
  operands: [],
  options: { memory: 'text', at: 'text' },
  run: async (context) => {
    const at = context.args.whole('at', { least: 1, most: 2 ** 31 });
    if (at !== undefined) {
      const past = await withMemory(context, (client) => client.compare.stateAt({ seq: at }));
      const missing = past.missing.map((name) => `un-learned since, and not shown: ${name}`);
      const { seq: revision, ...rest } = past;
      return {
        json: { ...rest, revision },
        text: [`state ${past.stateHash}`, `event ${at}`, `${past.counts.procedures} procedures`, ...missing].join('\n'),
      };
    }
    const { stateHash, revision, counts } = await withMemory(context, (client) => client.memory.info());
    const { success, failure, unknown } = counts.trajectories;
    return {
      json: { stateHash, revision, counts },
      text: [
        `state ${stateHash}`,
        `event ${revision}`,
        `${success + failure + unknown} episodes, ${counts.procedures} procedures, ${counts.metaProcedures} meta-procedures, ${counts.pendingProposals} of ${counts.proposals} proposals pending`,
      ].join('\n'),
    };
  },
};

/** Checks a memory or a snapshot without opening it, through the host that holds it where there is one. */
export const verify: Command = {
  summary: 'Check everything that a memory or a snapshot promises.',
  examples: ['verify ./memory', 'verify memory.knack'],
  operands: ['MEM|FILE'],
  options: {},
  run: async (context) => {
    const [target = ''] = context.args.operands;
    const { connection, isHeld } = await reach(context, target);
    try {
      const report = await connection.client.memory.verify(isHeld ? {} : { target });
      const lines = report.checks.map(
        ({ name, ok, fault }) => `${ok ? 'ok    ' : 'FAULT '}${name}${fault === null ? '' : `: ${fault}`}`,
      );
      return { json: report, text: lines.join('\n'), status: report.ok ? 0 : 1 };
    } finally {
      await connection.close();
    }
  },
};

async function reach(
  { args }: Context,
  target: string,
): Promise<{ readonly connection: Connection; readonly isHeld: boolean }> {
  const { attach } = await import('../../serve/attach.ts');
  const attached = await attach(target);
  if (attached !== null) {
    return { connection: { client: attached.client, close: async () => attached.close() }, isHeld: true };
  }
  const { connectWithout } = await import('../connect.ts');
  return { connection: connectWithout(args.text('now')), isHeld: false };
}
