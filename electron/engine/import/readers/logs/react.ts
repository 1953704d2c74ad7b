import { asObject, extraOf, filled, type JsonObject, without } from '../../json-view.ts';
import { limits } from '../../limits.ts';
import { usualVerdict } from '../../outcome/index.ts';
import { pythonLiteral } from '../../python-literal.ts';
import { episode, type Found, type Reader, rejected, type Session } from '../../reader.ts';
import { LabelledSteps } from './labelled-steps.ts';

const START = /^(\d{1,12}) (Claim|Question|Task): ?(.*)$/;
const USED: ReadonlySet<string> = new Set(['reward']);

/** Console logs of ReAct: `12 Claim: ..`, numbered thoughts, actions and observations, and a Python dict with the result. */
export const reactLog: Reader = {
  format: 'react-log',
  claim({ layout, head }) {
    if (layout !== 'text' && layout !== 'table') return null;
    const lines = head.split(/\r?\n/);
    const known = lines.some((line) => START.test(line)) && lines.some((line) => /^Action \d+: /.test(line));
    return known
      ? { confidence: 0.9, reason: 'a log of numbered questions with numbered thoughts and actions', unit: 'line' }
      : null;
  },
  open,
};

interface Open {
  readonly number: string;
  readonly goal: string;
  readonly steps: LabelledSteps;
  /** Between a failed attempt and the step that was made in its place. */
  isPaused: boolean;
}

function open(): Session {
  let current: Open | null = null;
  let record = 0;
  const close = (result: JsonObject): readonly Found[] => {
    if (current === null) return [];
    const found = foundIn(current, result, record);
    current = null;
    record += 1;
    return [found];
  };
  return {
    take({ value }) {
      const line = typeof value === 'string' ? value : '';
      const start = /^\d/.test(line) ? START.exec(line) : null;
      if (start !== null) {
        const before = close({});
        const [, number = '', label = '', text = ''] = start;
        const goal = (label === 'Claim' ? `Claim: ${text}` : text).trim();
        current = { number, goal, steps: new LabelledSteps(), isPaused: false };
        return before;
      }
      if (current === null) return [];
      const result = line.startsWith('{') ? asObject(pythonLiteral(line.trim())) : null;
      if (result !== null && Object.hasOwn(result, 'reward')) return close(result);
      takeLine(current, line);
      return [];
    },
    end: () => close({}),
  };
}

/** The log shows an answer that could not be cut into thought and action after `ohh...`; the step follows anew. */
function takeLine(current: Open, line: string): void {
  if (line.startsWith('ohh...')) {
    current.isPaused = true;
    current.steps.pause();
  } else if (/^Thought \d+:/.test(line)) current.isPaused = false;
  if (!current.isPaused && current.steps.characters <= limits.record) current.steps.take(line);
}

function foundIn({ number, goal, steps }: Open, result: JsonObject, record: number): Found {
  if (steps.characters > limits.record) return rejected(record, `${number}: the episode is larger than the limit`);
  const { context, closing, ...rest } = steps.done();
  const draft = {
    goal,
    context,
    ...rest,
    ...usualVerdict(result),
    title: number,
    ...extraOf(filled({ closing }), without(result, USED)),
  };
  return episode(record, draft, result);
}
