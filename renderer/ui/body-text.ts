import { diffArrays } from 'diff';
import { renderCondition, type Condition, type ProcedureBody, type ProcedureStep } from '../../shared/model/index.ts';

/** A procedure as lines of text, every field of it: what two revisions differ in, their lines differ in. */
export function bodyLines(body: ProcedureBody): readonly string[] {
  return [
    `goal: ${body.goal}`,
    'before:',
    ...body.preconditions.map(conditionLine),
    'steps:',
    ...body.steps.map(stepLine),
    'after:',
    ...body.postconditions.map(conditionLine),
    'slots:',
    ...body.slots.map(
      ({ name, type, examples, boundFrom }) =>
        `  {${name}}: ${type}; seen ${examples.map(({ value, count }) => `${value} ${count}×`).join(', ') || 'nothing'}; bound from goal ${boundFrom.goal}, observation ${boundFrom.observation}, step ${boundFrom.step}`,
    ),
  ];
}

function conditionLine(condition: Condition): string {
  const { holds, of } = condition.evidence;
  return `  ${renderCondition(condition)}  [${condition.origin}; ${holds}/${of}]`;
}

function stepLine({ template, optional, repeats, evidence }: ProcedureStep, index: number): string {
  const flags = [optional ? 'optional' : '', repeats ? 'repeats' : ''].filter(Boolean).join(', ');
  return `  ${index + 1}. ${template}  [${evidence.present}/${evidence.of}${flags === '' ? '' : `; ${flags}`}]`;
}

export interface TextLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** The lines of both sides in reading order. Without the added ones they are the old text, without the removed ones the new. */
export function textLines(before: ProcedureBody, after: ProcedureBody): readonly TextLine[] {
  return diffArrays([...bodyLines(before)], [...bodyLines(after)]).flatMap(({ value, added, removed }) =>
    value.map((text): TextLine => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text })),
  );
}
