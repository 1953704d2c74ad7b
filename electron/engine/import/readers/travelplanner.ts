import type { JsonValue, Step } from '../../../../shared/model/index.ts';
import {
  asList,
  asObject,
  asText,
  extraOf,
  type JsonObject,
  member,
  objectsIn,
  textOf,
  without,
} from '../json-view.ts';
import { usualVerdict } from '../outcome/index.ts';
import { type Draft, oneByOne, type RawRecord, type Reader } from '../reader.ts';

const USED: ReadonlySet<string> = new Set(['idx', 'query', 'plan']);
const NOTHING = '-';

/** TravelPlanner's plans: `{"idx", "query", "plan": [a day each]}`. A day is a step; a query without a plan has none. */
export const travelPlanner: Reader = {
  format: 'travelplanner',
  claim(sample) {
    const known = sample.records.filter((record) => planIn(record.value) !== null).length;
    if (known === 0 || known * 2 <= sample.records.length) return null;
    return { confidence: 0.9, reason: 'queries with a `plan` day by day', unit: 'record' };
  },
  open: () => oneByOne(read),
};

function planIn(value: JsonValue): JsonObject | null {
  const record = asObject(value) ?? {};
  if (asText(member(record, 'query')) === null || !Object.hasOwn(record, 'plan') || !Object.hasOwn(record, 'idx'))
    return null;
  const plan = member(record, 'plan');
  const days = objectsIn(plan);
  const isPlan = days.some((day) => Object.hasOwn(day, 'days') || Object.hasOwn(day, 'day'));
  return plan === null || asList(plan)?.length === 0 || isPlan ? record : null;
}

function read({ value }: RawRecord): Draft | string {
  const record = planIn(value);
  if (record === null) return 'it has no query with a plan';
  return {
    goal: textOf(record['query']).trim(),
    context: '',
    steps: objectsIn(record['plan']).map(stepOf),
    ...usualVerdict(record),
    title: textOf(record['idx']),
    ...extraOf(without(record, USED)),
  };
}

/** What a day leaves out (`-`) is no argument. */
function stepOf(day: JsonObject): Step {
  const given = Object.entries(day).filter(([, value]) => value !== NOTHING && value !== null);
  return { action: { kind: 'tool', name: 'plan_day', arguments: Object.fromEntries(given) }, observation: '' };
}
