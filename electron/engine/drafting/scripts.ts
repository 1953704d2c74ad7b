import type { Span } from '../../../shared/contract/index.ts';
import type { Procedure, ProcedureBody, ProcedureStep } from '../../../shared/model/index.ts';
import { contentId } from '../identity/index.ts';
import type { ReasonerQuestion } from '../ports.ts';
import { bodyMaterial, clip, materialOf, spansMaterial, stepsMaterial, unknownSlots } from './material.ts';

export interface AbstractInput {
  readonly entry: Procedure;
  readonly steps: Span['steps'];
}

/** Asks for the script of the episode that an entry of Mem^p keeps. */
export function abstractQuestion({ entry: { body }, steps }: AbstractInput): ReasonerQuestion<'abstract'> {
  const byRules = body.steps.map(({ template }) => template);
  return {
    task: 'abstract',
    material: materialOf({
      task: clip(body.goal),
      ...bodyMaterial(body),
      scriptByRules: byRules,
      episode: stepsMaterial(steps),
    }),
    byRules: { steps: byRules, because: '' },
    fault: ({ steps: written }) => unknownSlots(written, body),
  };
}

export interface RewriteInput {
  readonly entry: Procedure;
  readonly success: readonly Span[];
  readonly failure: readonly Span[];
}

/** Asks for an entry's script after the episodes that it was retrieved for, as the paper's adjustment does [P]. */
export function rewriteQuestion({ entry: { body }, success, failure }: RewriteInput): ReasonerQuestion<'rewrite'> {
  const byRules = body.steps.map(({ template }) => template);
  return {
    task: 'rewrite',
    material: materialOf({
      task: clip(body.goal),
      ...bodyMaterial(body),
      script: byRules,
      failures: spansMaterial(failure),
      successes: spansMaterial(success),
    }),
    byRules: { steps: byRules, because: '' },
    fault: ({ steps }) => unknownSlots(steps, body),
  };
}

/** The same entry with another script. Steps that stay keep their evidence; new ones have none. */
export function scripted(body: ProcedureBody, templates: readonly string[]): ProcedureBody {
  const times = new Map<string, number>();
  const steps = templates.map((template): ProcedureStep => {
    const time = times.get(template) ?? 0;
    times.set(template, time + 1);
    const known = body.steps.filter((step) => step.template === template)[time];
    const fresh = {
      kind: body.steps[0]?.kind ?? 'text',
      optional: false,
      repeats: false,
      evidence: { present: 0, of: 0 },
    };
    return known ?? { ...fresh, template, id: contentId({ text: template, time }).slice(0, 16) };
  });
  return { ...body, steps };
}
