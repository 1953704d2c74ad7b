import { completingStep, parseSentence, renderCondition } from '../../../shared/model/index.ts';
import type { Condition, ProcedureBody, SkillEdit, SkillField, SkillVoice } from '../../../shared/model/index.ts';
import { contentId } from '../identity/index.ts';
import type { ReasonerQuestion } from '../ports.ts';
import { bodyMaterial, clip, materialOf, stepsMaterial, unknownSlots, type RecordedStep } from './material.ts';
import { isQuoted } from './quotes.ts';
import { scripted } from './scripts.ts';

/** A stretch of an episode in which a skill was active. */
export interface ActiveSpan {
  readonly trajectoryId: string;
  readonly from: number;
  readonly to: number;
  /** Below the baseline, or above it. */
  readonly side: 'worst' | 'best';
  readonly goal: string;
  readonly steps: readonly RecordedStep[];
}

export interface AttributeInput {
  readonly body: ProcedureBody;
  /** In the order of their labels: see `labelOf`. */
  readonly spans: readonly ActiveSpan[];
  /** The voices of the rules: the skill's last gradient. */
  readonly byRules: readonly SkillVoice[];
}

/** What an episode is called in a question and its answer, by its place. */
export const labelOf = (place: number): string => `e${place + 1}`;

/** Edits of a skill that are proposed together, the loudest. Rule M7. */
const proposed = 2;

/** Asks each episode what it blames of a skill [S]. A voice rests on recorded words of its episode, or it is none. */
export function attributeQuestion({ body, spans, byRules }: AttributeInput): ReasonerQuestion<'attribute'> {
  const material = materialOf({
    skill: { goal: body.goal, ...bodyMaterial(body), parts: linesOf(body) },
    episodes: spans.map(({ side, goal, steps }, place) => ({
      episode: labelOf(place),
      ended: side,
      task: clip(goal),
      steps: stepsMaterial(steps),
    })),
  });
  return {
    task: 'attribute',
    material,
    byRules: { voices: byRules, because: '' },
    fault: ({ voices }) => faultOf(voices, body, wordsOf(material)),
  };
}

/** The lines of each part, as edits name them. */
function linesOf(body: ProcedureBody): Readonly<Record<SkillField, readonly string[]>> {
  return {
    activation: body.preconditions.map(renderCondition),
    execution: body.steps.map(({ template }) => template),
    termination: body.postconditions.map(renderCondition),
  };
}

/** The texts of each episode that a model was shown, secrets taken out, by its label. */
function wordsOf(material: object): ReadonlyMap<string, readonly string[]> {
  // The object was made above, in this shape.
  const { episodes } = material as {
    readonly episodes: readonly {
      readonly episode: string;
      readonly task: string;
      readonly steps: readonly { readonly action: string; readonly told: string }[];
    }[];
  };
  return new Map(
    episodes.map(({ episode, task, steps }) => [
      episode,
      [task, ...steps.flatMap(({ action, told }) => [action, told])],
    ]),
  );
}

type Words = ReadonlyMap<string, readonly string[]>;

function faultOf(voices: readonly SkillVoice[], body: ProcedureBody, words: Words): string | null {
  const texts = voices.flatMap(({ kind, text }) => (kind === 'add' ? [text] : []));
  const faults = voices.map((voice) => voiceFault(voice, body, words));
  return faults.find((fault) => fault !== null) ?? unknownSlots(texts, body);
}

function voiceFault(voice: SkillVoice, body: ProcedureBody, words: Words): string | null {
  const { episode, field, kind, text, quote } = voice;
  const said = words.get(episode);
  if (said === undefined) return `There is no episode "${episode}".`;
  if (!said.some((one) => isQuoted(quote, one))) return `The quote "${quote}" does not stand in ${episode}.`;
  const own = linesOf(body)[field];
  if (kind === 'add') return own.includes(text) ? `"${text}" is in ${field} already.` : additionFault(voice, words);
  if (!own.includes(text)) return `"${text}" is no line of ${field}.`;
  if (kind === 'require') return requirementFault(voice, body);
  return field === 'execution' && text === completingStep(body)?.template
    ? `"${text}" completes the skill: it stays.`
    : null;
}

function requirementFault({ field, text }: SkillVoice, { steps }: ProcedureBody): string | null {
  if (field !== 'execution') return 'Only a step of execution can be required.';
  return steps.some(({ template, optional }) => template === text && optional)
    ? null
    : `"${text}" is required already.`;
}

/** A step was done where its quote is; a sentence was told in one of the episodes: what one side lacks, only the other was told. */
function additionFault({ field, text, quote }: SkillVoice, words: Words): string | null {
  const needed = literalsOf(text.replace(/^not: /, ''));
  const holds = (one: string): boolean => needed.every((word) => wordsIn(one).has(word.toLowerCase()));
  if (needed.length === 0) return `"${text}" says nothing.`;
  if (field === 'execution') return holds(quote) ? null : `The step "${text}" is not that of its quote "${quote}".`;
  return [...words.values()].flat().some(holds) ? null : `"${text}" was told in none of the episodes.`;
}

const wordsIn = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** The words of a line outside its slots. */
const literalsOf = (template: string): readonly string[] =>
  template.replace(/\{[^{}]*\}/g, ' ').match(/[\p{L}\p{N}]+/gu) ?? [];

/** What at least half of the episodes, and more than one, say alike, the loudest first. Rule M6. */
export function gatherVoices(voices: readonly SkillVoice[], episodes: number): readonly SkillEdit[] {
  const keyOf = ({ field, kind, text }: Pick<SkillVoice, 'field' | 'kind' | 'text'>): string =>
    `${field} ${kind} ${text}`;
  const byEdit = Map.groupBy(voices, keyOf);
  return [...byEdit.values()]
    .flatMap((same): SkillEdit[] => {
      const [first] = same;
      const count = new Set(same.map(({ episode }) => episode)).size;
      if (first === undefined || count < 2 || count * 2 < episodes) return [];
      const { field, kind, text } = first;
      return [{ field, kind, text, voices: count }];
    })
    .sort((a, b) => b.voices - a.voices || (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** The skill with the loudest edits made, and those edits. */
export function attributed(
  body: ProcedureBody,
  edits: readonly SkillEdit[],
): { readonly body: ProcedureBody; readonly edits: readonly SkillEdit[] } {
  // Of edits of one line the loudest: what is left out cannot be required.
  const isFirst = ({ field, text }: SkillEdit, at: number): boolean =>
    edits.findIndex((other) => other.field === field && other.text === text) === at;
  const made = edits.filter(isFirst).slice(0, proposed);
  return { body: made.reduce(applyEdit, body), edits: made };
}

function applyEdit(body: ProcedureBody, edit: SkillEdit): ProcedureBody {
  switch (edit.field) {
    case 'activation':
      return { ...body, preconditions: editConditions(body.preconditions, edit) };
    case 'execution':
      return editSteps(body, edit);
    case 'termination':
      return { ...body, postconditions: editConditions(body.postconditions, edit) };
  }
}

function editConditions(conditions: readonly Condition[], { kind, text }: SkillEdit): readonly Condition[] {
  const others = conditions.filter((one) => renderCondition(one) !== text);
  return kind === 'add' ? [...others, conditionOf(text)] : others;
}

function conditionOf(text: string): Condition {
  const polarity = text.startsWith('not: ') ? 'negative' : 'positive';
  const { predicate, arguments: args } = parseSentence(text.replace(/^not: /, ''));
  const id = contentId({ predicate, args, polarity }).slice(0, 16);
  return { id, predicate, arguments: args, polarity, origin: 'refined', evidence: { holds: 0, of: 0 } };
}

/** A new step comes before the one that completes the skill. */
function editSteps(body: ProcedureBody, { kind, text }: SkillEdit): ProcedureBody {
  const templates = body.steps.map(({ template }) => template);
  switch (kind) {
    case 'add': {
      const place = Math.max(0, templates.lastIndexOf(completingStep(body)?.template ?? ''));
      return scripted(body, templates.toSpliced(place, 0, text));
    }
    case 'remove':
      return {
        ...body,
        steps: body.steps.filter(({ template }) => template !== text),
      };
    case 'require':
      return {
        ...body,
        steps: body.steps.map((step) => (step.template === text ? { ...step, optional: false } : step)),
      };
  }
}
