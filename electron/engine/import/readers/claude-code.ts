import type { JsonValue } from '../../../../shared/model/index.ts';
import { argumentsOf, type Call, conversationOf, type Turn } from '../conversation/index.ts';
import { asList, asObject, asText, extraOf, filled, type JsonObject, member, objectsIn, textOf } from '../json-view.ts';
import { limits } from '../limits.ts';
import { type Draft, episode, type Found, type RawRecord, type Reader, rejected, type Session } from '../reader.ts';
import { contentOf } from './openai-messages.ts';

const TYPES: ReadonlySet<string> = new Set([
  'user',
  'assistant',
  'system',
  'summary',
  'attachment',
  'file-history-snapshot',
]);

/** Claude Code sessions: JSON lines of events with `type`, `message`, `uuid` and `parentUuid`. */
export const claudeCode: Reader = {
  format: 'claude-code',
  claim(sample) {
    const known = sample.records.filter((record) => isEvent(record.value)).length;
    if (known === 0 || known * 2 <= sample.records.length) return null;
    const said = sample.records.some(({ value }) => asObject(asObject(value)?.['message']) !== null);
    return said
      ? { confidence: 0.95, reason: 'events of a session with `uuid` and `parentUuid`', unit: 'record' }
      : null;
  },
  open: () => new Log(),
};

function isEvent(value: JsonValue): boolean {
  const event = asObject(value) ?? {};
  if (!TYPES.has(asText(member(event, 'type')) ?? '')) return false;
  return ['uuid', 'sessionId', 'leafUuid', 'messageId'].some((key) => typeof event[key] === 'string');
}

interface Talk {
  readonly record: number;
  readonly events: JsonObject[];
}

/**
 * Events of a session may stand anywhere in the file, those of a helper's side talk among the others, and a person may
 * have gone back and on from an earlier point. So all are held, and each talk is read from its end along the parents.
 */
class Log implements Session {
  readonly #talks = new Map<string, Talk>();
  readonly #talkOf = new Map<string, string>();
  readonly #parents = new Map<string, string>();
  #summary = '';
  #characters = 0;

  *take({ index, value }: RawRecord): Generator<Found> {
    const event = asObject(value);
    if (event === null || typeof event['type'] !== 'string') {
      yield rejected(index, 'it is no event of a session');
      return;
    }
    if (event['type'] === 'summary') this.#summary = textOf(event['summary']);
    const uuid = asText(event['uuid']);
    if (uuid === null) return;
    this.#characters += JSON.stringify(event).length;
    if (this.#characters > limits.heldCharacters) {
      yield rejected(index, 'the file holds more events than fit into memory');
      return;
    }
    const talk = this.#talkFor(event, uuid);
    this.#talkOf.set(uuid, talk);
    // Where a talk was made shorter its first event has no parent, and tells the one it had.
    this.#parents.set(uuid, textOf(event['parentUuid'] ?? event['logicalParentUuid']));
    if (asObject(event['message']) === null) return;
    const known = this.#talks.get(talk);
    if (known === undefined) this.#talks.set(talk, { record: index, events: [event] });
    else known.events.push(event);
  }

  /** A side talk has its own name, or begins where the parent belongs to no side talk. */
  #talkFor(event: JsonObject, uuid: string): string {
    const session = textOf(event['sessionId']);
    if (event['isSidechain'] !== true) return session;
    const name = asText(event['agentId']);
    if (name !== null) return `${session} ${name}`;
    const parent = this.#talkOf.get(textOf(event['parentUuid']));
    return parent !== undefined && parent !== session ? parent : `${session} ${uuid}`;
  }

  *end(): Generator<Found> {
    for (const { record, events } of this.#talks.values()) {
      const path = this.#lastPath(events);
      const left = events.length - path.length;
      yield episode(record, draftOf(path, { left, summary: this.#summary }), path.at(-1) ?? null);
    }
  }

  /** The events from the first to the last one of a talk, along their parents. */
  #lastPath(events: readonly JsonObject[]): readonly JsonObject[] {
    const byId = new Map(events.map((event) => [textOf(event['uuid']), event]));
    const path: JsonObject[] = [];
    const seen = new Set<string>();
    let id = textOf(events.at(-1)?.['uuid']);
    while (id !== '' && !seen.has(id)) {
      seen.add(id);
      const event = byId.get(id);
      if (event !== undefined) path.push(event);
      id = this.#parents.get(id) ?? '';
    }
    return path.toReversed();
  }
}

interface Beside {
  readonly left: number;
  readonly summary: string;
}

function draftOf(events: readonly JsonObject[], { left, summary }: Beside): Draft {
  const { beside, ...conversation } = conversationOf(events.flatMap(turnsOf));
  const [first = {}] = events;
  const folder = textOf(first['cwd']);
  const model = events.map((event) => asText(asObject(event['message'])?.['model'])).find((name) => name !== null);
  const context = [folder === '' ? '' : `Folder: ${folder}`, conversation.context].filter((part) => part !== '');
  return {
    ...conversation,
    context: context.join('\n'),
    outcome: 'unknown',
    title: summary === '' || first['isSidechain'] === true ? textOf(first['sessionId']) : summary,
    ...extraOf(
      beside,
      filled({
        sessionId: textOf(first['sessionId']),
        gitBranch: textOf(first['gitBranch']),
        version: textOf(first['version']),
        model: model ?? '',
        startedAt: textOf(first['timestamp']),
      }),
      first['isSidechain'] === true ? { isSidechain: true } : {},
      left > 0 ? { events_left_out: left } : {},
    ),
  };
}

function turnsOf(event: JsonObject): readonly Turn[] {
  // Notes of the program to the model, and its own summary of what was before.
  if (event['isMeta'] === true || event['isCompactSummary'] === true) return [];
  const message = asObject(event['message']) ?? {};
  const content = message['content'];
  if (message['role'] === 'assistant') return [{ role: 'assistant', text: spoken(content), calls: callsIn(content) }];
  if (message['role'] !== 'user') return [];
  const results = objectsIn(content).filter((part) => part['type'] === 'tool_result');
  const text = spoken(content);
  const turns: Turn[] = results.map((part) => ({
    role: 'tool',
    text: contentOf(part['content']),
    callId: asText(part['tool_use_id']),
  }));
  return text === '' ? turns : [...turns, { role: 'user', text }];
}

/** Texts and thoughts of a message, without calls and results. */
function spoken(content: JsonValue | undefined): string {
  if (asList(content) === null) return textOf(content).trim();
  const parts = objectsIn(content).map((part) => asText(part['thinking']) ?? asText(part['text']) ?? '');
  return parts
    .filter((part) => part.trim() !== '')
    .join('\n')
    .trim();
}

function callsIn(content: JsonValue | undefined): readonly Call[] {
  return objectsIn(content).flatMap((part): Call[] => {
    const name = part['type'] === 'tool_use' ? asText(part['name']) : null;
    return name === null ? [] : [{ id: asText(part['id']), name, arguments: argumentsOf(part['input']) }];
  });
}
