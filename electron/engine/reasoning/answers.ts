import { z } from 'zod';
import { reasonerAnswers } from '../../../shared/model/index.ts';
import type { ReasonerAnswers, ReasonerTask } from '../../../shared/model/index.ts';
import type { ReasonerQuestion } from '../ports.ts';

export type ReadAnswer<Task extends ReasonerTask> =
  | { readonly ok: true; readonly answer: ReasonerAnswers[Task] }
  | { readonly ok: false; readonly fault: string };

/** Words of JSON Schema that servers refuse, or make huge grammars of; what they bound is looked at afterwards. */
const bounds = new Set([
  '$schema',
  'readOnly',
  'default',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
]);

/** The schema of a task's answer as JSON Schema, for a prompt and for a server that can hold to it. */
export function schemaOf(task: ReasonerTask): object {
  const text = JSON.stringify(z.toJSONSchema(reasonerAnswers[task]), (name, value: unknown) =>
    bounds.has(name) ? undefined : value,
  );
  // A JSON Schema is an object.
  return JSON.parse(text) as object;
}

/** Reads what a model wrote: the JSON object in it, of the shape of the task, and with nothing that the question forbids [Y3]. */
export function readAnswer<Task extends ReasonerTask>(
  text: string,
  { task, fault }: ReasonerQuestion<Task>,
): ReadAnswer<Task> {
  const found = findObject(text);
  if (found === null) return { ok: false, fault: 'It holds no JSON object.' };
  const parsed = reasonerAnswers[task].safeParse(found.value);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'answer'}: ${message}`);
    return { ok: false, fault: issues.slice(0, 5).join('; ') };
  }
  // The schema is that of the task.
  const answer = parsed.data as unknown as ReasonerAnswers[Task];
  const wrong = fault?.(answer) ?? null;
  return wrong === null ? { ok: true, answer } : { ok: false, fault: wrong };
}

/** The JSON object in a text: alone, in a fence, or after a model's thoughts. */
function findObject(text: string): { readonly value: unknown } | null {
  const said = text.replace(/<think>[\s\S]*?(<\/think>|$)/g, '');
  const fenced = /```(?:json)?\s*([\s\S]*?)```/.exec(said)?.[1];
  const from = said.indexOf('{');
  const to = said.lastIndexOf('}');
  const inside = from >= 0 && to > from ? said.slice(from, to + 1) : undefined;
  for (const candidate of [said, fenced, inside]) {
    const value = parse(candidate);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { value };
  }
  return null;
}

function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
