import type { JsonValue, Outcome, Verdict } from '../../../../shared/model/index.ts';
import { type JsonObject, valueAt } from '../json-view.ts';

/** What a record says about its own outcome. */
export interface Verdicted {
  readonly outcome: Outcome;
  readonly reward?: number;
  readonly verdict?: Verdict;
}

/** Fields that logs use for the verdict, in the order in which they are believed. */
const VERDICT_FIELDS = [
  'success',
  'solved',
  'resolved',
  'is_success',
  'is_correct',
  'correct',
  'passed',
  'won',
  'result',
  'outcome',
] as const;
const REWARD_FIELDS = ['reward', 'metadata.reward', 'info.reward'] as const;

const GOOD: ReadonlySet<string> = new Set([
  'success',
  'succeeded',
  'solved',
  'resolved',
  'pass',
  'passed',
  'correct',
  'true',
  'yes',
  'won',
  'win',
  '1',
]);
const BAD: ReadonlySet<string> = new Set([
  'failure',
  'failed',
  'fail',
  'unsolved',
  'unresolved',
  'incorrect',
  'wrong',
  'false',
  'no',
  'lost',
  'loss',
  '0',
]);

/** Success or failure where a value says it by itself: a boolean, 0 or 1, or a word for either. */
export function outcomeOf(value: JsonValue | undefined): Outcome {
  if (value === true || value === 1) return 'success';
  if (value === false || value === 0) return 'failure';
  if (typeof value !== 'string') return 'unknown';
  const word = value.trim().toLowerCase();
  if (GOOD.has(word)) return 'success';
  return BAD.has(word) ? 'failure' : 'unknown';
}

/** A reward of 1 is success, less is failure; anything but a finite number tells nothing. */
export function outcomeOfReward(value: JsonValue | undefined): Outcome {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'unknown';
  return value >= 1 ? 'success' : 'failure';
}

/** The verdict of one field that means success when it is true. */
export function verdictOf(raw: JsonValue, field: string): Verdicted {
  const value = valueAt(raw, field);
  const outcome = outcomeOf(value);
  return outcome === 'unknown' ? { outcome } : { outcome, verdict: { field, value: plain(value) } };
}

/** The verdict of a record by the usual names of its fields, at the top or under `metadata`; unknown when none is there. */
export function usualVerdict(raw: JsonObject): Verdicted {
  const reward = rewardOf(raw);
  const kept = reward === null ? {} : { reward: reward.value };
  for (const field of [...VERDICT_FIELDS, ...VERDICT_FIELDS.map((name) => `metadata.${name}`)]) {
    const said = verdictOf(raw, field);
    if (said.outcome !== 'unknown') return { ...said, ...kept };
  }
  if (reward === null) return { outcome: 'unknown' };
  const verdict = { field: reward.field, value: reward.value };
  return { outcome: outcomeOfReward(reward.value), verdict, ...kept };
}

function rewardOf(raw: JsonObject): { readonly field: string; readonly value: number } | null {
  for (const field of REWARD_FIELDS) {
    const value = valueAt(raw, field);
    if (typeof value === 'number') return { field, value };
    if (typeof value === 'boolean') return { field, value: value ? 1 : 0 };
  }
  return null;
}

/** A value as a verdict may hold it: a scalar as it stands, anything else as JSON. */
export function plain(value: JsonValue | undefined): Verdict['value'] {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : value;
}
