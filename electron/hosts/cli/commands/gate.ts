import { resolve } from 'node:path';
import type { Command } from '../command.ts';
import { wrongUse, type Arguments } from '../arguments.ts';
import type { GateScores, ReasonerProgress } from '../../../../shared/contract/index.ts';
import { lastOf } from './lab-stream.ts';
import { withMemory } from './with-memory.ts';

/** The gate of a ProcMEM candidate under other parameters, or by a file of log-probabilities. */
export const gate: Command = {
  summary:
    'Judge a candidate of a ProcMEM memory: J, J of no change, dJ with its lower bound, and the steps behind them.',
  examples: ['gate x-1f00d2 --memory ./memory --epsilon 0.2'],
  operands: ['CANDIDATE'],
  options: { memory: 'text', epsilon: 'text', margin: 'text', form: 'text', logprobs: 'text', model: 'flag' },
  run: async (context) => {
    const { args } = context;
    const [id = ''] = args.operands;
    const epsilon = numberOf(args, 'epsilon', [0.01, 0.9]);
    const margin = numberOf(args, 'margin', [0, 1]);
    const form = args.text('form');
    if (form !== undefined && form !== 'paper' && form !== 'code') throw wrongUse('--form is paper or code.');
    const file = args.text('logprobs');
    const logProbabilities = file === undefined ? undefined : resolve(file);
    const isByModel = args.has('model');
    if (isByModel && file !== undefined) throw wrongUse('--model and --logprobs are two scorers: give one.');
    const report = await withMemory(context, async (client) => {
      if (isByModel) {
        const stream = await client.reasoner.score({ id }, { signal: context.signal });
        await lastOf<ReasonerProgress, GateScores>(context, stream, ({ characters }) => `${characters} scored`);
      }
      const scorer = isByModel ? ('reasoner' as const) : undefined;
      return client.strategies.gate({ id, epsilon, margin, form, logProbabilities, scorer });
    });
    const { surrogate, identity, difference, lower, surrogateMax, differenceMax, candidate } = report;
    const verdict = report.feasible ? (report.accepted ? 'passes' : 'does not pass') : 'infeasible';
    const text = [
      `${verdict}; J > 0 would ${report.paperAccepts ? 'accept' : 'reject'}`,
      `J ${surrogate.toFixed(4)}, J of no change ${identity.toFixed(4)}, dJ ${difference.toFixed(4)}, at least ${lower.toFixed(4)}`,
      `J at most ${surrogateMax.toFixed(4)}, dJ at most ${differenceMax.toFixed(4)}; clip ${report.epsilon}, margin ${report.margin}`,
      `${report.steps} steps of ${report.episodes} episodes, scorer: ${candidate.scorer}; ${report.unscored} steps without a figure`,
    ].join('\n');
    return { json: report, text };
  },
};

function numberOf(args: Arguments, name: string, [least, most]: readonly [number, number]): number | undefined {
  const text = args.text(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw wrongUse(`--${name} must be a number from ${least} to ${most}, not "${text}".`);
}
