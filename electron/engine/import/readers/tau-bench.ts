import type { JsonValue } from '../../../../shared/model/index.ts';
import { conversationOf } from '../conversation/index.ts';
import { asList, asObject, extraOf, member, textOf, without } from '../json-view.ts';
import { usualVerdict } from '../outcome/index.ts';
import { type Draft, oneByOne, type RawRecord, type Reader } from '../reader.ts';
import { turnsOf } from './openai-messages.ts';

const USED: ReadonlySet<string> = new Set(['traj', 'reward', 'task_id', 'trial']);

/** tau-bench results: `{"task_id", "reward", "info", "traj": [OpenAI messages], "trial"}`, in a list or by line. */
export const tauBench: Reader = {
  format: 'tau-bench',
  claim(sample) {
    const known = sample.records.filter((record) => messagesIn(record.value) !== null).length;
    if (known === 0 || known * 2 <= sample.records.length) return null;
    return { confidence: 0.9, reason: 'records with messages in `traj` and a `task_id`', unit: 'record' };
  },
  open: () => oneByOne(read),
};

function messagesIn(value: JsonValue): readonly JsonValue[] | null {
  const record = asObject(value);
  if (record === null || !Object.hasOwn(record, 'task_id')) return null;
  const messages = asList(member(record, 'traj'));
  return messages !== null && typeof asObject(messages[0])?.['role'] === 'string' ? messages : null;
}

function read({ value }: RawRecord): Draft | string {
  const messages = messagesIn(value);
  const record = asObject(value);
  if (messages === null || record === null) return 'it has no messages in `traj` with a `task_id`';
  const turns = turnsOf(messages);
  if (typeof turns === 'string') return turns;
  const { beside, ...conversation } = conversationOf(turns);
  const trial = textOf(record['trial']);
  return {
    ...conversation,
    ...usualVerdict(record),
    title: `task ${textOf(record['task_id'])}${trial === '' ? '' : `, trial ${trial}`}`,
    ...extraOf(beside, without(record, USED)),
  };
}
