import { diffArrays } from 'diff';
import {
  renderCondition,
  type Condition,
  type MetaBody,
  type MetaPlace,
  type ProcedureBody,
  type ProcedureStep,
} from '../../shared/model/index.ts';

/** A procedure as lines of text, every field of it: what two revisions differ in, their lines differ in. */
export function bodyLines(body: ProcedureBody): readonly string[] {
  return [
    ...(body.goal === '' ? [] : [`goal: ${body.goal}`]),
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

/** A meta-procedure as lines of text, every field of it. `goalOf` names its procedures. */
export function metaLines(body: MetaBody, goalOf: (procedureId: string) => string): readonly string[] {
  return [
    ...(body.goal === '' ? [] : [`goal: ${body.goal}`]),
    'before:',
    ...body.preconditions.map(conditionLine),
    'order:',
    ...body.places.map(({ procedureId, rule }, index) => `  ${index + 1}. ${goalOf(procedureId)}  [${ruleText(rule)}]`),
    'kinds of goals:',
    ...body.categories.map(({ category, episodes, of }) => `  ${category}  [${episodes}/${of}]`),
  ];
}

function ruleText(rule: MetaPlace['rule']): string {
  if (rule === null) return 'no rule';
  const { continue: go, skip, repeat, abort, maxRepeats, skipWhen } = rule;
  const when = skipWhen.length === 0 ? '' : `; skip when ${skipWhen.map(renderCondition).join(' and ')}`;
  return `continue ${go}, skip ${skip}, repeat ${repeat} (at most ${maxRepeats}), abort ${abort}${when}`;
}

export interface TextLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** The lines of both sides in reading order. Without the added ones they are the old text, without the removed ones the new. */
export function textLines(before: readonly string[], after: readonly string[]): readonly TextLine[] {
  return diffArrays([...before], [...after]).flatMap(({ value, added, removed }) =>
    value.map((text): TextLine => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text })),
  );
}
