import type { JsonValue } from '../../../../shared/model/index.ts';
import { argumentsOf, type Call, conversationOf, type Turn } from '../conversation/index.ts';
import {
  asList,
  asObject,
  asText,
  extraOf,
  type JsonObject,
  member,
  parseInner,
  textOf,
  without,
} from '../json-view.ts';
import { usualVerdict } from '../outcome/index.ts';
import { type Draft, oneByOne, type RawRecord, type Reader } from '../reader.ts';

const USED: ReadonlySet<string> = new Set(['conversations']);
const QUERIED: ReadonlySet<string> = new Set(['query', 'trajectory']);

/** ShareGPT conversations: `{"conversations": [{"from", "value"}]}`, with `role` and `content` as a variant. */
export const sharegpt: Reader = {
  format: 'sharegpt',
  claim(sample) {
    const held = sample.records.filter((record) => conversationIn(record.value) !== null).length;
    if (held === 0 || held * 2 <= sample.records.length) return null;
    return {
      confidence: 0.9,
      reason: 'records with conversations of turns that say whom they are from',
      unit: 'record',
    };
  },
  open: () => oneByOne(read),
};

function conversationIn(value: JsonValue): readonly JsonValue[] | null {
  const record = asObject(value) ?? {};
  const turns = asList(member(record, 'conversations'));
  const first = asObject(turns?.[0]);
  const says = first !== null && (typeof first['from'] === 'string' || typeof first['role'] === 'string');
  return says ? turns : queriedIn(record);
}

/** Mem^p's trajectories: the same turns under `trajectory`, with the task in `query`. */
function queriedIn(record: JsonObject): readonly JsonValue[] | null {
  const turns = asList(member(record, 'trajectory'));
  const first = asObject(turns?.[0]);
  const says = first !== null && typeof first['from'] === 'string' && typeof first['value'] === 'string';
  return says && typeof record['query'] === 'string' ? turns : null;
}

function read({ value }: RawRecord): Draft | string {
  const said = conversationIn(value);
  const record = asObject(value);
  if (said === null || record === null) return 'it has no conversation of turns that say whom they are from';
  const turns: Turn[] = [];
  for (const [index, one] of said.entries()) {
    const turn = turnOf(asObject(one) ?? {});
    if (turn === null) return `turn ${index + 1} is from nobody who is known`;
    turns.push(turn);
  }
  const { beside, ...conversation } = conversationOf(turns);
  const id = record['id'] ?? record['item_id'];
  const query = said === queriedIn(record) ? (asText(record['query']) ?? '').trim() : '';
  return {
    ...conversation,
    ...(query === '' ? {} : { goal: query }),
    ...usualVerdict(record),
    ...(typeof id === 'string' && id !== '' ? { title: id } : {}),
    ...extraOf(beside, withoutCopies(query === '' ? record : (without(record, QUERIED) ?? {}))),
  };
}

const COPY = /^\s*\[\s*\{\s*"(?:from|role)"\s*:/;

/** Fields beside, without the same conversation once more: as a prompt, or as JSON text one level down. */
function withoutCopies(record: JsonObject): Record<string, JsonValue> | undefined {
  const isPrompt = asObject(asList(record['prompt'])?.[0])?.['role'] !== undefined;
  const rest = without(record, isPrompt ? new Set([...USED, 'prompt']) : USED);
  if (rest === undefined) return undefined;
  const entries = Object.entries(rest).map(([key, value]): [string, JsonValue] => {
    const object = asObject(value);
    if (object === null) return [key, value];
    const kept = Object.entries(object).filter(([, inner]) => typeof inner !== 'string' || !COPY.test(inner));
    return [key, Object.fromEntries(kept)];
  });
  return Object.fromEntries(entries);
}

function turnOf(turn: JsonObject): Turn | null {
  const text = textOf(turn['value'] ?? turn['content']);
  switch (turn['from'] ?? turn['role']) {
    case 'system':
      return { role: 'system', text };
    case 'human':
    case 'user':
      return { role: 'user', text };
    case 'gpt':
    case 'assistant':
    case 'chatgpt':
    case 'model':
      return { role: 'assistant', text, calls: [] };
    case 'function_call':
    case 'tool_call': {
      const calls = callsIn(text);
      return calls === null
        ? { role: 'assistant', text: `Action: ${text}`, calls: [] }
        : { role: 'assistant', text: '', calls };
    }
    case 'observation':
    case 'tool':
    case 'tool_response':
    case 'function_response':
      return { role: 'tool', text, callId: null };
    default:
      return null;
  }
}

/** The calls in a text of JSON, one object or a list of them; null when it is none, and the text itself is the action. */
function callsIn(text: string): readonly Call[] | null {
  const parsed = parseInner(text);
  if (parsed === undefined) return null;
  const calls = (asList(parsed) ?? [parsed]).flatMap((one): Call[] => {
    const call = asObject(one);
    const name = asText(call?.['name']);
    return call === null || name === null
      ? []
      : [{ id: null, name, arguments: argumentsOf(call['arguments'] ?? call['parameters']) }];
  });
  return calls.length === 0 ? null : calls;
}
