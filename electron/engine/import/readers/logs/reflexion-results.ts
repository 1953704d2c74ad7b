import type { JsonValue } from '../../../../../shared/model/index.ts';
import { asList, asObject, asText, extraOf, type JsonObject, member, without } from '../../json-view.ts';
import { verdictOf } from '../../outcome/index.ts';
import { type Draft, oneByOne, type RawRecord, type Reader } from '../../reader.ts';

const USED: ReadonlySet<string> = new Set(['name', 'is_success']);

/** Reflexion's results of a trial: `[{"name", "memory": [reflections], "is_success"}]`, outcomes without any steps. */
export const reflexionResults: Reader = {
  format: 'reflexion-results',
  claim(sample) {
    const known = sample.records.filter((record) => resultIn(record.value) !== null).length;
    if (known === 0 || known * 2 <= sample.records.length) return null;
    return { confidence: 0.85, reason: 'results with reflections in `memory`, without steps', unit: 'record' };
  },
  open: () => oneByOne(read),
};

function resultIn(value: JsonValue): JsonObject | null {
  const record = asObject(value);
  if (record === null || typeof member(record, 'is_success') !== 'boolean') return null;
  return asList(member(record, 'memory')) !== null && asText(member(record, 'name')) !== null ? record : null;
}

function read({ value }: RawRecord): Draft | string {
  const result = resultIn(value);
  if (result === null) return 'it has no name, memory and is_success';
  const name = asText(result['name']) ?? '';
  return {
    goal: '',
    context: '',
    steps: [],
    ...verdictOf(result, 'is_success'),
    title: name,
    ...extraOf(without(result, USED)),
  };
}
