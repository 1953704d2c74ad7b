import type { JsonValue, Step, Trajectory } from '../../../../shared/model/index.ts';
import { asList, asObject, asText, type JsonObject } from '../json-view.ts';
import { documentIn, type Own } from '../readers/atif/index.ts';

/**
 * A trajectory as an ATIF 1.7 document. Whoever reads ATIF sees the task, the steps with their observations and the
 * closing words; what ATIF has no field for (outcome, reward, what is task and what context) stands in `extra.knack`, so
 * that reading the document gives the same trajectory again.
 */
export function atifOf(trajectory: Trajectory): JsonObject {
  const { goal, context, outcome, reward, verdict, title, truncated, extra } = trajectory;
  const { kept, system, closing, subagents } = apart(extra);
  const own: Own = {
    version: 1,
    goal,
    context,
    outcome,
    ...(reward === undefined ? {} : { reward }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(title === undefined ? {} : { title }),
    ...(truncated === undefined ? {} : { truncated }),
    ...(kept === undefined ? {} : { extra: kept }),
  };
  const asked = [goal, context].filter((text) => text !== '').join('\n\n');
  const steps: readonly Record<string, JsonValue>[] = [
    ...(system === null ? [] : [{ source: 'system', message: system }]),
    { source: 'user', message: asked },
    ...trajectory.steps.map(stepOf),
    ...(closing === null ? [] : [{ source: 'agent', message: closing }]),
  ];
  return {
    schema_version: 'ATIF-v1.7',
    session_id: trajectory.id,
    trajectory_id: trajectory.id,
    agent: agentOf(extra),
    steps: steps.map((step, at) => ({ step_id: at + 1, ...step })),
    final_metrics: { total_steps: steps.length },
    ...(subagents === null ? {} : { subagent_trajectories: subagents }),
    // Checked above to be what the reader expects; JSON has no other values.
    extra: { knack: own as unknown as JsonObject },
  };
}

interface Apart {
  readonly kept: Trajectory['extra'];
  readonly system: string | null;
  readonly closing: string | null;
  readonly subagents: readonly JsonValue[] | null;
}

/** What of `extra` ATIF has a place for, and the rest. */
function apart(extra: Trajectory['extra']): Apart {
  const { system, closing, subagent_trajectories: runs, ...others } = extra ?? {};
  const isText = (value: JsonValue | undefined): boolean => typeof value === 'string' && value !== '';
  const list = asList(runs);
  const hasRuns = list !== null && list.length > 0 && list.every((run) => documentIn(run) !== null);
  const left: Record<string, JsonValue> = {
    ...others,
    ...(system === undefined || isText(system) ? {} : { system }),
    ...(closing === undefined || isText(closing) ? {} : { closing }),
    ...(runs === undefined || hasRuns ? {} : { subagent_trajectories: runs }),
  };
  return {
    kept: extra === undefined ? undefined : left,
    system: isText(system) ? asText(system) : null,
    closing: isText(closing) ? asText(closing) : null,
    subagents: hasRuns ? list : null,
  };
}

/** Name and version are required; they are told where the trajectory came with them. */
function agentOf(extra: Trajectory['extra']): JsonObject {
  const agent = asObject(extra?.['agent']);
  const model = asText(agent?.['model_name']) ?? asText(extra?.['model']);
  return {
    name: asText(agent?.['name']) ?? 'unknown',
    version: asText(agent?.['version']) ?? 'unknown',
    ...(model === null ? {} : { model_name: model }),
  };
}

/** A call with its result in one step; an action in plain text is the message that was answered. */
function stepOf({ thought, action, observation, reward }: Step, at: number): Record<string, JsonValue> {
  const given = reward === undefined ? {} : { extra: { reward } };
  if (action.kind === 'text') {
    return {
      source: 'agent',
      message: action.text,
      ...(thought === undefined ? {} : { reasoning_content: thought }),
      observation: { results: [{ content: observation }] },
      ...given,
    };
  }
  const id = `call_${at + 1}`;
  return {
    source: 'agent',
    message: thought ?? '',
    tool_calls: [{ tool_call_id: id, function_name: action.name, arguments: action.arguments }],
    observation: { results: [{ source_call_id: id, content: observation }] },
    ...given,
  };
}
