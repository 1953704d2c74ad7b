import { foreignField, type JsonValue } from '../../../../shared/model/index.ts';
import {
  asList,
  asObject,
  asText,
  extraOf,
  member,
  objectsIn,
  textOf,
  without,
  type JsonObject,
} from '../json-view.ts';
import { oneByOne, type Draft, type RawRecord, type Reader } from '../reader.ts';

const known = new Set([
  'avg_return',
  'global_baseline',
  'episodes_data',
  'pool_snapshot',
  'evolution_details',
  'maintenance_details',
  'delta_prompt_tokens_per_step',
]);

/** ProcMEM's training log: one object an iteration, with the pool as it stood and what was tried on it. */
export const procmemLog: Reader = {
  format: 'procmem-log',
  lacks:
    'a training log of ProcMEM: it has returns and lengths of episodes and the skills in words, and no steps, so that nothing of it can be judged again; a memory of the strategy procmem opens its pool',
  claim(sample) {
    const fitting = sample.records.filter(({ value }) => iterationIn(value) !== null).length;
    return fitting * 2 > sample.records.length
      ? { confidence: 0.95, reason: 'iterations with a pool of skills', unit: 'record' }
      : null;
  },
  open: () => oneByOne(read),
};

function iterationIn(value: JsonValue): JsonObject | null {
  const record = asObject(value);
  return record !== null && Array.isArray(record['pool_snapshot']) && Array.isArray(record['episodes_data'])
    ? record
    : null;
}

function read({ index, value }: RawRecord): Draft | string {
  const record = iterationIn(value);
  if (record === null) return 'it is no iteration with a pool and episodes';
  const episodes = objectsIn(member(record, 'episodes_data'));
  const foreign = {
    kind: 'procmem',
    iteration: index,
    meanReturn: numberIn(record, 'avg_return') ?? 0,
    baseline: numberIn(record, 'global_baseline') ?? 0,
    episodes: episodes.length,
    tokensAStep: numberIn(record, 'delta_prompt_tokens_per_step'),
    pool: objectsIn(member(record, 'pool_snapshot')).map(skillOf),
    candidates: objectsIn(member(record, 'evolution_details')).map(candidateOf),
    dropped: objectsIn(member(record, 'maintenance_details')).map((one) => ({
      name: textIn(one, 'name'),
      stage: textIn(one, 'stage'),
    })),
  };
  return {
    goal: `Iteration ${index + 1} of training`,
    context: '',
    steps: [],
    outcome: 'unknown',
    title: `${episodes.length} episodes`,
    ...extraOf({ [foreignField]: foreign, episodes_data: [...episodes] }, without(record, known)),
  };
}

function numberIn(record: JsonObject, key: string): number | null {
  const value = member(record, key);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function textIn(record: JsonObject, key: string): string {
  return textOf(member(record, key)).trim();
}

function skillOf(skill: JsonObject): JsonObject {
  const policy = asList(member(skill, 'policy'));
  const lines = policy === null ? textIn(skill, 'policy').split('\n') : policy.map(textOf);
  return {
    name: textIn(skill, 'name') || 'a skill without a name',
    frequency: numberIn(skill, 'freq') ?? 0,
    maturity: numberIn(skill, 'maturity') ?? 0,
    gain: numberIn(skill, 'avg_gain') ?? 0,
    activation: textIn(skill, 'initiation'),
    execution: lines.map((line) => line.trim()).filter((line) => line !== ''),
    termination: textIn(skill, 'termination'),
  };
}

function candidateOf(one: JsonObject): JsonObject {
  const action = asText(member(one, 'action')) ?? 'NONE';
  const candidate = member(one, 'candidate');
  return {
    parent: textIn(one, 'parent'),
    name: asText(asObject(candidate)?.['name']) ?? textOf(candidate),
    kind: asText(member(one, 'type')) === 'NEW' ? 'new-skill' : 'refine',
    score: numberIn(one, 'j_score'),
    accepted: action !== 'NONE',
  };
}
