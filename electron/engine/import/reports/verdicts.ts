import type { JsonValue } from '../../../../shared/model/index.ts';
import { asList, asObject, asText, type JsonObject, member } from '../json-view.ts';

/** What a report says about one instance; the id is null where only the name of its file or folder tells it. */
export interface InstanceVerdict {
  readonly id: string | null;
  readonly resolved: boolean;
}

/** Lists of ids in the summary of a run, by what they say: of each pair the newer and the older name. */
const RESOLVED = ['resolved_ids', 'resolved'] as const;
const OTHERS = [
  'submitted_ids',
  'completed_ids',
  'unresolved_ids',
  'incomplete_ids',
  'empty_patch_ids',
  'error_ids',
  'unresolved',
  'generated',
  'no_generation',
  'with_logs',
  'applied',
  'no_apply',
  'install_fail',
  'no_logs',
  'test_errored',
  'test_timeout',
] as const;
const OF_ONE = ['patch_exists', 'patch_is_None', 'patch_successfully_applied', 'tests_status'] as const;

/**
 * The verdicts in an evaluation report: one instance (`{"resolved": true, "tests_status": ..}`), instances by id, or the
 * summary of a run with lists of ids (`resolved_ids`). An id that was tried and is not in the list is not resolved.
 */
export function verdictsIn(value: JsonValue): readonly InstanceVerdict[] {
  const report = asObject(value);
  if (report === null) return [];
  if (isOfOne(report)) return [{ id: asText(member(report, 'instance_id')), resolved: report['resolved'] === true }];
  const trial = inTrial(report);
  if (trial !== null) return [trial];
  const summary = inSummary(report);
  if (summary.length > 0) return summary;
  return Object.entries(report).flatMap(([id, one]) => {
    const inner = asObject(one);
    return inner !== null && isOfOne(inner) ? [{ id, resolved: inner['resolved'] === true }] : [];
  });
}

/** Whether the beginning of a document may be that of a report, of which the telling lists come later. */
export function mayBeReport(beginning: JsonValue): boolean {
  const report = asObject(beginning);
  if (report === null) return false;
  return (
    verdictsIn(report).length > 0 ||
    typeof member(report, 'trial_name') === 'string' ||
    OTHERS.some((name) => asList(member(report, name)) !== null)
  );
}

function isOfOne(report: JsonObject): boolean {
  return typeof member(report, 'resolved') === 'boolean' && OF_ONE.some((key) => Object.hasOwn(report, key));
}

/** Harbor's `result.json` of a trial: the rewards of its verifier, by name; 1 is success. Its folder is the trial's. */
function inTrial(report: JsonObject): InstanceVerdict | null {
  const name = asText(member(report, 'trial_name'));
  const rewards = asObject(asObject(member(report, 'verifier_result'))?.['rewards']);
  if (name === null || rewards === null) return null;
  const values = Object.values(rewards);
  const reward = rewards['reward'] ?? (values.length === 1 ? values[0] : undefined);
  return typeof reward === 'number' ? { id: name, resolved: reward >= 1 } : null;
}

function inSummary(report: JsonObject): readonly InstanceVerdict[] {
  const key = RESOLVED.find((name) => idsIn(report, name) !== null);
  if (key === undefined || !OTHERS.some((name) => Object.hasOwn(report, name))) return [];
  const resolved = new Set(idsIn(report, key));
  const all = new Set([...resolved, ...OTHERS.flatMap((name) => idsIn(report, name) ?? [])]);
  return [...all].map((id) => ({ id, resolved: resolved.has(id) }));
}

function idsIn(report: JsonObject, name: string): readonly string[] | null {
  const list = asList(member(report, name));
  return list === null ? null : list.filter((id) => typeof id === 'string');
}
