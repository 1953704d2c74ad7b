import { argumentsOf, type Call, callOfText, readsAsActions, type Turn } from '../../conversation/index.ts';
import { asList, asObject, asText, type JsonObject, objectsIn, parseInner } from '../../json-view.ts';
import { contentOf } from '../openai-messages.ts';

interface Result {
  readonly callId: string | null;
  readonly text: string;
}

/**
 * The steps of a document as turns. What was copied from the run before is told there: the agent's part of it is left
 * out, and all of it in a continuation, where `skipCopied` is true.
 */
export function turnsOf(document: JsonObject, skipCopied: boolean): readonly Turn[] {
  return objectsIn(document['steps']).flatMap((step, at): readonly Turn[] => {
    const isCopied = step['is_copied_context'] === true;
    if (isCopied && (skipCopied || step['source'] === 'agent')) return [];
    const text = contentOf(step['message']);
    switch (step['source']) {
      case 'user':
        return [{ role: 'user', text }];
      case 'agent':
        return agentTurns(step, { text, name: `${String(at)}` });
      default:
        return [
          { role: 'system', text: [text, ...resultsOf(step).map((one) => one.text)].filter(isFilled).join('\n') },
        ];
    }
  });
}

function isFilled(text: string): boolean {
  return text !== '';
}

interface Said {
  readonly text: string;
  /** Tells the calls of this step from those of others: ids need not be unique in a document. */
  readonly name: string;
}

function agentTurns(step: JsonObject, { text, name }: Said): readonly Turn[] {
  const reasoning = asText(step['reasoning_content']) ?? '';
  const calls = callsOf(step);
  const results = resultsOf(step);
  if (calls.length > 0) {
    const renamed = calls.map((call, at) => ({ ...call, id: `${name}.${at}` }));
    return [
      { role: 'assistant', text: [reasoning, text].filter(isFilled).join('\n'), calls: renamed },
      ...results.map((result, at): Turn => {
        const call = placeOf(result, at, { calls, results });
        return { role: 'tool', text: result.text, callId: `${name}.${call}` };
      }),
    ];
  }
  const observed = results.map((result) => result.text).filter(isFilled);
  if (observed.length === 0)
    return [{ role: 'assistant', text: [reasoning, text].filter(isFilled).join('\n'), calls: [] }];
  return actedInText({ text, name }, { reasoning, observed: observed.join('\n') });
}

/** Which call a result belongs to: by its id; without one by order, and the only result of several calls to the last. */
function placeOf(
  { callId }: Result,
  at: number,
  { calls, results }: { readonly calls: readonly Call[]; readonly results: readonly Result[] },
): number {
  const named = callId === null ? -1 : calls.findIndex((call) => call.id === callId);
  if (named >= 0) return named;
  return results.length === 1 ? calls.length - 1 : Math.min(at, calls.length - 1);
}

interface Around {
  readonly reasoning: string;
  readonly observed: string;
}

/**
 * An agent without a calling interface: what it wrote was its action, for it was answered. Keystrokes for a terminal are
 * the calls that newer runs of the same agent record for them.
 */
function actedInText({ text, name }: Said, { reasoning, observed }: Around): readonly Turn[] {
  const keys = keystrokesIn(text);
  if (keys === null && readsAsActions(text)) {
    return [
      { role: 'assistant', text: [reasoning, text].filter(isFilled).join('\n'), calls: [] },
      { role: 'user', text: observed },
    ];
  }
  const made = keys?.calls ?? [callOfText(text)];
  const calls = made.map((call, at) => ({ ...call, id: `${name}.${at}` }));
  return [
    { role: 'assistant', text: [reasoning, keys?.thought ?? ''].filter(isFilled).join('\n'), calls },
    { role: 'tool', text: observed, callId: `${name}.${calls.length - 1}` },
  ];
}

interface Keystrokes {
  readonly thought: string;
  readonly calls: readonly Call[];
}

/** `{"analysis", "plan", "commands": [{"keystrokes", "duration"}], "task_complete"}`, the plain text of terminal agents. */
function keystrokesIn(text: string): Keystrokes | null {
  const said = text.trimStart().startsWith('{') ? asObject(parseInner(text)) : null;
  const commands = asList(said?.['commands']);
  if (said === null || commands === null) return null;
  const typed = objectsIn(commands).map((command) => ({ id: null, name: 'bash_command', arguments: command }));
  const ended = said['task_complete'] === true ? [{ id: null, name: 'mark_task_complete', arguments: {} }] : [];
  const calls = [...typed, ...ended];
  const thought = [said['analysis'], said['plan']].map((part) => asText(part) ?? '').filter(isFilled);
  const waits = { id: null, name: 'bash_command', arguments: { keystrokes: '' } };
  return { thought: thought.join('\n'), calls: calls.length === 0 ? [waits] : calls };
}

function callsOf(step: JsonObject): readonly Call[] {
  return objectsIn(step['tool_calls']).flatMap((call): readonly Call[] => {
    const name = asText(call['function_name']);
    return name === null ? [] : [{ id: asText(call['tool_call_id']), name, arguments: argumentsOf(call['arguments']) }];
  });
}

function resultsOf(step: JsonObject): readonly Result[] {
  return objectsIn(asObject(step['observation'])?.['results']).map((result) => ({
    callId: asText(result['source_call_id']),
    text: contentOf(result['content']),
  }));
}
