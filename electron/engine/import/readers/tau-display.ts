import type { JsonValue } from '../../../../shared/model/index.ts';
import { asObject, asText, extraOf, member, without } from '../json-view.ts';
import { usualVerdict } from '../outcome/index.ts';
import { type Draft, oneByOne, type RawRecord, type Reader } from '../reader.ts';

const USED: ReadonlySet<string> = new Set(['messages_display']);
const TURN = /^(user|assistant|tool|system): /m;

/**
 * tau-bench's transcripts for display: `{"messages_display": "user: ..\nassistant: .."}`. Where a call was they say `None`, so
 * there is no action in them and hence no step; the transcript is kept as it is.
 */
export const tauDisplay: Reader = {
  format: 'tau-bench-display',
  claim(sample) {
    const known = sample.records.filter((record) => displayIn(record.value) !== null).length;
    if (known === 0 || known * 2 <= sample.records.length) return null;
    return { confidence: 0.9, reason: 'transcripts in `messages_display`', unit: 'record' };
  },
  open: () => oneByOne(read),
};

function displayIn(value: JsonValue): string | null {
  const text = asText(member(asObject(value) ?? {}, 'messages_display'));
  return text !== null && TURN.test(text) ? text : null;
}

function read({ value }: RawRecord): Draft | string {
  const text = displayIn(value);
  if (text === null) return 'it has no transcript in `messages_display`';
  const record = asObject(value) ?? {};
  return {
    goal: firstOf(text),
    context: '',
    steps: [],
    ...usualVerdict(record),
    ...extraOf({ transcript: text }, without(record, USED)),
  };
}

/** What the user says first. */
function firstOf(text: string): string {
  const start = /^user: /m.exec(text);
  if (start === null) return '';
  const rest = text.slice(start.index + start[0].length);
  const next = TURN.exec(rest);
  return rest.slice(0, next?.index ?? rest.length).trim();
}
