import type { JsonValue, Step, Trajectory } from '../../../../shared/model/index.ts';
import { asText, type JsonObject } from '../json-view.ts';

/**
 * A trajectory as a record of OpenAI chat messages: `{"messages", "success", "reward", "id", "truncated"}`. Calls of tools
 * are calls with their result; an action in plain text stands behind `Action:`, and the user answers with what was
 * observed. Lost: the rewards of steps, and `extra` but for system prompt and closing words.
 */
export function openaiMessagesOf(trajectory: Trajectory): JsonObject {
  const { goal, context, steps, outcome, reward, title, truncated, extra } = trajectory;
  const [system, closing] = [asText(extra?.['system']) ?? '', asText(extra?.['closing']) ?? ''];
  const messages: readonly JsonObject[] = [
    ...(system === '' ? [] : [{ role: 'system', content: system }]),
    { role: 'user', content: context === '' ? goal : `${context}\n\nTask: ${goal}` },
    ...steps.flatMap(messagesOf),
    ...(closing === '' ? [] : [{ role: 'assistant', content: closing }]),
  ];
  return {
    messages,
    ...(outcome === 'unknown' ? {} : { success: outcome === 'success' }),
    ...(reward === undefined ? {} : { reward }),
    ...(title === undefined ? {} : { id: title }),
    ...(truncated === true ? { truncated } : {}),
  };
}

function messagesOf({ thought, action, observation }: Step, at: number): readonly Record<string, JsonValue>[] {
  if (action.kind === 'text') {
    const lines = [...(thought === undefined ? [] : [`Thought: ${thought}`]), `Action: ${action.text}`];
    return [
      { role: 'assistant', content: lines.join('\n') },
      { role: 'user', content: `Observation: ${observation}` },
    ];
  }
  const id = `call_${at + 1}`;
  const call = { name: action.name, arguments: JSON.stringify(action.arguments) };
  return [
    { role: 'assistant', content: thought ?? null, tool_calls: [{ id, type: 'function', function: call }] },
    { role: 'tool', tool_call_id: id, content: observation },
  ];
}
