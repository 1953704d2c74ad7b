import type { JsonValue } from '../../../../../shared/model/index.ts';
import { conversationOf, type Turn } from '../../conversation/index.ts';
import { asList, asObject, asText, extraOf, type JsonObject, objectsIn, textOf, without } from '../../json-view.ts';
import {
  type Claim,
  type Draft,
  episode,
  type Found,
  type Reader,
  rejected,
  type Sample,
  type Session,
} from '../../reader.ts';
import { Attachments, messagesOf, turnsOf } from './messages.ts';
import { verdictIn } from './score.ts';

const USED: ReadonlySet<string> = new Set([
  'messages',
  'events',
  'events_data',
  'message_pool',
  'attachments',
  'input',
  'output',
  'store',
  'timelines',
]);

/**
 * Inspect evaluation logs: `{"version", "status", "eval", "samples": [..]}`, sample by sample. A `.eval` archive comes as
 * the same object. A sample that was taken out of its log is read by itself.
 */
export const inspectLog: Reader = { format: 'inspect', claim, open };

function claim({ records, members }: Sample): Claim | null {
  const member = (key: string): JsonValue | undefined => members.find((one) => one.key === key)?.value;
  const evaluation = asObject(member('eval'));
  const isLog = evaluation !== null && ['task', 'model', 'run_id'].some((key) => Object.hasOwn(evaluation, key));
  const first = asList(member('samples'))?.[0];
  if (isLog && ['version', 'status', 'plan'].some((key) => member(key) !== undefined)) {
    return { confidence: 0.97, reason: 'a log with `eval` and its samples', unit: 'member', list: 'samples' };
  }
  if (isSample(first)) return { confidence: 0.95, reason: 'samples with scores', unit: 'member', list: 'samples' };
  const alone = records.filter((record) => isSample(record.value)).length;
  if (alone === 0 || alone * 2 <= records.length) return null;
  return { confidence: 0.96, reason: 'samples of an evaluation log', unit: 'record' };
}

function isSample(value: JsonValue | undefined): boolean {
  const sample = asObject(value);
  if (sample === null || !Object.hasOwn(sample, 'id') || typeof sample['epoch'] !== 'number') return false;
  return Object.hasOwn(sample, 'input') && ['messages', 'scores', 'target'].some((key) => Object.hasOwn(sample, key));
}

/** What the log says of all its samples. */
interface Run {
  readonly task: string | null;
  readonly model: string | null;
  readonly epochs: number;
}

function open(): Session {
  let record = 0;
  let run: Run = { task: null, model: null, epochs: 1 };
  return {
    *take({ key, value }): Generator<Found> {
      if (key !== null) {
        if (key === 'eval') run = runOf(asObject(value) ?? {});
        return;
      }
      const sample = asObject(value);
      if (sample !== null) yield episode(record, read(sample, run), value);
      else yield rejected(record, asText(value) ?? 'it is no sample');
      record += 1;
    },
    *end() {},
  };
}

function runOf(evaluation: JsonObject): Run {
  const epochs = asObject(evaluation['config'])?.['epochs'];
  const [task, model] = [asText(evaluation['task']), asText(evaluation['model'])];
  return { task, model, epochs: typeof epochs === 'number' ? epochs : 1 };
}

function read(sample: JsonObject, run: Run): Draft {
  const attachments = new Attachments(sample);
  const turns = turnsOf(messagesOf(sample), attachments);
  const isAsked = turns.some((turn) => turn.role === 'user');
  const { beside, ...conversation } = conversationOf(isAsked ? turns : [...asked(sample, attachments), ...turns]);
  const wasCut = [sample['limit'], sample['error']].some((value) => value !== undefined && value !== null);
  return {
    ...conversation,
    ...verdictIn(sample),
    title: titleOf(sample, run),
    ...(wasCut ? { truncated: true } : {}),
    ...extraOf(
      beside,
      run.task === null ? {} : { task: run.task },
      run.model === null ? {} : { model: run.model },
      without(sample, USED),
    ),
  };
}

/** The input of a sample whose messages do not hold it. */
function asked(sample: JsonObject, attachments: Attachments): readonly Turn[] {
  const { input } = sample;
  if (asList(input) !== null) return turnsOf(objectsIn(input), attachments);
  const text = attachments.resolved(textOf(input));
  return text === '' ? [] : [{ role: 'user', text }];
}

function titleOf(sample: JsonObject, { epochs }: Run): string {
  const epoch = sample['epoch'];
  const isOneOfMany = typeof epoch === 'number' && (epoch > 1 || epochs > 1);
  return `sample ${textOf(sample['id'])}${isOneOfMany ? `, epoch ${epoch}` : ''}`;
}
