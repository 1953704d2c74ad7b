import { askModeSchema } from '../../../../shared/contract/index.ts';
import type { Command } from '../command.ts';
import { seedBounds, wrongUse } from '../arguments.ts';
import { withMemory } from './with-memory.ts';

/** Asks a memory for what to do. */
export const ask: Command = {
  summary: 'Rank what the memory knows for a goal, with every term of expected utility.',
  examples: ["ask 'cancel my subscription' --observation 'order 4711 is open' -k 3 --memory ./memory"],
  operands: ['GOAL'],
  options: { memory: 'text', observation: 'text', k: 'text', mode: 'text', macla: 'flag' },
  run: async (context) => {
    const { args } = context;
    const [goal = ''] = args.operands;
    if (goal.trim() === '') throw wrongUse('GOAL is empty.');
    const k = args.whole('k', { least: 1, most: 100 });
    const seed = args.whole('seed', seedBounds);
    const mode = askModeSchema.optional().safeParse(args.text('mode'));
    if (!mode.success) throw wrongUse(`--mode must be one of ${askModeSchema.options.join(', ')}.`);
    const options = { seed, mode: mode.data, macla: args.has('macla') };
    const ranking = await withMemory(context, (client) =>
      client.ask.rank({ goal, observation: args.text('observation') ?? '', k, options }),
    );
    const lines = ranking.candidates.map(
      ({ id, expectedUtility, relevance, mean, risk, information, goal: aim }) =>
        `${id}  utility ${expectedUtility.toFixed(3)}  relevance ${relevance.toFixed(2)}  mean ${mean.toFixed(2)}  risk ${risk.toFixed(2)}  information ${information.toFixed(2)}  ${aim}`,
    );
    const without = ranking.hasVectors ? [] : ['The embedding model of this memory is not there: words alone decide.'];
    return {
      json: ranking,
      text: [...without, ...lines, `choice: ${ranking.choice ?? 'none'}. ${ranking.reason}`].join('\n'),
    };
  },
};
