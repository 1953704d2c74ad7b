import type { JsonValue } from '../../../../../shared/model/index.ts';
import { argumentsOf, type Call } from '../../conversation/index.ts';
import { asList, asObject, asText, type JsonObject, parseInner, textOf } from '../../json-view.ts';

/** A result of a tool as a message tells it. */
export interface Told {
  readonly callId: string | null;
  readonly name: string | null;
  readonly text: string;
}

/** What one message holds, whatever the shape of its parts. */
export interface Parts {
  readonly texts: readonly string[];
  readonly calls: readonly Call[];
  readonly results: readonly Told[];
}

/** Reads a text, or parts as OpenTelemetry, OpenAI, Anthropic, Gemini, LangChain and the AI SDK write them. */
export function partsOf(content: JsonValue | undefined): Parts {
  const texts: string[] = [];
  const calls: Call[] = [];
  const results: Told[] = [];
  for (const part of asList(content) ?? (content === undefined || content === null ? [] : [content])) {
    const object = asObject(part);
    if (object === null) {
      texts.push(textOf(part));
      continue;
    }
    const call = callIn(object);
    const result = call === null ? resultIn(object) : null;
    if (call !== null) calls.push(call);
    else if (result !== null) results.push(result);
    else texts.push(shown(object));
  }
  return { texts: texts.filter((text) => text.trim() !== ''), calls, results };
}

function shown(part: JsonObject): string {
  for (const key of ['text', 'content', 'thinking', 'reasoning', 'refusal']) {
    const text = asText(part[key]);
    if (text !== null) return text;
  }
  const [inner, summary] = [asList(part['content']), asList(part['summary'])];
  const list = inner ?? summary;
  if (list !== null) return partsOf(list).texts.join('\n');
  const kind = asText(part['type']);
  return kind === null ? JSON.stringify(part) : `[${kind}]`;
}

/** A call: `{name, arguments}` under one of its names, with or without a `function` around it. */
export function callIn(part: JsonObject): Call | null {
  const wrapped = asObject(part['tool_call']) ?? part;
  const inner =
    asObject(wrapped['function']) ?? asObject(wrapped['function_call']) ?? asObject(wrapped['functionCall']);
  if (inner !== null && !Object.hasOwn(inner, 'parameters')) return callFrom(wrapped, inner);
  switch (wrapped['type']) {
    case 'tool_call':
    case 'tool-call':
    case 'tool_use':
    case 'function_call':
    case 'function':
      return callFrom(wrapped, wrapped);
    default:
      return asText(wrapped['toolCallId']) !== null && !isResult(wrapped) ? callFrom(wrapped, wrapped) : null;
  }
}

/** A call where it is known that there is one, e.g. in a list of calls. */
export function callFrom(outer: JsonObject, inner: JsonObject): Call | null {
  const name = asText(inner['name']) ?? asText(inner['toolName']);
  if (name === null) return null;
  const given = ['arguments', 'args', 'input'].map((key) => inner[key]).find((value) => value !== undefined);
  const id = outer['call_id'] ?? outer['toolCallId'] ?? outer['id'] ?? inner['id'];
  return { id: idOf(id), name, arguments: argumentsOf(given) };
}

/** An id as text; some are lists, written as JSON in one place and kept in another. */
function idOf(id: JsonValue | undefined): string | null {
  if (id === undefined || id === null) return null;
  return textOf(typeof id === 'string' && id.startsWith('[') ? (parseInner(id) ?? id) : id);
}

function isResult(part: JsonObject): boolean {
  return ['tool_call_response', 'tool-result', 'tool_result', 'function_call_output'].includes(
    asText(part['type']) ?? '',
  );
}

function resultIn(part: JsonObject): Told | null {
  const gemini = asObject(part['function_response']) ?? asObject(part['functionResponse']);
  if (gemini !== null)
    return { callId: asText(gemini['id']), name: asText(gemini['name']), text: resultText(gemini['response']) };
  if (!isResult(part)) return null;
  const id = part['call_id'] ?? part['tool_use_id'] ?? part['toolCallId'] ?? part['id'];
  const value = ['response', 'result', 'output', 'content'].map((key) => part[key]).find((one) => one !== undefined);
  const name = asText(part['name']) ?? asText(part['toolName']);
  return { callId: idOf(id), name, text: resultText(value) };
}

/** A result as text: parts by their texts, `{type, value}` and `{content}` and `{output}` by what is in them. */
export function resultText(value: JsonValue | undefined): string {
  const object = asObject(value);
  if (object === null)
    return asList(value) !== null && isParts(value) ? partsOf(value).texts.join('\n') : textOf(value);
  const keys = Object.keys(object);
  if (keys.length === 0) return '';
  if (keys.length === 2 && typeof object['type'] === 'string' && Object.hasOwn(object, 'value'))
    return resultText(object['value']);
  const constructed = asObject(object['kwargs']);
  if (constructed !== null && Object.hasOwn(constructed, 'content')) return resultText(constructed['content']);
  if (isMessage(object)) return resultText(object['content']);
  for (const key of ['output', 'result', 'content'])
    if (keys.length === 1 && keys[0] === key) return resultText(object[key]);
  return JSON.stringify(object);
}

function isMessage(object: JsonObject): boolean {
  return Object.hasOwn(object, 'content') && (object['type'] === 'tool' || Object.hasOwn(object, 'tool_call_id'));
}

function isParts(value: JsonValue | undefined): boolean {
  return (asList(value) ?? []).every((part) => typeof asObject(part)?.['type'] === 'string');
}
