import type { JsonValue } from '../../../../shared/model/index.ts';
import { argumentsOf, type Call, conversationOf, type Turn } from '../conversation/index.ts';
import {
  asList,
  asObject,
  asText,
  extraOf,
  type JsonObject,
  member,
  objectsIn,
  textOf,
  valueAt,
  without,
} from '../json-view.ts';
import { usualVerdict, verdictOf, type Verdicted } from '../outcome/index.ts';
import { type Draft, oneByOne, type RawRecord, type Reader } from '../reader.ts';

const USED: ReadonlySet<string> = new Set(['history', 'instruction', 'instance', 'metadata', 'metrics', 'instance_id']);
/** What the program does for itself, and what it says about that. */
const INNER: ReadonlySet<string> = new Set([
  'system',
  'recall',
  'change_agent_state',
  'agent_state_changed',
  'null',
  'pause',
  'resume',
  'start',
  'condensation',
]);
/** Members of an action that are no arguments. */
const NO_ARGUMENTS: ReadonlySet<string> = new Set([
  'action',
  'thought',
  'final_thought',
  'is_confirmed',
  'confirmation_state',
  'security_risk',
  'action_risk',
  'hidden',
  'blocking',
  'is_static',
  'is_input',
  'keep_prompt',
  'cwd',
  'impl_source',
  'kernel_init_code',
  'include_extra',
]);

/** OpenHands runs: records with a `history` of events, or one list of events. */
export const openHands: Reader = {
  format: 'openhands',
  claim(sample) {
    const values = sample.records.map((record) => record.value);
    if (values.length === 0) return null;
    if (
      sample.layout === 'list' &&
      values.every((value) => isEvent(value) && asObject(value)?.['source'] !== undefined)
    )
      return { confidence: 0.85, reason: 'one list of events with actions and observations', unit: 'document' };
    const known = values.filter((value) => isEvent(eventsIn(value)?.[0])).length;
    if (known * 2 <= values.length) return null;
    return { confidence: 0.9, reason: 'records with a `history` of actions and observations', unit: 'record' };
  },
  open: () => oneByOne(read),
};

function isEvent(value: JsonValue | undefined): boolean {
  const event = asObject(value);
  if (event === null) return false;
  const isTold = typeof event['action'] === 'string' || typeof event['observation'] === 'string';
  return isTold && ['args', 'source', 'extras', 'content', 'thought'].some((key) => Object.hasOwn(event, key));
}

/** The events of a record; older files write pairs of an action and its observation. */
function eventsIn(value: JsonValue): readonly JsonObject[] | null {
  const list = asList(value) ?? asList(member(asObject(value) ?? {}, 'history'));
  return list === null ? null : objectsIn(list.flatMap((one) => asList(one) ?? [one]));
}

function read({ value }: RawRecord): Draft | string {
  const events = eventsIn(value);
  if (events === null) return 'it has no history of events';
  const record = asObject(value) ?? {};
  const { beside, ...conversation } = conversationOf(turnsIn(events, asText(record['instruction'])));
  const instance = asText(record['instance_id']) ?? issueIn(record['issue']);
  const error = asText(record['error']) ?? '';
  return {
    ...conversation,
    ...verdictIn(record),
    ...(instance === null ? {} : { title: instance }),
    ...(/maximum|limit|budget|timed? ?out/i.test(error.slice(0, 500)) ? { truncated: true } : {}),
    ...extraOf(beside, without(record, USED)),
    instances: instance === null ? [] : [instance],
  };
}

function issueIn(value: JsonValue | undefined): string | null {
  const issue = asObject(value);
  return issue === null ? null : `${textOf(issue['owner'])}/${textOf(issue['repo'])}#${textOf(issue['number'])}`;
}

function verdictIn(record: JsonObject): Verdicted {
  for (const field of ['test_result.report.resolved', 'test_result.resolved', 'report.resolved']) {
    if (typeof valueAt(record, field) === 'boolean') return verdictOf(record, field);
  }
  return usualVerdict(record);
}

/** Events as turns. An action's id is that of its event, and an observation refers to it by `cause`. */
function turnsIn(events: readonly JsonObject[], instruction: string | null): readonly Turn[] {
  const silent = new Set<string>();
  const turns: Turn[] = [];
  for (const event of events) {
    const kind = asText(event['action']);
    if (kind === null) {
      const cause = textOf(event['cause']);
      const isInner = INNER.has(asText(event['observation']) ?? '') || (cause !== '' && silent.has(cause));
      const isThought = event['observation'] === 'think';
      if (!isInner && !isThought)
        turns.push({ role: 'tool', text: textOf(event['content']), callId: cause === '' ? null : cause });
      continue;
    }
    const turn = INNER.has(kind) ? null : turnOf(event, { kind, isFirst: turns.length === 0 });
    if (turn?.role === 'assistant' && turn.calls.length > 0) turns.push(turn);
    else {
      if (event['id'] !== undefined) silent.add(textOf(event['id']));
      if (turn !== null) turns.push(turn);
      const system = kind === 'system' ? textOf(asObject(event['args'])?.['content']) : '';
      if (system !== '') turns.push({ role: 'system', text: system });
    }
  }
  const isAsked = turns.some((turn) => turn.role === 'user');
  return isAsked || instruction === null ? turns : [{ role: 'user', text: instruction }, ...turns];
}

interface Place {
  readonly kind: string;
  readonly isFirst: boolean;
}

/** Newer events hold what an action needs under `args`, older ones beside its name. */
function turnOf(event: JsonObject, { kind, isFirst }: Place): Turn {
  const args = asObject(event['args']) ?? event;
  const thought = textOf(args['thought']);
  if (kind === 'message') {
    const isUser = event['source'] === 'user' || (event['source'] === undefined && isFirst);
    const text = textOf(args['content']);
    return isUser ? { role: 'user', text } : { role: 'assistant', text, calls: [] };
  }
  if (kind === 'think') return { role: 'assistant', text: thought, calls: [] };
  const id = event['id'] === undefined ? null : textOf(event['id']);
  const text = thought === '' ? textOf(args['final_thought']) : thought;
  return { role: 'assistant', text, calls: [{ id, ...callOf(event, { kind, args }) }] };
}

/** The call as the model made it, where the event holds it; else the action with its arguments. */
function callOf(
  event: JsonObject,
  { kind, args }: { readonly kind: string; readonly args: JsonObject },
): Omit<Call, 'id'> {
  const command = asText(args['command']);
  if (kind === 'run' && command !== null) return { name: 'bash', arguments: { command } };
  const meta = asObject(event['tool_call_metadata']);
  const message = valueAt(meta ?? {}, 'model_response.choices.0.message') ?? null;
  const made = objectsIn(asObject(message)?.['tool_calls']).find((call) => call['id'] === meta?.['tool_call_id']);
  const inner = asObject(made?.['function']);
  const name = asText(inner?.['name']);
  if (inner !== null && name !== null) return { name, arguments: argumentsOf(inner['arguments']) };
  const given = Object.entries(args).filter(([key, value]) => !NO_ARGUMENTS.has(key) && !isNothing(value));
  return { name: kind, arguments: Object.fromEntries(given.filter(([key]) => args !== event || !ABOUT.has(key))) };
}

function isNothing(value: JsonValue): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** Members of an older event that tell about it. */
const ABOUT: ReadonlySet<string> = new Set(['id', 'timestamp', 'source', 'message', 'cause', 'tool_call_metadata']);
