import type { JsonValue } from '../../../../../shared/model/index.ts';
import type { Call } from '../../conversation/index.ts';
import { asList, asObject, asText, type JsonObject, objectsIn, parseInner } from '../../json-view.ts';
import { callFrom, callIn, partsOf, resultText, type Told } from './parts.ts';

/** A message of a trace: what somebody said, or the result of a tool. */
export type Said =
  | { readonly role: 'system' | 'user'; readonly text: string }
  | { readonly role: 'assistant'; readonly text: string; readonly calls: readonly Call[] }
  | ({ readonly role: 'tool' } & Told);

const ROLES: Readonly<Record<string, Said['role']>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  ai: 'assistant',
  model: 'assistant',
  tool: 'tool',
  function: 'tool',
  ipython: 'tool',
};

/** Under which names objects hold messages, outermost first. */
const HOLDERS = [
  'messages',
  'message',
  'new_message',
  'choices',
  'generations',
  'contents',
  'content',
  'output',
  'input',
];
const DEEPEST = 4;

/** The messages in a value, in any of the forms that SDKs record; null where it holds none. */
export function messagesIn(value: JsonValue | undefined, depth = 0): readonly Said[] | null {
  if (depth > DEEPEST) return null;
  if (typeof value === 'string') {
    const inner = /^\s*[[{"]/.test(value) ? parseInner(value) : undefined;
    return inner === undefined ? null : messagesIn(inner, depth + 1);
  }
  const list = asList(value);
  if (list !== null) {
    const found = list.map((one) => messagesIn(one, depth + 1));
    return found.some((one) => one !== null) ? found.flatMap((one) => one ?? []) : null;
  }
  const object = asObject(value);
  if (object === null) return null;
  const said = saidIn(object);
  if (said !== null) return said;
  const found = firstIn(object, depth);
  const told = instructionsIn(object);
  return found === null || told === '' ? found : [{ role: 'system', text: told }, ...found];
}

function firstIn(object: JsonObject, depth: number): readonly Said[] | null {
  for (const name of HOLDERS) {
    const found = Object.hasOwn(object, name) ? messagesIn(object[name], depth + 1) : null;
    if (found !== null) return found;
  }
  return null;
}

/** Instructions that stand beside the messages, as Gemini and the Responses API have them. */
function instructionsIn(object: JsonObject): string {
  const value = object['system_instruction'] ?? asObject(object['config'])?.['system_instruction'] ?? object['system'];
  return value === undefined ? '' : textIn(value);
}

/** Instructions as text: a text, or parts. */
export function textIn(value: JsonValue): string {
  const list = typeof value === 'string' && /^\s*\[/.test(value) ? parseInner(value) : value;
  const object = asObject(list);
  return partsOf(object === null ? (list ?? value) : (object['parts'] ?? object['content'] ?? object)).texts.join('\n');
}

/** One message, or an item of a list of messages, as what was said; null where the object is none. */
function saidIn(object: JsonObject): readonly Said[] | null {
  const message = unwrapped(object);
  const role = roleOf(message);
  if (role === null) return itemIn(message);
  const content = message['parts'] ?? message['content'] ?? message['contents'];
  if (role === 'tool' && isDefinition(content)) return [];
  const { texts, calls, results } = partsOf(content);
  const answers = results.map((result): Said => ({ role: 'tool', ...result }));
  if (role === 'tool' && results.length === 0) {
    const callId = asText(message['tool_call_id']) ?? asText(message['toolCallId']);
    return [{ role, callId, name: asText(message['name']), text: resultText(content) }];
  }
  const text = texts.join('\n');
  if (role === 'assistant') return [{ role, text, calls: [...calls, ...listedCalls(message)] }, ...answers];
  if (role === 'tool') return answers;
  return text === '' ? answers : [...answers, { role, text }];
}

/** LangChain's constructors keep the message in `kwargs` and its kind in their name; OpenInference has `message` around it. */
function unwrapped(object: JsonObject): JsonObject {
  const kwargs = asObject(object['kwargs']);
  const kind = asText(asList(object['id'])?.at(-1));
  if (kwargs !== null && kind !== null) {
    const type = kind.replace(/Message(?:Chunk)?$/, '').toLowerCase();
    return { ...kwargs, type };
  }
  const inner = asObject(object['message']);
  return inner !== null && !Object.hasOwn(object, 'role') && roleOf(inner) !== null ? inner : object;
}

function roleOf(message: JsonObject): Said['role'] | null {
  const named = asText(message['role'])?.toLowerCase();
  if (named !== undefined && Object.hasOwn(ROLES, named)) return ROLES[named] ?? null;
  const type = Object.hasOwn(message, 'content') ? asText(message['type']) : null;
  return type !== null && ['human', 'ai', 'system', 'tool'].includes(type) ? (ROLES[type] ?? null) : null;
}

/** Items of the Responses API that are no messages: calls, results, reasoning. */
function itemIn(item: JsonObject): readonly Said[] | null {
  const call = item['type'] === 'function_call' ? callIn(item) : null;
  if (call !== null) return [{ role: 'assistant', text: '', calls: [call] }];
  if (item['type'] === 'function_call_output')
    return partsOf([item]).results.map((result) => ({ role: 'tool', ...result }));
  if (item['type'] !== 'reasoning') return null;
  const text = partsOf([item]).texts.join('\n');
  return text === '' || text === '[reasoning]' ? [] : [{ role: 'assistant', text, calls: [] }];
}

function listedCalls(message: JsonObject): readonly Call[] {
  const kwargs = asObject(message['additional_kwargs']);
  const lists = [message['tool_calls'], message['toolCalls'], kwargs?.['tool_calls']].map(objectsIn);
  const calls = (lists.find((list) => list.length > 0) ?? []).flatMap((one) => callIn(one) ?? callFrom(one, one) ?? []);
  const legacy = asObject(message['function_call']) ?? asObject(kwargs?.['function_call']);
  const single = legacy === null ? null : callFrom({}, legacy);
  return single === null ? calls : [...calls, single];
}

/** Some exporters list the definitions of the tools among the messages. */
function isDefinition(content: JsonValue | undefined): boolean {
  const object = asObject(content);
  return object?.['type'] === 'function' && asObject(object['function']) !== null;
}
