import type { JsonValue, Step } from '../../../../../shared/model/index.ts';
import { taskOf } from '../../conversation/index.ts';
import { asList, asObject, asText, extraOf, filled, type JsonObject, without } from '../../json-view.ts';
import { verdictOf } from '../../outcome/index.ts';
import { type Draft, oneByOne, type RawRecord, type Reader } from '../../reader.ts';
import { type Answer, readAgentTurn, readAnswer, stepsOf } from './turn.ts';

/** The conversation and the prompt are read; `latest_output` repeats the last observation. */
const USED_OF_STATE: ReadonlySet<string> = new Set(['history', 'latest_output', 'success']);
const USED_OF_TASK: ReadonlySet<string> = new Set(['prompt', 'task_id']);
const USED: ReadonlySet<string> = new Set(['state', 'task']);
const LIMITS: ReadonlySet<string> = new Set(['max_steps', 'max_propose_steps', 'error']);

/** MINT results: `{"state": {"history", "success", ..}, "task": {"prompt", ..}}`, an episode a line. */
export const mint: Reader = {
  format: 'mint',
  claim(sample) {
    const known = sample.records.filter((record) => partsOf(record.value) !== null).length;
    if (known === 0 || known * 2 <= sample.records.length) return null;
    return { confidence: 0.95, reason: 'records with `state.history` and `task.prompt`', unit: 'record' };
  },
  open: () => oneByOne(read),
};

interface Parts {
  readonly state: JsonObject;
  readonly task: JsonObject;
  readonly history: readonly JsonValue[];
  readonly prompt: string;
}

function partsOf(value: JsonValue): Parts | null {
  const record = asObject(value);
  const state = asObject(record?.['state']);
  const task = asObject(record?.['task']);
  const history = asList(state?.['history']);
  const prompt = asText(task?.['prompt']);
  return state === null || task === null || history === null || prompt === null
    ? null
    : { state, task, history, prompt };
}

function read({ value }: RawRecord): Draft | string {
  const parts = partsOf(value);
  if (parts === null) return 'it has no `state.history` with a `task.prompt`';
  const { state, task, history, prompt } = parts;
  const { goal, preamble, ...described } = taskOf(prompt);
  const { instruction, context } = instructionIn(described.context);
  const { steps, closing, feedback } = readHistory(history);
  const said = verdictOf(value, 'state.success');
  const title = asText(task['task_id']);
  const reason = asText(state['terminate_reason']);
  return {
    goal,
    context,
    steps,
    ...said,
    ...(title === null ? {} : { title }),
    ...(said.outcome !== 'success' && reason !== null && LIMITS.has(reason) ? { truncated: true } : {}),
    ...extraOf(
      filled({ prompt: preamble, instruction, closing }),
      feedback.length === 0 ? {} : { feedback },
      without(state, USED_OF_STATE),
      without(task, USED_OF_TASK),
      without(asObject(value) ?? {}, USED),
    ),
  };
}

/** The first line of a prompt with several says what kind of task it is; what is seen stands below it. */
function instructionIn(text: string): { readonly instruction: string; readonly context: string } {
  const at = text.indexOf('\n');
  return at < 0
    ? { instruction: '', context: text }
    : { instruction: text.slice(0, at).trim(), context: text.slice(at + 1) };
}

interface History {
  readonly steps: readonly Step[];
  readonly closing: string;
  readonly feedback: readonly string[];
}

/** Reads the turns after the opening prompt. What came without code, and the answer to it, joins the next thought. */
function readHistory(history: readonly JsonValue[]): History {
  const steps: Step[] = [];
  const feedback: string[] = [];
  let waiting: string[] = [];
  let said: string | null = null;
  const settle = (answer: Answer | null): void => {
    const turn = readAgentTurn(said ?? '', answer?.understood ?? true);
    if (turn.thought !== '') waiting.push(turn.thought);
    if (turn.code !== null) {
      for (const step of stepsOf({ thought: waiting.join('\n'), code: turn.code }, answer?.observation ?? null))
        steps.push(step);
      waiting = [];
    } else if (answer !== null && answer.understood && answer.observation !== '') waiting.push(answer.observation);
    if (answer !== null && answer.feedback !== '') feedback.push(answer.feedback);
    said = null;
  };
  for (const value of history.slice(1)) {
    const message = asObject(value);
    const text = asText(message?.['content']) ?? '';
    if (message?.['role'] === 'user') settle(readAnswer(text));
    else {
      if (said !== null) settle(null);
      said = text;
    }
  }
  if (said !== null) settle(null);
  return { steps, closing: waiting.join('\n'), feedback };
}
