import type { Span } from '../../../shared/contract/index.ts';
import type { Procedure, ProcedureBody } from '../../../shared/model/index.ts';
import type { ReasonerQuestion } from '../ports.ts';
import { bodyMaterial, materialOf, spansMaterial, unknownSlots } from './material.ts';

/** Other goals that a name must be told apart from. */
const neighboursShown = 8;

export interface DescribeInput {
  readonly procedure: Procedure;
  readonly others: readonly Procedure[];
  readonly success: readonly Span[];
}

/** Asks for the wording of a procedure's goal. */
export function describeQuestion({ procedure, others, success }: DescribeInput): ReasonerQuestion<'describe'> {
  const { body } = procedure;
  const taken = new Set(others.map((other) => other.body.goal.toLowerCase()));
  return {
    task: 'describe',
    material: materialOf({
      goalByRules: body.goal,
      ...bodyMaterial(body),
      neighbours: neighboursOf(procedure, others),
      examples: spansMaterial(success),
    }),
    byRules: { goal: body.goal, because: '' },
    fault: ({ goal }) =>
      taken.has(goal.toLowerCase()) ? 'Another procedure is called that already.' : unknownSlots([goal], body),
  };
}

/** The same procedure under another goal. */
export function described(body: ProcedureBody, goal: string): ProcedureBody {
  return { ...body, goal };
}

/** The goals that share most words and steps with it, the most alike first. */
function neighboursOf(procedure: Procedure, others: readonly Procedure[]): readonly string[] {
  const own = wordsOf(procedure.body);
  return others
    .map(({ id, body }) => ({ id, goal: body.goal, shared: [...wordsOf(body)].filter((word) => own.has(word)).length }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared || (a.id < b.id ? -1 : 1))
    .slice(0, neighboursShown)
    .map(({ goal }) => goal);
}

function wordsOf({ goal, steps }: ProcedureBody): ReadonlySet<string> {
  const text = [goal, ...steps.map(({ template }) => template)].join(' ').toLowerCase();
  return new Set(text.match(/[\p{L}\p{N}]+/gu) ?? []);
}
