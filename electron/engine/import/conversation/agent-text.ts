import type { Action, JsonValue } from '../../../../shared/model/index.ts';
import { asObject, parseInner } from '../json-view.ts';
import { actionOfCall } from './call.ts';
import { writtenCalls } from './written-calls.ts';

/** One action that an agent wrote in text, with what stands around it in the same text. */
export interface WrittenAction {
  readonly thought: string;
  readonly action: Action;
  /** What the same text gives as observation; '' when it comes in the next turn. */
  readonly observation: string;
}

export interface AgentText {
  readonly actions: readonly WrittenAction[];
  /** Thoughts after the last action, and a final answer. */
  readonly rest: string;
}

type Label = 'thought' | 'action' | 'input' | 'observation' | 'answer';
interface Part {
  readonly label: Label;
  readonly text: string;
}

const LINE =
  /^(?:>[ \t]*)?(thought|think|action input|action|observation|final answer|function (?:name|input|output))(?:[ \t]+\d+)?[ \t]*:[ \t]?(.*)$/i;
const FENCE = /^```[\w-]*\n([\s\S]*?)\n?```$/;

/** Reads calls in marks, else `Thought:` / `Action:` / `Action Input:` / `Observation:` lines. @returns null when the text has no action. */
export function readAgentText(text: string): AgentText | null {
  const written = writtenCalls(text);
  if (written !== null) {
    const actions = written.calls.map(({ thought, call }) => ({
      thought,
      action: actionOfCall(call),
      observation: '',
    }));
    return { actions, rest: written.rest };
  }
  if (!/^(?:>[ \t]*)?(?:action|function name)(?:[ \t]+\d+)?[ \t]*:/im.test(text)) return null;
  const drafts: {
    readonly thought: string;
    readonly name: string;
    input: string | null;
    readonly observed: string[];
  }[] = [];
  let thoughts: string[] = [];
  for (const part of partsOf(text)) {
    // Thoughts that wait belong to an action to come, so an input or observation below them has no action.
    const open = thoughts.length === 0 ? drafts.at(-1) : undefined;
    if (part.text === '') continue;
    if (part.label === 'action') {
      drafts.push({ thought: thoughts.join('\n'), name: part.text, input: null, observed: [] });
      thoughts = [];
    } else if (part.label === 'input' && open !== undefined) open.input = part.text;
    else if (part.label === 'observation' && open !== undefined) open.observed.push(part.text);
    else thoughts.push(part.text);
  }
  if (drafts.length === 0) return null;
  const actions = drafts.map(({ thought, name, input, observed }) => ({
    thought,
    action: actionOf(name, input),
    observation: observed.join('\n'),
  }));
  return { actions, rest: thoughts.join('\n') };
}

/** Whether the text names its actions itself, by marks or by labels. */
export function readsAsActions(text: string): boolean {
  return readAgentText(text) !== null;
}

function partsOf(text: string): readonly Part[] {
  const parts: { label: Label; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const match = LINE.exec(line);
    if (match !== null) parts.push({ label: labelOf(match[1] ?? ''), lines: [match[2] ?? ''] });
    else if (parts.length > 0) parts.at(-1)?.lines.push(line);
    else parts.push({ label: 'thought', lines: [line] });
  }
  return parts.map(({ label, lines }) => ({ label, text: lines.join('\n').trim() }));
}

function labelOf(word: string): Label {
  switch (word.toLowerCase()) {
    case 'action':
    case 'function name':
      return 'action';
    case 'action input':
    case 'function input':
      return 'input';
    case 'observation':
    case 'function output':
      return 'observation';
    case 'final answer':
      return 'answer';
    default:
      return 'thought';
  }
}

function actionOf(name: string, input: string | null): Action {
  if (input === null) return { kind: 'text', text: FENCE.exec(name)?.[1] ?? name };
  return { kind: 'tool', name, arguments: argumentsOf(FENCE.exec(input)?.[1] ?? input) };
}

/** Arguments as an object: JSON text of one, an object as it stands, and anything else under `input`. */
export function argumentsOf(value: JsonValue | undefined): Record<string, JsonValue> {
  if (value === undefined || value === null || value === '') return {};
  const parsed = typeof value === 'string' ? parseInner(value) : value;
  const object = asObject(parsed);
  return object === null ? { input: parsed ?? value } : { ...object };
}
