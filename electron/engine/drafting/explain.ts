import type { Span } from '../../../shared/contract/index.ts';
import type { Contrast, Proposal } from '../../../shared/model/index.ts';
import type { ReasonerQuestion } from '../ports.ts';
import { bodyMaterial, materialOf, spansMaterial } from './material.ts';

export interface ExplainInput {
  readonly proposal: Proposal;
  readonly success: readonly Span[];
  readonly failure: readonly Span[];
}

/** Asks for the differences behind a proposal in words; the rules say them as sentences with counts. */
export function explainQuestion({ proposal, success, failure }: ExplainInput): ReasonerQuestion<'contrast'> {
  const { before, contrasts } = proposal;
  return {
    task: 'contrast',
    material: materialOf({
      procedure: { goal: before.goal, ...bodyMaterial(before) },
      differences: contrasts.map(({ part, side, label, table }) => ({ part, goesWith: side, label, ...table })),
      success: spansMaterial(success),
      failure: spansMaterial(failure),
    }),
    byRules: { explanation: contrasts.map(inWords).join('\n') || 'It rests on no counted difference.' },
  };
}

function inWords({ label, table, strong }: Contrast): string {
  const { presentSuccess, presentFailure, absentSuccess, absentFailure } = table;
  const rate = (good: number, bad: number): string => `${good} of ${good + bad} episodes succeeded`;
  const end = strong ? '.' : '; such few episodes may differ by coincidence.';
  return `${label}: with it ${rate(presentSuccess, presentFailure)}, without it ${rate(absentSuccess, absentFailure)}${end}`;
}
