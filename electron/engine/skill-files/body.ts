import { parseSentence } from '../../../shared/model/index.ts';
import type { Condition, ProcedureBody, ProcedureStep, Slot } from '../../../shared/model/index.ts';
import { skillLimits } from './limits.ts';
import { readMarkdown } from './markdown.ts';
import { sectionsOf, type Role, type Section } from './sections.ts';
import { stepTextsOf } from './step-texts.ts';

/** What the front matter of a skill says, as far as it is of use. */
export interface SkillWords {
  readonly name: string;
  readonly description: string;
  /** Knack wrote it: its first heading is the goal, word by word. */
  readonly isOurs: boolean;
}

export interface ReadBody {
  readonly body: ProcedureBody;
  readonly warnings: readonly string[];
}

const noEvidence = { holds: 0, of: 0 } as const;

/**
 * A procedure from the words of a skill: goal from the description, conditions from what is announced as such, steps from what is
 * numbered. Where no step can be told the text stands as one, so that nothing is made up. Its counts are all 0.
 */
export function readBody(words: SkillWords, text: string): ReadBody {
  const { blocks, comments } = readMarkdown(text);
  const sections = sectionsOf(blocks);
  const warnings: string[] = [];
  if (comments > 0) warnings.push(`${comments} hidden comments (<!-- -->) are left out.`);
  const goal = goalOf(words, sections);
  const found = stepTextsOf(sections);
  const whole = found.steps.length > 0 ? found.steps : [wholeText(text, words)];
  if (found.steps.length === 0) warnings.push('No steps were found: the text stands as one step.');
  const steps = limited(whole, skillLimits.steps, { what: 'steps', warnings }).map((step, at) =>
    stepOf(step, at, warnings),
  );
  const told = conditionTexts(sections, 'when');
  const when = told.length > 0 || words.isOurs ? told : usesIn(words.description);
  const preconditions = [
    ...when.map((one) => ({ text: one, id: 'pre', isNegative: false })),
    ...conditionTexts(sections, 'when-not').map((one) => ({ text: one, id: 'pre', isNegative: true })),
  ];
  const postconditions = conditionTexts(sections, 'done').map((one) => ({ text: one, id: 'post', isNegative: false }));
  const conditions = {
    preconditions: limited(preconditions, skillLimits.conditions, { what: 'conditions', warnings }).map(conditionOf),
    postconditions: limited(postconditions, skillLimits.conditions, { what: 'conditions', warnings }).map(conditionOf),
  };
  const body = { goal, ...conditions, steps };
  return { body: { ...body, slots: slotsOf(body, sections) }, warnings };
}

function limited<T>(
  list: readonly T[],
  most: number,
  { what, warnings }: { readonly what: string; readonly warnings: string[] },
): readonly T[] {
  if (list.length > most) warnings.push(`Of ${list.length} ${what} the first ${most} are taken.`);
  return list.slice(0, most);
}

function goalOf({ name, description, isOurs }: SkillWords, sections: readonly Section[]): string {
  const title = sections.find(({ depth }) => depth > 0)?.title ?? '';
  const spoken = name.replace(/[-_]+/g, ' ').trim();
  // Where "Use when" begins, the goal has ended.
  const [first = ''] = description.split(/(?<=[.!?。])\s|\s+(?=use (?:it |this )?(?:skill )?when\b)|\n/i);
  const goal = isOurs ? title : first.replace(/[.。]$/, '');
  return clip(
    [goal, title, spoken, 'A skill without a name'].map((one) => one.trim()).find(Boolean) ?? '',
    skillLimits.goal,
  );
}

/** What a description says of when to use it: `Use when ...`, to the end of the sentence. */
function usesIn(description: string): readonly string[] {
  const found = description.matchAll(
    /\buse (?:it |this |this skill )?(?:when(?:ever)?|if|for):?\s+([^\n]+?)(?:[.!?](?=\s|$)|\n|$)/gi,
  );
  return [...found].map(([, use = '']) => use.trim()).filter(Boolean);
}

function conditionTexts(sections: readonly Section[], role: Role): readonly string[] {
  return sections
    .filter((section) => section.role === role)
    .flatMap(({ blocks }) =>
      blocks.flatMap((block) => {
        if (block.kind === 'list') return block.entries.map(({ text }) => text);
        return block.kind === 'text' && !block.text.endsWith(':') ? [block.text] : [];
      }),
    )
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
}

function conditionOf(
  { text, id, isNegative }: { readonly text: string; readonly id: string; readonly isNegative: boolean },
  at: number,
): Condition {
  // As Knack writes a negated condition.
  const bare = text.replace(/^not: /, '');
  return {
    id: `${id}-${at + 1}`,
    ...parseSentence(clip(bare, skillLimits.condition)),
    polarity: isNegative || bare !== text ? 'negative' : 'positive',
    origin: 'manual',
    evidence: noEvidence,
  };
}

const flags = /\s\((not always needed)?(?:, )?(may repeat)?\)$/;

function stepOf(text: string, at: number, warnings: string[]): ProcedureStep {
  const [, sometimes, repeats] = flags.exec(text) ?? [];
  const bare = text.replace(flags, '').replace(/^\(?optional\)?[:\s-]+/i, '');
  const isOptional = sometimes !== undefined || /^\(?optional\)?[:\s-]/i.test(text);
  if (bare.length > skillLimits.step) warnings.push(`Step ${at + 1} has ${bare.length} characters; it is cut.`);
  return {
    id: `step-${at + 1}`,
    template: clip(bare, skillLimits.step),
    kind: 'text',
    optional: isOptional,
    repeats: repeats !== undefined,
    evidence: { present: 0, of: 0 },
  };
}

function wholeText(text: string, { description, name }: SkillWords): string {
  return (
    [text.replace(/<!--[\s\S]*?(?:-->|$)/g, ''), description, name].map((one) => one.trim()).find(Boolean) ?? 'Do it.'
  );
}

/** Names in braces, in the order of their first appearance; with type and examples where a list of values gives them. */
function slotsOf(body: Omit<ProcedureBody, 'slots'>, sections: readonly Section[]): readonly Slot[] {
  const texts = [
    body.goal,
    ...[...body.preconditions, ...body.postconditions].flatMap((one) =>
      one.arguments.map((argument) => (argument.kind === 'slot' ? `{${argument.name}}` : '')),
    ),
    ...body.steps.map(({ template }) => template),
  ];
  const named = texts.flatMap((text) =>
    [...text.matchAll(/\{([\p{L}_][\p{L}\p{N}_ .-]*)\}/gu)].map(([, name = '']) => name.trim()),
  );
  const told = new Map(
    sections
      .filter(({ role }) => role === 'values')
      .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'list' ? block.entries : [])))
      .flatMap(({ text }) => valueOf(text)),
  );
  return [...new Set([...told.keys(), ...named])].map((name) => ({
    name,
    type: told.get(name) ?? 'any',
    examples: [],
    boundFrom: { goal: 0, observation: 0, step: 0 },
  }));
}

/** `{name} (type)`, as Knack writes it. Examples are words of other memories' runs: they stay where they are. */
function valueOf(text: string): readonly (readonly [string, string])[] {
  const [, name, type] = /^\{([\p{L}_][\p{L}\p{N}_ .-]*)\}(?:\s+\(([^()]{1,60})\))?/u.exec(text) ?? [];
  return name === undefined ? [] : [[name.trim(), type ?? 'any']];
}

function clip(text: string, length: number): string {
  const characters = [...text];
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : text;
}
