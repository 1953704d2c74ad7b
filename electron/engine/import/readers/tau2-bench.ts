import type { JsonValue } from '../../../../shared/model/index.ts';
import { argumentsOf, type Call, conversationOf, type Turn } from '../conversation/index.ts';
import { asList, asObject, asText, extraOf, type JsonObject, parseInner, textOf, without } from '../json-view.ts';
import { outcomeOfReward, type Verdicted } from '../outcome/index.ts';
import { type Draft, episode, type Found, type RawRecord, type Reader, rejected, type Session } from '../reader.ts';

const USED: ReadonlySet<string> = new Set(['messages', 'task_id', 'trial']);
/** The conversation came to its end; any other reason is a limit or a fault. */
const ENDED: ReadonlySet<string> = new Set(['user_stop', 'agent_stop']);

/** tau2-bench results: `{"info", "tasks", "simulations": [{"messages", "reward_info", ..}]}`. */
export const tau2Bench: Reader = {
  format: 'tau2-bench',
  claim(sample) {
    const member = (key: string): JsonValue | undefined => sample.members.find((one) => one.key === key)?.value;
    const info = asObject(member('info')) ?? {};
    const isRun = ['agent_info', 'user_info', 'environment_info'].filter((key) => Object.hasOwn(info, key)).length >= 2;
    const first = asObject(asList(member('simulations'))?.[0]);
    const simulates = first !== null && ['task_id', 'messages', 'reward_info'].some((key) => Object.hasOwn(first, key));
    if (!simulates && !(isRun && asList(member('tasks')) !== null)) return null;
    return { confidence: 0.95, reason: 'an object with `simulations` of tasks', unit: 'member', list: 'simulations' };
  },
  open,
};

function open(): Session {
  let record = 0;
  return {
    *take({ key, value }: RawRecord): Generator<Found> {
      // Members beside the list tell about the run and its tasks.
      if (key !== null) return;
      const draft = read(asObject(value) ?? {});
      yield typeof draft === 'string' ? rejected(record, draft) : episode(record, draft, value);
      record += 1;
    },
    *end() {},
  };
}

function read(simulation: JsonObject): Draft | string {
  const messages = asList(simulation['messages']);
  if (messages === null) return 'the simulation has no list of messages';
  const turns = messages.flatMap((message) => turnsOf(asObject(message) ?? {}));
  const { beside, ...conversation } = conversationOf(turns);
  const ended = asText(simulation['termination_reason']);
  const trial = textOf(simulation['trial']);
  const told = textOf(simulation['task_id']);
  const task = checkedTask(simulation) ?? told;
  const userCalls = messages.flatMap((message) => callsOfUser(asObject(message) ?? {}));
  return {
    ...conversation,
    ...verdictIn(simulation),
    title: `task ${task}${trial === '' ? '' : `, trial ${trial}`}`,
    ...(ended !== null && !ENDED.has(ended) ? { truncated: true } : {}),
    ...extraOf(
      beside,
      without(simulation, USED),
      task === told ? {} : { task_id: told },
      userCalls.length === 0 ? {} : { user_calls: userCalls },
    ),
  };
}

function turnsOf(message: JsonObject): readonly Turn[] {
  // Several results may stand in one message.
  const parts = asList(message['tool_messages']);
  if (parts !== null) return parts.flatMap((part) => turnsOf(asObject(part) ?? {}));
  const text = spoken(textOf(message['content']));
  switch (message['role']) {
    case 'system':
      return [{ role: 'system', text }];
    case 'user':
      // What users do with tools of their own is not the agent's, and the agent does not see it.
      return text === '' ? [] : [{ role: 'user', text }];
    case 'tool':
      return message['requestor'] === 'user'
        ? []
        : [{ role: 'tool', text, callId: asText(message['id']) ?? asText(message['tool_call_id']) }];
    case 'assistant':
      return [{ role: 'assistant', text, calls: callsIn(message) }];
    default:
      return [];
  }
}

/** Some agents answer with JSON text of `{"message": ..}`. */
function spoken(text: string): string {
  if (!text.startsWith('{')) return text;
  const object = asObject(parseInner(text));
  const keys = Object.keys(object ?? {});
  return (keys.length === 1 ? asText(object?.['message']) : null) ?? text;
}

function callsIn(message: JsonObject): readonly Call[] {
  return (asList(message['tool_calls']) ?? []).flatMap((one): Call[] => {
    const call = asObject(one);
    const name = asText(call?.['name']);
    if (call === null || name === null) return [];
    return [{ id: asText(call['id']), name, arguments: argumentsOf(call['arguments']) }];
  });
}

function callsOfUser(message: JsonObject): readonly JsonValue[] {
  if (message['role'] !== 'user') return [];
  return callsIn(message).map(({ name, arguments: given }) => ({ name, arguments: given }));
}

function verdictIn(simulation: JsonObject): Verdicted {
  const reward = asObject(simulation['reward_info'])?.['reward'];
  const outcome = outcomeOfReward(reward);
  return typeof reward === 'number' && outcome !== 'unknown'
    ? { outcome, reward, verdict: { field: 'reward_info.reward', value: reward } }
    : { outcome: 'unknown' };
}

/**
 * The task whose actions were checked: some files count `task_id` through while the ids of the checked actions
 * (`27_0`, `27_1` ..) name the task. Null where they do not agree on one.
 */
function checkedTask(simulation: JsonObject): string | null {
  const checks = asList(asObject(simulation['reward_info'])?.['action_checks']) ?? [];
  const tasks = checks.map((check) => {
    const id = asText(asObject(asObject(check)?.['action'])?.['action_id']);
    return id === null ? null : (/^(\d{1,9})_\d+$/.exec(id)?.[1] ?? null);
  });
  const [first = null] = tasks;
  return tasks.every((task) => task === first) ? first : null;
}
