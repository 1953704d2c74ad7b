import type { JsonValue } from '../../../../../shared/model/index.ts';
import { argumentsOf, type Call, type Turn } from '../../conversation/index.ts';
import { asList, asObject, asText, type JsonObject, objectsIn, textOf } from '../../json-view.ts';
import { limits } from '../../limits.ts';
import { contentOf } from '../openai-messages.ts';

const REFERENCE = /attachment:\/\/([0-9a-f]{32})/g;

/** Puts the attachments of a sample where its texts refer to them, up to the size of a record in all. */
export class Attachments {
  readonly #texts: JsonObject;
  #left: number = limits.record;

  constructor(sample: JsonObject) {
    this.#texts = asObject(sample['attachments']) ?? {};
  }

  resolved(text: string): string {
    if (!text.includes('attachment://')) return text;
    return text.replace(REFERENCE, (reference, name: string) => {
      const found = Object.hasOwn(this.#texts, name) ? asText(this.#texts[name]) : null;
      if (found === null || found.length > this.#left) return reference;
      this.#left -= found.length;
      return found;
    });
  }

  resolvedIn(value: JsonValue): JsonValue {
    if (typeof value === 'string') return this.resolved(value);
    const list = asList(value);
    if (list !== null) return list.map((one) => this.resolvedIn(one));
    const object = asObject(value);
    if (object === null) return value;
    return Object.fromEntries(Object.entries(object).map(([key, inner]) => [key, this.resolvedIn(inner)]));
  }
}

/**
 * The messages of a sample. Where it has none (it was cut off), those of its last call of a model: what the model was
 * given, in full or by places in the pool of messages, and what it said.
 */
export function messagesOf(sample: JsonObject): readonly JsonObject[] {
  const messages = objectsIn(sample['messages']);
  if (messages.length > 0) return messages;
  const last = objectsIn(sample['events']).findLast((event) => event['event'] === 'model');
  if (last === undefined) return [];
  const said = asObject(objectsIn(asObject(last['output'])?.['choices'])[0]?.['message']);
  const given = objectsIn(last['input']);
  return [...(given.length > 0 ? given : pooled(sample, last)), ...(said === null ? [] : [said])];
}

/** `input_refs` are pairs of places in the pool, from the first to before the second. */
function pooled(sample: JsonObject, event: JsonObject): readonly JsonObject[] {
  const pool = objectsIn(sample['message_pool'] ?? asObject(sample['events_data'])?.['messages']);
  const seen = new Set<number>();
  for (const range of asList(event['input_refs']) ?? []) {
    const [from, to] = asList(range) ?? [];
    if (typeof from !== 'number' || typeof to !== 'number') continue;
    for (let at = Math.max(0, Math.trunc(from)); at < Math.min(to, pool.length); at += 1) seen.add(at);
  }
  return pool.filter((_message, at) => seen.has(at));
}

/** Messages as turns; a role that is none of theirs is left out. */
export function turnsOf(messages: readonly JsonObject[], attachments: Attachments): readonly Turn[] {
  return messages.flatMap((message): readonly Turn[] => {
    const text = attachments.resolved(spoken(message));
    switch (message['role']) {
      case 'system':
      case 'user':
        return [{ role: message['role'], text }];
      case 'tool':
        return [{ role: 'tool', text: withError(text, message), callId: asText(message['tool_call_id']) }];
      case 'assistant':
        return [{ role: 'assistant', text, calls: callsOf(message, attachments) }];
      default:
        return [];
    }
  });
}

/** What is said in a message; reasoning is a part of its own. */
function spoken(message: JsonObject): string {
  const parts = asList(message['content']);
  if (parts === null) return textOf(message['content']);
  const shown = parts.map((part) => {
    const object = asObject(part);
    if (object?.['type'] !== 'reasoning') return part;
    return { type: 'text', text: asText(object['summary']) ?? asText(object['reasoning']) ?? '' };
  });
  return contentOf(shown.filter((part) => asObject(part)?.['text'] !== ''));
}

function withError(text: string, message: JsonObject): string {
  const error = asText(asObject(message['error'])?.['message']) ?? '';
  return error === '' || text.includes(error) ? text : [text, error].filter((part) => part !== '').join('\n');
}

function callsOf(message: JsonObject, attachments: Attachments): readonly Call[] {
  return objectsIn(message['tool_calls']).flatMap((call): readonly Call[] => {
    const name = asText(call['function']);
    if (name === null) return [];
    const given = argumentsOf(attachments.resolvedIn(call['arguments'] ?? null));
    return [{ id: asText(call['id']), name, arguments: given }];
  });
}
