import type { JsonValue, Step } from '../../../../shared/model/index.ts';
import { asList, asObject, asText, extraOf, type JsonObject, textOf, without } from '../json-view.ts';
import { outcomeOfReward, type Verdicted } from '../outcome/index.ts';
import { type Draft, episode, type Found, type RawRecord, type Reader, rejected, type Session } from '../reader.ts';

const USED: ReadonlySet<string> = new Set(['query', 'turn_history', 'trajectory', 'reward', 'summary']);

/** InterCode logs: one object of episodes by task number, with lists side by side in `turn_history` or steps in `trajectory`. */
export const intercode: Reader = {
  format: 'intercode',
  claim(sample) {
    const known = sample.members.filter(({ value }) => episodeIn(value) !== null).length;
    if (known === 0) return null;
    return { confidence: 0.9, reason: 'an object of episodes with `query` and `turn_history`', unit: 'member' };
  },
  open,
};

/** The episode in a member, or null for what is none: it needs a query and turns. */
function episodeIn(value: JsonValue): JsonObject | null {
  const object = asObject(value);
  const hasTurns = asObject(object?.['turn_history']) !== null || asList(object?.['trajectory']) !== null;
  return object !== null && hasTurns && asText(object['query']) !== null ? object : null;
}

function open(): Session {
  let record = 0;
  return {
    *take(raw: RawRecord): Generator<Found> {
      const object = asObject(raw.value);
      // Members without a query are about the run as a whole.
      if (object === null || !Object.hasOwn(object, 'query')) return;
      const known = episodeIn(object);
      yield known === null
        ? rejected(record, `${raw.key ?? ''}: it has no turns`)
        : episode(record, read(known, raw.key ?? ''), known);
      record += 1;
    },
    *end() {},
  };
}

function read(object: JsonObject, name: string): Draft {
  const said = verdictIn(object);
  const summary = asObject(object['summary']) ?? {};
  const [taken, most] = [summary['turns_taken'], summary['turns_max']];
  const ranOut = typeof taken === 'number' && typeof most === 'number' && taken >= most;
  return {
    goal: (asText(object['query']) ?? '').trim(),
    context: '',
    steps: stepsIn(object),
    ...said,
    title: name,
    ...(ranOut && said.outcome !== 'success' ? { truncated: true } : {}),
    ...extraOf(without(object, USED)),
  };
}

function verdictIn(object: JsonObject): Verdicted {
  const best = asObject(object['summary'])?.['max_reward'];
  const [field, reward] = best === undefined ? ['reward', object['reward']] : ['summary.max_reward', best];
  const outcome = outcomeOfReward(reward);
  return typeof reward === 'number' && outcome !== 'unknown'
    ? { outcome, reward, verdict: { field, value: reward } }
    : { outcome };
}

function stepsIn(object: JsonObject): readonly Step[] {
  const history = asObject(object['turn_history']);
  if (history === null) {
    return (asList(object['trajectory']) ?? []).flatMap((one) => {
      const turn = asObject(one) ?? {};
      return stepOf({ action: turn['action'], observation: turn['observation'] });
    });
  }
  const list = (name: string): readonly JsonValue[] => asList(history[name]) ?? [];
  const [observations, rewards, thoughts] = [list('observations'), list('rewards'), list('thoughts')];
  return list('actions').flatMap((action, index) =>
    stepOf({ action, observation: observations[index], reward: rewards[index], thought: thoughts[index] }),
  );
}

interface Turn {
  readonly action: JsonValue | undefined;
  readonly observation: JsonValue | undefined;
  readonly reward?: JsonValue | undefined;
  readonly thought?: JsonValue | undefined;
}

function stepOf(turn: Turn): readonly Step[] {
  const text = textOf(turn.action);
  if (text.trim() === '') return [];
  const thought = textOf(turn.thought).trim();
  return [
    {
      ...(thought === '' ? {} : { thought }),
      action: { kind: 'text', text },
      observation: textOf(turn.observation),
      ...(typeof turn.reward === 'number' ? { reward: turn.reward } : {}),
    },
  ];
}
