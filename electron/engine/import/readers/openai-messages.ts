import type { JsonValue } from '../../../../shared/model/index.ts';
import { argumentsOf, type Call, conversationOf, type Turn } from '../conversation/index.ts';
import { asList, asObject, asText, extraOf, type JsonObject, member, textOf, without } from '../json-view.ts';
import { usualVerdict } from '../outcome/index.ts';
import { type Draft, oneByOne, type RawRecord, type Reader } from '../reader.ts';

const ROLES: ReadonlySet<string> = new Set(['system', 'developer', 'user', 'assistant', 'tool', 'function']);
const USED: ReadonlySet<string> = new Set(['messages']);

/** OpenAI chat messages: `{"messages": [..]}` by line, by list element or alone, and bare lists of messages. */
export const openaiMessages: Reader = {
  format: 'openai-messages',
  claim(sample) {
    const values = sample.records.map((record) => record.value);
    if (values.length === 0) return null;
    if (sample.layout === 'list' && values.every(isMessage)) {
      return { confidence: 0.85, reason: 'one list of messages with roles', unit: 'document' };
    }
    const held = values.filter((value) => messagesOf(value) !== null).length;
    if (held * 2 <= values.length) return null;
    return { confidence: 0.9, reason: 'records with a list of messages that have roles', unit: 'record' };
  },
  open: () => oneByOne(read),
};

function isMessage(value: JsonValue): boolean {
  const message = asObject(value);
  if (message === null || !ROLES.has(asText(member(message, 'role')) ?? '')) return false;
  return ['content', 'tool_calls', 'function_call'].some((key) => Object.hasOwn(message, key));
}

/** The messages of a record, or null when it has none. */
function messagesOf(value: JsonValue): readonly JsonValue[] | null {
  const list = asList(value) ?? asList(member(asObject(value) ?? {}, 'messages'));
  return list !== null && list.length > 0 && isMessage(list[0] ?? null) ? list : null;
}

function read({ value }: RawRecord): Draft | string {
  const messages = messagesOf(value);
  if (messages === null) return 'it has no list of messages with roles';
  const turns = turnsOf(messages);
  if (typeof turns === 'string') return turns;
  const record = asObject(value) ?? {};
  const { beside, ...conversation } = conversationOf(turns);
  return {
    ...conversation,
    ...usualVerdict(record),
    ...titleOf(record),
    ...(record['truncated'] === true ? { truncated: true } : {}),
    ...extraOf(beside, without(record, USED)),
  };
}

function titleOf(record: JsonObject): { readonly title?: string } {
  const id = record['id'] ?? record['task_id'] ?? record['instance_id'] ?? asObject(record['metadata'])?.['id'];
  return typeof id === 'string' && id !== '' ? { title: id } : {};
}

/** Messages as turns, or the reason why they are none. */
export function turnsOf(messages: readonly JsonValue[]): readonly Turn[] | string {
  const turns: Turn[] = [];
  for (const [index, value] of messages.entries()) {
    const message = asObject(value);
    const turn = message === null ? null : turnOf(message);
    if (turn === null) return `message ${index + 1} has no role that is known`;
    turns.push(turn);
  }
  return turns;
}

function turnOf(message: JsonObject): Turn | null {
  const text = contentOf(message['content']);
  switch (message['role']) {
    case 'system':
    case 'developer':
      return { role: 'system', text };
    case 'user':
      return { role: 'user', text };
    case 'tool':
    case 'function':
      return { role: 'tool', text, callId: asText(message['tool_call_id']) };
    case 'assistant': {
      const reasoning = asText(message['reasoning_content']) ?? asText(message['reasoning']) ?? '';
      return {
        role: 'assistant',
        text: [reasoning, text].filter((part) => part !== '').join('\n'),
        calls: callsOf(message),
      };
    }
    default:
      return null;
  }
}

/** A text, the texts of a list of parts (other parts by their kind in brackets), or '' for null. */
export function contentOf(content: JsonValue | undefined): string {
  const parts = asList(content);
  if (parts === null) return textOf(content);
  return parts
    .map((part) => {
      const object = asObject(part);
      if (object === null) return textOf(part);
      return asText(object['text']) ?? asText(object['refusal']) ?? `[${asText(object['type']) ?? 'part'}]`;
    })
    .join('\n');
}

function callsOf(message: JsonObject): readonly Call[] {
  const calls = (asList(message['tool_calls']) ?? []).flatMap((value) => {
    const call = asObject(value);
    const inner = asObject(call?.['function']) ?? call;
    const name = asText(inner?.['name']);
    return inner === null || name === null
      ? []
      : [{ id: asText(call?.['id']), name, arguments: argumentsOf(inner['arguments']) }];
  });
  const legacy = asObject(message['function_call']);
  const name = asText(legacy?.['name']);
  if (legacy === null || name === null) return calls;
  return [...calls, { id: null, name, arguments: argumentsOf(legacy['arguments']) }];
}
