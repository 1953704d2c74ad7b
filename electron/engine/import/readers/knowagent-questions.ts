import type { JsonValue } from '../../../../shared/model/index.ts';
import { asObject, asText, extraOf, filled, type JsonObject, member, without } from '../json-view.ts';
import { usualVerdict } from '../outcome/index.ts';
import { type Draft, oneByOne, type RawRecord, type Reader } from '../reader.ts';
import { LabelledSteps } from './logs/index.ts';

const USED: ReadonlySet<string> = new Set(['question', 'prompt', 'correct', 'reward', 'halted']);
const START = 'Question:';

/** KnowAgent's questions: `{"question", "answer", "correct", "reward", "halted", "prompt"}`; the episode ends the prompt. */
export const knowagentQuestions: Reader = {
  format: 'knowagent-questions',
  claim(sample) {
    const known = sample.records.filter((record) => recordIn(record.value) !== null).length;
    if (known === 0 || known * 2 <= sample.records.length) return null;
    return { confidence: 0.9, reason: 'records with a `question` and an episode in `prompt`', unit: 'record' };
  },
  open: () => oneByOne(read),
};

interface Parts {
  readonly record: JsonObject;
  readonly question: string;
  readonly prompt: string;
}

function recordIn(value: JsonValue): Parts | null {
  const record = asObject(value) ?? {};
  const [question, prompt] = [asText(member(record, 'question')), asText(member(record, 'prompt'))];
  const known = question !== null && prompt !== null && /^(?:Action|Thought) \d+:/m.test(prompt);
  return known ? { record, question, prompt } : null;
}

function read({ value }: RawRecord): Draft | string {
  const parts = recordIn(value);
  if (parts === null) return 'it has no question with an episode in `prompt`';
  const { record, question, prompt } = parts;
  const start = episodeStart(prompt, question);
  const [, ...lines] = prompt.slice(start).split('\n');
  const labelled = new LabelledSteps();
  for (const line of lines) labelled.take(line);
  const { context, steps, closing } = labelled.done();
  return {
    goal: question.trim(),
    context,
    steps,
    ...usualVerdict(record),
    ...(record['halted'] === true || record['error'] === true ? { truncated: true } : {}),
    ...extraOf(filled({ prompt: prompt.slice(0, start).trim(), closing }), without(record, USED)),
  };
}

/** Where the episode begins: at its own question, else at the last one; what stands before it are worked examples. */
function episodeStart(prompt: string, question: string): number {
  const own = prompt.lastIndexOf(`${START} ${question}`);
  return Math.max(0, own >= 0 ? own : prompt.lastIndexOf(`\n${START}`) + 1);
}
