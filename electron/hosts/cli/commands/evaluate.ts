import type { EvaluateProgress, EvaluateReport, OutcomeForecast } from '../../../../shared/contract/index.ts';
import type { Command } from '../command.ts';
import { answerOptions, readAnswers } from './answers.ts';
import { lastOf } from './lab-stream.ts';
import { withMemory } from './with-memory.ts';

/** Asks a memory about episodes that it does not know: their next steps, and how they end. */
export const evaluate: Command = {
  summary: 'Ask a memory about held-out files: next steps and outcomes, beside two baselines.',
  examples: ['evaluate held-out.jsonl --memory ./memory'],
  operands: ['FILE...'],
  options: { memory: 'text', ...answerOptions },
  run: async (context) => {
    const { args, signal } = context;
    args.need('memory');
    const answers = await readAnswers(args);
    const report = await withMemory(context, async (client) =>
      lastOf<EvaluateProgress, EvaluateReport>(
        context,
        await client.lab.evaluate({ paths: [...args.operands], answers }, { signal }),
        (told) => (told.kind === 'progress' ? `${told.episodes} episodes` : null),
      ),
    );
    return { json: report, text: describe(report) };
  },
};

function describe(report: EvaluateReport): string {
  const { episodes, steps, known, nextStep, baselines, outcome, outcomeAfter, coverage, notes, skipped } = report;
  const ranks = ({ top1, top3, kind }: EvaluateReport['nextStep']): string =>
    `first ${percent(top1)}, among three ${percent(top3)}; its kind ${percent(kind.top1)}, ${percent(kind.top3)}`;
  const forecasts = [...(outcome === null ? [] : [outcome]), ...outcomeAfter];
  return [
    `${episodes} held-out episodes, ${steps} steps to foretell${known === 0 ? '' : `; ${known} that the memory knows were left out`}`,
    `next step, memory         ${ranks(nextStep)}`,
    `next step, most frequent  ${ranks(baselines.mostFrequent)}`,
    `next step, nearest        ${ranks(baselines.nearest)}`,
    ...forecasts.map(forecastLine),
    `steps in procedures that the memory has: ${percent(coverage)}`,
    ...notes,
    ...skipped.map(({ file, reason }) => `skipped  ${file}: ${reason}`),
  ].join('\n');
}

function forecastLine({ steps, episodes, brierSkill, auc, baselines }: OutcomeForecast): string {
  const when = steps === 0 ? 'at the start' : `after ${steps} steps`;
  return `outcome ${when}, ${episodes} episodes: Brier skill ${figure(brierSkill)}, AUC ${figure(auc)}; by the nearest ${figure(baselines.nearest.brierSkill)}, ${figure(baselines.nearest.auc)}`;
}

function percent(share: number | null): string {
  return share === null ? 'unknown' : `${(100 * share).toFixed(1)} %`;
}

function figure(value: number | null): string {
  return value === null ? 'unknown' : value.toFixed(3);
}
