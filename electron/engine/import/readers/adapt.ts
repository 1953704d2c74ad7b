import type { Step } from '../../../../shared/model/index.ts';
import { markedTask } from '../conversation/index.ts';
import { asObject, asText, extraOf, filled, type JsonObject, without } from '../json-view.ts';
import { outcomeOfReward, plain, type Verdicted } from '../outcome/index.ts';
import { type Draft, episode, type Found, type RawRecord, type Reader, rejected, type Session } from '../reader.ts';

const USED: ReadonlySet<string> = new Set(['problem', 'trace', 'reward', 'commands']);

/** ADaPT results: one object of episodes, or of groups of episodes; `trace` is a transcript. Members without one are summaries. */
export const adapt: Reader = {
  format: 'adapt',
  claim(sample) {
    const known = sample.members.some((one) => entriesOf(one).some(({ value }) => isEpisode(value)));
    return known
      ? { confidence: 0.9, reason: 'an object of episodes with `problem` and `trace`', unit: 'member' }
      : null;
  },
  open,
};

interface Entry {
  readonly name: string;
  readonly group: string | null;
  readonly value: JsonObject;
}

function isEpisode(value: JsonObject): boolean {
  return typeof value['problem'] === 'string' && typeof value['trace'] === 'string';
}

/** The episodes of a member: the member itself, or its members. Whatever has neither problem nor trace is none. */
function entriesOf({ key, value }: RawRecord): readonly Entry[] {
  const object = asObject(value);
  if (object === null) return [];
  const name = key ?? '';
  const hasAny = (one: JsonObject): boolean => ['problem', 'trace', 'plans'].some((field) => Object.hasOwn(one, field));
  if (hasAny(object)) return [{ name, group: null, value: object }];
  return Object.entries(object).flatMap(([inner, one]) => {
    const entry = asObject(one);
    return entry !== null && hasAny(entry) ? [{ name: inner, group: name, value: entry }] : [];
  });
}

function open(): Session {
  let record = 0;
  return {
    *take(raw): Generator<Found> {
      for (const entry of entriesOf(raw)) {
        yield isEpisode(entry.value)
          ? episode(record, read(entry), entry.value)
          : rejected(record, `${entry.name}: it has no problem and trace as texts`);
        record += 1;
      }
    },
    *end() {},
  };
}

function read({ name, group, value }: Entry): Draft {
  const problem = asText(value['problem']) ?? '';
  const commands = (asText(value['commands']) ?? '').trim();
  const task = markedTask(problem);
  const { steps, closing } = readTrace(asText(value['trace']) ?? '');
  return {
    goal: task?.goal ?? problem.trim(),
    context: [task?.context ?? '', commands].filter((part) => part !== '').join('\n'),
    steps,
    ...verdictIn(value),
    title: name,
    ...extraOf(filled({ group: group ?? '', closing }), without(value, USED)),
  };
}

/** `reward` is true or 1, false or 0, in one file. */
function verdictIn(value: JsonObject): Verdicted {
  const said = value['reward'];
  const reward = typeof said === 'boolean' ? Number(said) : said;
  const outcome = outcomeOfReward(reward);
  if (typeof reward !== 'number' || outcome === 'unknown') return { outcome: 'unknown' };
  return { outcome, reward, verdict: { field: 'reward', value: plain(said) } };
}

const THOUGHT = /^think\s*:/i;

/**
 * Reads a trace: `> action` lines with the observation below. Traces of sub-tasks follow each other; each begins without
 * the `>` of its first line, and an empty `>` ends it. Thoughts are answered by `OK.`, which is no observation.
 */
function readTrace(trace: string): { readonly steps: readonly Step[]; readonly closing: string } {
  const steps: { thought: string; text: string; observed: string[] }[] = [];
  let thoughts: string[] = [];
  let observed: string[] = [];
  let begins = true;
  for (const line of trace.split('\n')) {
    const marked = line.startsWith('>');
    const text = (marked ? line.slice(1) : line).trim();
    if (text === '') {
      begins ||= marked;
      continue;
    }
    if (!marked && !begins) {
      observed.push(line);
      continue;
    }
    begins = false;
    observed = [];
    if (THOUGHT.test(text)) {
      thoughts.push(text.replace(THOUGHT, '').trim());
      continue;
    }
    steps.push({ thought: thoughts.join('\n'), text, observed });
    thoughts = [];
  }
  return {
    steps: steps.map((step) => ({
      ...(step.thought === '' ? {} : { thought: step.thought }),
      action: { kind: 'text', text: step.text },
      observation: step.observed.join('\n'),
    })),
    closing: thoughts.join('\n'),
  };
}
