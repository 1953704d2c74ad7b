import type { JsonValue, Step } from '../../../../../shared/model/index.ts';
import { actionOfCall, argumentsOf, type Call, conversationOf, type Turn } from '../../conversation/index.ts';
import {
  asList,
  asObject,
  asText,
  extraOf,
  filled,
  type JsonObject,
  member,
  objectsIn,
  parseInner,
  without,
} from '../../json-view.ts';
import { type Draft, oneByOne, type RawRecord, type Reader } from '../../reader.ts';
import { contentOf } from '../openai-messages.ts';
import { issueOf } from './issue.ts';

const USED: ReadonlySet<string> = new Set(['trajectory', 'history', 'replay_config', 'info', 'environment']);
/** The same windows of a file three times over, in widths of 30, 50 and 70 lines. */
const WINDOWS: ReadonlySet<string> = new Set(['edited_files30', 'edited_files50', 'edited_files70']);
/** Names that say nothing about the instance. */
const NO_INSTANCE: ReadonlySet<string> = new Set(['swe_main', 'main', 'env']);

/** SWE-agent runs (`.traj`): `{"trajectory": [steps], "history": [messages], "info", "environment", "replay_config"}`. */
export const sweAgent: Reader = {
  format: 'swe-agent',
  claim(sample) {
    const known = sample.records.filter((record) => isRun(record.value)).length;
    if (known === 0 || known * 2 <= sample.records.length) return null;
    return { confidence: 0.95, reason: 'a run with steps in `trajectory` and messages in `history`', unit: 'record' };
  },
  open: () => oneByOne(read),
};

function isRun(value: JsonValue): boolean {
  const record = asObject(value) ?? {};
  const step = asObject(asList(member(record, 'trajectory'))?.[0]);
  const message = asObject(asList(member(record, 'history'))?.[0]);
  const isStep = step !== null && ['action', 'observation', 'response'].every((key) => Object.hasOwn(step, key));
  const isMessage = message !== null && ['agent', 'message_type'].some((key) => Object.hasOwn(message, key));
  return isStep || (isMessage && typeof message['role'] === 'string');
}

function read({ value }: RawRecord): Draft | string {
  const record = asObject(value) ?? {};
  const trajectory = asList(record['trajectory']) ?? [];
  const history = objectsIn(record['history']);
  if (trajectory.length === 0 && history.length === 0) return 'it has neither steps nor messages';
  const said = history.filter((message) => message['is_demo'] !== true);
  const { steps, closing } = trajectory.length > 0 ? stepsOf(trajectory, said) : stepsOfHistory(said);
  const info = asObject(record['info']) ?? {};
  const config = configOf(record['replay_config']);
  const { goal, context, preamble } = issueOf(said, config);
  const instance = instanceOf(record, config);
  const system = said.find((message) => message['role'] === 'system');
  return {
    goal,
    context,
    steps,
    outcome: 'unknown',
    ...(instance === null ? {} : { title: instance }),
    ...(wasCutOff(asText(info['exit_status'])) ? { truncated: true } : {}),
    ...extraOf(
      filled({ system: system === undefined ? '' : contentOf(system['content']), prompt: preamble, closing }),
      infoOf(info),
      without(record, USED),
    ),
    instances: instance === null ? [] : [instance],
  };
}

/** `submitted (exit_cost)` and the like: a limit or a fault ended the run, not the agent. */
function wasCutOff(status: string | null): boolean {
  return status !== null && !/^(?:submitted|skipped|exit_forfeit|forfeit)$/i.test(status.trim());
}

function infoOf(info: JsonObject): Record<string, JsonValue> {
  const kept = without(info, WINDOWS);
  return kept === undefined ? {} : { info: kept };
}

/** The configuration as an object; newer runs write it as JSON text. */
function configOf(value: JsonValue | undefined): JsonObject {
  return asObject(typeof value === 'string' ? parseInner(value) : value) ?? {};
}

function instanceOf(record: JsonObject, config: JsonObject): string | null {
  const given = asText(record['instance_id']) ?? asText(asObject(config['problem_statement'])?.['id']);
  const environment = asText(record['environment']);
  return given ?? (environment === null || NO_INSTANCE.has(environment) ? null : environment);
}

interface Steps {
  readonly steps: readonly Step[];
  readonly closing: string;
}

/** The steps as the run wrote them, with the calls that the history holds for them. */
function stepsOf(trajectory: readonly JsonValue[], history: readonly JsonObject[]): Steps {
  const calls = new Calls(history);
  const steps: Step[] = [];
  let thoughts: string[] = [];
  for (const one of trajectory) {
    const step = asObject(one) ?? {};
    const thought = (asText(step['thought']) ?? '').trim();
    const action = (asText(step['action']) ?? '').trim();
    if (thought !== '') thoughts.push(thought);
    if (action === '') continue;
    const call = calls.next(action);
    steps.push({
      ...(thoughts.length === 0 ? {} : { thought: thoughts.join('\n') }),
      action: call === null ? { kind: 'text', text: action } : actionOfCall(call),
      observation: contentOf(step['observation']).trimEnd(),
    });
    thoughts = [];
  }
  return { steps, closing: thoughts.join('\n') };
}

/** The calls of a history in order. A step takes the next one with its action, so that steps without a message do no harm. */
class Calls {
  readonly #made: readonly { readonly action: string; readonly call: Call }[];
  readonly #places = new Map<string, number[]>();
  #at = 0;

  constructor(history: readonly JsonObject[]) {
    this.#made = history.flatMap((message) => {
      const calls = callsIn(message);
      const action = asText(message['action'])?.trim();
      const [call] = calls;
      return calls.length === 1 && call !== undefined && action !== undefined ? [{ action, call }] : [];
    });
    for (const [index, { action }] of this.#made.entries()) {
      const places = this.#places.get(action);
      if (places === undefined) this.#places.set(action, [index]);
      else places.push(index);
    }
  }

  next(action: string): Call | null {
    const places = this.#places.get(action);
    while ((places?.[0] ?? this.#at) < this.#at) places?.shift();
    const place = places?.shift();
    if (place === undefined) return null;
    this.#at = place + 1;
    return this.#made[place]?.call ?? null;
  }
}

function callsIn(message: JsonObject): readonly Call[] {
  return (asList(message['tool_calls']) ?? []).flatMap((one): Call[] => {
    const call = asObject(one);
    const inner = asObject(call?.['function']);
    const name = asText(inner?.['name']);
    return inner === null || name === null
      ? []
      : [{ id: asText(call?.['id']), name, arguments: argumentsOf(inner['arguments']) }];
  });
}

/** The steps of a run whose trajectory is empty, from its messages. */
function stepsOfHistory(history: readonly JsonObject[]): Steps {
  const { steps, beside } = conversationOf(history.flatMap(turnsOf));
  return { steps, closing: beside['closing'] ?? '' };
}

function turnsOf(message: JsonObject): readonly Turn[] {
  const text = contentOf(message['content']);
  switch (message['role']) {
    case 'assistant': {
      const calls = callsIn(message);
      const thought = asText(message['thought']);
      const action = asText(message['action'])?.trim() ?? '';
      if (calls.length > 0) return [{ role: 'assistant', text: thought ?? text, calls }];
      if (action === '') return [{ role: 'assistant', text, calls }];
      return [{ role: 'assistant', text: `${thought ?? ''}\nAction: ${action}`, calls }];
    }
    case 'tool':
      return [{ role: 'tool', text, callId: asText(asList(message['tool_call_ids'])?.[0]) }];
    case 'user':
      return [{ role: 'user', text }];
    default:
      return [];
  }
}
