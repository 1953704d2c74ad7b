import { stringify } from 'yaml';
import { renderCondition } from '../../../shared/model/index.ts';
import type { Condition, MetaProcedure, Posterior, Procedure, ProcedureStep } from '../../../shared/model/index.ts';

/** A skill as it is written: the name of its folder, and the text of its SKILL.md. */
export interface SkillFile {
  readonly name: string;
  readonly text: string;
}

type Item = Procedure | MetaProcedure;

/**
 * Names for the folders of skills, in the order of the items: from the goal, a-z, 0-9 and single hyphens, 1 to 64 characters,
 * each once (the beginning of the id is added to the second of one name).
 */
export function nameSkills(items: readonly { readonly id: string; readonly goal: string }[]): readonly string[] {
  const taken = new Set<string>();
  return items.map(({ id, goal }) => {
    const slug = cut(slugOf(goal), 64);
    const mark = slugOf(id).slice(0, 8) || 'x';
    let name = slug === '' ? `procedure-${mark}` : slug;
    if (taken.has(name)) name = `${cut(slug, 55)}-${mark}`;
    for (let count = 2; taken.has(name); count += 1) name = `${cut(slug, 48)}-${mark}-${count}`;
    taken.add(name);
    return name;
  });
}

/** SKILL.md of a procedure: strictly the keys of the specification, our figures as texts under `metadata`. */
export function writeProcedureSkill(name: string, item: Procedure): SkillFile {
  const { body } = item;
  const slots = body.slots.map(
    (slot) => `- ${code(`{${slot.name}}`)} (${plain(slot.type)})${examplesOf(slot.examples)}`,
  );
  const parts = [
    section('When', conditionLines(body.preconditions)),
    section(
      'Steps',
      body.steps.map((step, index) => `${index + 1}. ${stepLine(step)}`),
    ),
    section('Done when', conditionLines(body.postconditions)),
    section('Values', slots),
    section('How reliable', [reliabilityOf(item.posterior)]),
  ];
  return { name, text: fileOf({ name, goal: body.goal, item, conditions: body.preconditions, parts }) };
}

/** SKILL.md of a meta-procedure: the order of its procedures, and when to pass one by. `skillOf` names the skill of each. */
export function writeMetaSkill(name: string, item: MetaProcedure, skillOf: (id: string) => string | null): SkillFile {
  const lines = item.sequence.map((id, index) => {
    const skill = skillOf(id);
    const rule = item.policy.find(({ position }) => position === index);
    const skip =
      rule === undefined || rule.skipWhen.length === 0
        ? ''
        : ` Skip it when ${rule.skipWhen.map((one) => code(renderCondition(one))).join(' and ')}.`;
    const repeat = rule !== undefined && rule.maxRepeats > 1 ? ` Repeat it at most ${rule.maxRepeats} times.` : '';
    return `${index + 1}. ${skill === null ? 'A step that is not part of this export.' : `Do as the skill ${code(skill)} says.`}${skip}${repeat}`;
  });
  const parts = [
    section('When', conditionLines(item.preconditions)),
    section('Order', lines),
    section('How reliable', [reliabilityOf(item.posterior)]),
  ];
  return { name, text: fileOf({ name, goal: item.goal, item, conditions: item.preconditions, parts }) };
}

interface FileParts {
  readonly name: string;
  readonly goal: string;
  readonly item: Item;
  readonly conditions: readonly Condition[];
  readonly parts: readonly string[];
}

function fileOf({ name, goal, item, conditions, parts }: FileParts): string {
  const { posterior } = item;
  const when = conditions.length === 0 ? '' : ` Use it when: ${conditions.map(renderCondition).join('; ')}.`;
  const description = cut(plain(`${goal}.${when} Learned from ${posterior.n} recorded runs.`), 1024);
  const fields = {
    name,
    description: description === '' ? name : description,
    metadata: {
      'knack-id': item.id,
      'knack-kind': 'body' in item ? 'procedure' : 'meta-procedure',
      ...('revision' in item ? { 'knack-revision': item.revision } : {}),
      'knack-success-rate': posterior.mean.toFixed(4),
      'knack-interval': `${posterior.interval.low.toFixed(4)} to ${posterior.interval.high.toFixed(4)} (${posterior.interval.kind}, ${posterior.interval.mass})`,
      'knack-runs': String(posterior.n),
      ...('written' in item ? writtenBy(item) : {}),
    },
  };
  const yaml = stringify(fields, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' });
  return `---\n${yaml}---\n\n# ${plain(goal) || name}\n\n${parts.filter(Boolean).join('\n')}`;
}

/** Which parts a model wrote, and which model: a person approved them, nothing proves them. */
function writtenBy({ written = [] }: Procedure): Readonly<Record<string, string>> {
  if (written.length === 0) return {};
  return { 'knack-written-by': plain(written.map(({ part, by }) => `${part}: ${by.model}`).join('; ')) };
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `## ${title}\n\n${lines.join('\n')}\n`;
}

function conditionLines(conditions: readonly Condition[]): readonly string[] {
  return conditions.map((condition) => `- ${code(renderCondition(condition))}`);
}

function stepLine({ template, optional, repeats }: ProcedureStep): string {
  const notes = [optional ? 'not always needed' : '', repeats ? 'may repeat' : ''].filter(Boolean).join(', ');
  return `${code(template)}${notes === '' ? '' : ` (${notes})`}`;
}

function reliabilityOf({ mean, interval, n }: Posterior): string {
  const kind = interval.kind === 'eti' ? 'equal-tailed' : 'highest density';
  return `Succeeded with probability ${mean.toFixed(2)}; ${Math.round(interval.mass * 100)} % ${kind} interval ${interval.low.toFixed(2)} to ${interval.high.toFixed(2)}, from ${n} runs.`;
}

function examplesOf(examples: readonly { readonly value: string }[]): string {
  const shown = examples.slice(0, 3).map(({ value }) => code(value));
  return shown.length === 0 ? '' : `, for example ${shown.join(', ')}`;
}

/** One line of plain text: no control or hidden characters, no line ends. Strangers' texts stay words. */
export function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replace(/[<>]/g, (mark) => (mark === '<' ? '‹' : '›'))
    .trim();
}

/** Inline code that ends where it should, whatever stands in it. */
function code(text: string): string {
  const inner = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .trim();
  const longest = Math.max(0, ...(inner.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return inner === '' ? '` `' : `${fence}${space}${inner}${space}${fence}`;
}

function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

function cut(text: string, length: number): string {
  return [...text]
    .slice(0, length)
    .join('')
    .replace(/[-\s]+$/, '');
}
