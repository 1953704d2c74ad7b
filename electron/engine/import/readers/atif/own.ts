import { z } from 'zod';
import { jsonValueSchema, outcomeSchema, type Step, verdictSchema } from '../../../../../shared/model/index.ts';
import { asList, asObject, asText, type JsonObject, objectsIn } from '../../json-view.ts';
import type { Draft } from '../../reader.ts';
import { contentOf } from '../openai-messages.ts';

/**
 * What ATIF has no field for stands in `extra.knack`, so that a trajectory that was written as ATIF is read as the same
 * one again. Steps, system prompt and closing words stand in the steps of the document alone.
 */
export const ownSchema = z.object({
  version: z.literal(1),
  goal: z.string(),
  context: z.string(),
  outcome: outcomeSchema,
  reward: z.number().optional(),
  verdict: verdictSchema.optional(),
  title: z.string().optional(),
  truncated: z.boolean().optional(),
  extra: z.record(z.string(), jsonValueSchema).optional(),
});
export type Own = z.infer<typeof ownSchema>;

/** A trajectory that was written by `atifOf`; null where the document is anybody else's. */
export function ownDraft(document: JsonObject): Draft | null {
  const own = ownSchema.safeParse(asObject(document['extra'])?.['knack']);
  if (!own.success) return null;
  const { version: _version, extra: kept, ...told } = own.data;
  const said = objectsIn(document['steps']);
  const system = said.find((step) => step['source'] === 'system');
  const closing = said.findLast((step) => step['source'] === 'agent' && !isAct(step));
  const subagents = asList(document['subagent_trajectories']);
  const extra = {
    ...kept,
    ...(system === undefined ? {} : { system: contentOf(system['message']) }),
    ...(closing === undefined ? {} : { closing: contentOf(closing['message']) }),
    ...(subagents === null ? {} : { subagent_trajectories: subagents }),
  };
  const { reward, verdict, title, truncated, ...always } = told;
  return {
    ...always,
    steps: said.filter(isAct).map(stepOf),
    ...(reward === undefined ? {} : { reward }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(title === undefined ? {} : { title }),
    ...(truncated === undefined ? {} : { truncated }),
    ...(Object.keys(extra).length === 0 && kept === undefined ? {} : { extra }),
  };
}

function isAct(step: JsonObject): boolean {
  return step['source'] === 'agent' && asObject(step['observation']) !== null;
}

function stepOf(step: JsonObject): Step {
  const [call] = objectsIn(step['tool_calls']);
  const [result] = objectsIn(asObject(step['observation'])?.['results']);
  const text = contentOf(step['message']);
  const thought = call === undefined ? (asText(step['reasoning_content']) ?? '') : text;
  const reward = asObject(step['extra'])?.['reward'];
  return {
    ...(thought === '' ? {} : { thought }),
    action:
      call === undefined
        ? { kind: 'text', text }
        : { kind: 'tool', name: asText(call['function_name']) ?? '', arguments: asObject(call['arguments']) ?? {} },
    observation: contentOf(result?.['content']),
    ...(typeof reward === 'number' ? { reward } : {}),
  };
}
