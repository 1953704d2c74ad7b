import type { Span } from '../../../shared/contract/index.ts';
import { renderCondition } from '../../../shared/model/index.ts';
import type { ProcedureBody } from '../../../shared/model/index.ts';
import { redactValue } from '../redaction/index.ts';

/** Spans a side, steps a span, and characters of what was told after a step: a model's window is small, and tokens cost. */
const spansShown = 3;
const stepsShown = 40;
const toldShown = 300;

/** What a model is shown, without secrets [Y4]. */
export function materialOf(value: object): object {
  // Redaction keeps the shape of what it is given.
  return redactValue(value).value as object;
}

/** A step as it is shown: its action on one line. */
export type RecordedStep = Span['steps'][number];

export const clip = (text: string, most = toldShown): string =>
  text.length <= most ? text : `${text.slice(0, most)} …`;

/** A body in the words that its page shows. */
export function bodyMaterial({ preconditions, steps, postconditions, slots }: ProcedureBody): object {
  return {
    slots: slots.map(({ name, type, examples }) => ({
      name,
      type,
      examples: examples.slice(0, 3).map(({ value }) => value),
    })),
    preconditions: preconditions.map(renderCondition),
    steps: steps.map(({ template }) => template),
    postconditions: postconditions.map(renderCondition),
  };
}

export function spansMaterial(spans: readonly Span[]): object {
  return spans.slice(0, spansShown).map(({ goal, steps }) => ({ task: clip(goal), steps: stepsMaterial(steps) }));
}

export function stepsMaterial(steps: readonly RecordedStep[]): object {
  return steps.slice(0, stepsShown).map(({ index, action, observation }) => ({
    index,
    action: clip(action),
    told: clip(observation),
  }));
}

/** The slots that a text names in braces. */
export function slotsIn(text: string): readonly string[] {
  return [...text.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
}

/** What is wrong with slots of a text that the procedure does not have; null for nothing. */
export function unknownSlots(texts: readonly string[], { slots }: Pick<ProcedureBody, 'slots'>): string | null {
  const known = new Set(slots.map(({ name }) => name));
  const unknown = [...new Set(texts.flatMap(slotsIn))].filter((name) => !known.has(name));
  if (unknown.length === 0) return null;
  const named = unknown.slice(0, 5).map((name) => `{${name}}`);
  return `It uses ${named.join(', ')}; the slots are ${[...known].map((name) => `{${name}}`).join(', ') || 'none'}.`;
}
