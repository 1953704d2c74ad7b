import type { JsonValue } from '../../../../shared/model/index.ts';
import { asObject } from '../json-view.ts';
import type { Sample } from '../reader.ts';
import { verdictsIn } from './verdicts.ts';

/** Why a file that belongs to a run holds no episodes by itself; null for any other file. */
export function companionReason(sample: Sample): string | null {
  const values = sample.records.map((record) => record.value);
  if (values.length === 0) return null;
  if (asObject(values[0])?.['kind'] === 'knack-snapshot')
    return 'a snapshot of a memory, not a file of trajectories: open it as a memory (knack import FILE --memory MEM, or Export in the window)';
  if (sample.layout === 'object' && verdictsIn(values[0] ?? null).length > 0)
    return 'a report of verdicts: it tells the outcome of trajectories beside it and holds none itself';
  const inner = sample.layout === 'object' ? sample.members.map((member) => member.value) : [];
  const isPredictions = values.every(isPrediction) || (inner.length > 0 && inner.every(isPrediction));
  return isPredictions ? 'patches by instance, without any steps' : null;
}

function isPrediction(value: JsonValue): boolean {
  const record = asObject(value);
  if (record === null || !Object.hasOwn(record, 'model_patch')) return false;
  return !['history', 'trajectory', 'messages'].some((key) => Object.hasOwn(record, key));
}
