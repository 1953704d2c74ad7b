import {
  parseSentence,
  renderCondition,
  type Condition,
  type ProcedureBody,
  type ProcedureStep,
  type Slot,
} from '../../../shared/model/index.ts';

/** A condition while it is edited: its sentence, with `{slot}` for slots and `…` for anything. */
export interface ConditionDraft {
  readonly id: string;
  readonly text: string;
  readonly polarity: 'positive' | 'negative';
}

export interface StepDraft {
  readonly id: string;
  readonly template: string;
  readonly optional: boolean;
  readonly repeats: boolean;
}

/** What a person edits by hand. Evidence, examples and origins are kept aside and joined again when it is saved. */
export interface Draft {
  readonly goal: string;
  readonly preconditions: readonly ConditionDraft[];
  readonly steps: readonly StepDraft[];
  readonly postconditions: readonly ConditionDraft[];
}

export function draftOf(body: ProcedureBody): Draft {
  return {
    goal: body.goal,
    preconditions: body.preconditions.map(conditionDraft),
    steps: body.steps.map(({ id, template, optional, repeats }) => ({ id, template, optional, repeats })),
    postconditions: body.postconditions.map(conditionDraft),
  };
}

function conditionDraft(condition: Condition): ConditionDraft {
  return { id: condition.id, text: sentenceOf(condition), polarity: condition.polarity };
}

function sentenceOf(condition: Condition): string {
  return renderCondition({ ...condition, polarity: 'positive' });
}

/** An id that the body does not have: `manual-1`, `manual-2`, ... */
export function newId(taken: readonly { readonly id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  let number = 1;
  while (ids.has(`manual-${number}`)) number += 1;
  return `manual-${number}`;
}

export type DraftFault = 'goal' | 'empty' | 'braces' | 'steps';

/** Faults by the id of the condition or step; `goal` and `steps` under those names. Empty when it can be saved. */
export function faultsOf(draft: Draft): Readonly<Record<string, DraftFault>> {
  const faults: Record<string, DraftFault> = {};
  if (draft.goal.trim() === '') faults['goal'] = 'goal';
  else if (!hasClosedBraces(draft.goal)) faults['goal'] = 'braces';
  if (draft.steps.length === 0) faults['steps'] = 'steps';
  const texts = [
    ...draft.preconditions.map(({ id, text }) => ({ id, text })),
    ...draft.steps.map(({ id, template }) => ({ id, text: template })),
    ...draft.postconditions.map(({ id, text }) => ({ id, text })),
  ];
  for (const { id, text } of texts) {
    if (text.trim() === '') faults[id] = 'empty';
  }
  for (const { id, text } of [...draft.preconditions, ...draft.postconditions]) {
    if (faults[id] === undefined && !hasClosedBraces(text)) faults[id] = 'braces';
  }
  return faults;
}

/** Braces of conditions and goals hold names; those of steps may be JSON, so they are left alone. */
function hasClosedBraces(text: string): boolean {
  return !/[{}]/.test(text.replace(/\{[^{}\s][^{}]*\}/g, ''));
}

/** The body of the new revision. What was not touched is kept to the last digit; what was is `manual`, without evidence. */
export function bodyOf(draft: Draft, before: ProcedureBody): ProcedureBody {
  const body = {
    goal: draft.goal.trim(),
    preconditions: draft.preconditions.map((each) => conditionOf(each, before.preconditions)),
    steps: draft.steps.map((each) => stepOf(each, before.steps)),
    postconditions: draft.postconditions.map((each) => conditionOf(each, before.postconditions)),
  };
  return { ...body, slots: slotsOf(draft, before.slots) };
}

function conditionOf(draft: ConditionDraft, before: readonly Condition[]): Condition {
  const old = before.find(({ id }) => id === draft.id);
  if (old !== undefined && sentenceOf(old) === draft.text && old.polarity === draft.polarity) return old;
  const sentence = draft.text.trim();
  const isSameSentence = old !== undefined && sentenceOf(old) === sentence;
  return {
    id: draft.id,
    ...(isSameSentence ? { predicate: old.predicate, arguments: old.arguments } : parseSentence(sentence)),
    polarity: draft.polarity,
    origin: 'manual',
    evidence: { holds: 0, of: 0 },
  };
}

function stepOf(draft: StepDraft, before: readonly ProcedureStep[]): ProcedureStep {
  const old = before.find(({ id }) => id === draft.id);
  const { id, optional, repeats } = draft;
  if (old !== undefined && old.template === draft.template) return { ...old, optional, repeats };
  return {
    id,
    template: draft.template.trim(),
    // A new step is what the others are: text among text, a tool call among tool calls.
    kind: old?.kind ?? before[0]?.kind ?? 'text',
    optional,
    repeats,
    evidence: { present: 0, of: 0 },
  };
}

/** Slots that the draft names: known ones as they were, new ones without examples. */
function slotsOf(draft: Draft, before: readonly Slot[]): readonly Slot[] {
  const names = slotNames(draft, before);
  const known = before.filter((slot) => names.includes(slot.name));
  const added = names.filter((name) => !before.some((slot) => slot.name === name));
  return [
    ...known,
    ...added.map((name) => ({ name, type: 'any', examples: [], boundFrom: { goal: 0, observation: 0, step: 0 } })),
  ];
}

/** Names in braces, first seen first. In steps only plain names count: `{"a": 1}` is JSON and no slot. */
export function slotNames(draft: Draft, before: readonly Slot[]): readonly string[] {
  const known = new Set(before.map((slot) => slot.name));
  const texts = [
    draft.goal,
    ...draft.preconditions.map(({ text }) => text),
    ...draft.steps.map(({ template }) => template),
    ...draft.postconditions.map(({ text }) => text),
  ];
  const names = texts.flatMap((text) => [...text.matchAll(/\{([^{}]+)\}/g)].map((match) => (match[1] ?? '').trim()));
  return [...new Set(names.filter((name) => known.has(name) || /^[\p{L}_][\p{L}\p{N}_ .-]*$/u.test(name)))];
}
