import type { JsonValue, Step } from '../../../../shared/model/index.ts';
import { taskOf } from '../conversation/index.ts';
import { asObject, asText, extraOf, filled, member, without } from '../json-view.ts';
import { verdictOf } from '../outcome/index.ts';
import { type Draft, oneByOne, type RawRecord, type Reader } from '../reader.ts';

const USED: ReadonlySet<string> = new Set(['traj', 'result', 'name']);
const THOUGHT = /^(?:think|actionpath)\b\s*:?/i;
const ENDED_BY_AGENT = /^task (?:failed|completed|finished|done)\b/i;

/** KnowAgent transcripts: `{"name", "result", "traj"}` with lines `> action` and the observation after each. */
export const knowagent: Reader = {
  format: 'knowagent',
  claim(sample) {
    const known = sample.records.filter((record) => {
      const transcript = transcriptIn(record.value);
      return transcript !== null && /^> /m.test(transcript);
    }).length;
    if (known === 0 || known * 2 <= sample.records.length) return null;
    return { confidence: 0.95, reason: 'records with a transcript in `traj` and a `result`', unit: 'record' };
  },
  open: () => oneByOne(read),
};

function transcriptIn(value: JsonValue): string | null {
  const record = asObject(value);
  if (record === null || !Object.hasOwn(record, 'result')) return null;
  return asText(member(record, 'traj'));
}

function read({ value }: RawRecord): Draft | string {
  const transcript = transcriptIn(value);
  const record = asObject(value);
  if (transcript === null || record === null) return 'it has no transcript in `traj` with a `result`';
  const { opening, steps, closing, endedByAgent } = readTranscript(transcript);
  const { goal, context, preamble } = taskOf(opening);
  const said = verdictOf(record, 'result');
  const title = asText(record['name']);
  return {
    goal,
    context,
    steps,
    ...said,
    ...(title === null ? {} : { title }),
    // The environment ends an episode when it is solved; without that and without the agent's own end, a limit did.
    ...(said.outcome === 'failure' && !endedByAgent ? { truncated: true } : {}),
    ...extraOf(filled({ prompt: preamble, closing }), without(record, USED)),
  };
}

interface Transcript {
  readonly opening: string;
  readonly steps: readonly Step[];
  readonly closing: string;
  readonly endedByAgent: boolean;
}

/** Lines that begin with `>` are the agent's: thoughts, the path so far, actions; the lines below an action are its observation. */
function readTranscript(transcript: string): Transcript {
  const opening: string[] = [];
  const steps: { thought: string; text: string; observed: string[] }[] = [];
  let thoughts: string[] = [];
  let into = opening;
  let endedByAgent = false;
  for (const line of transcript.split('\n')) {
    if (!line.startsWith('>')) {
      if (line !== '' || into === opening) into.push(line);
      continue;
    }
    const text = line.slice(1).trim();
    if (text === '') continue;
    endedByAgent = ENDED_BY_AGENT.test(text);
    if (endedByAgent || THOUGHT.test(text)) {
      thoughts.push(text.replace(/^think\s*:\s*/i, ''));
      into = thoughts;
      continue;
    }
    steps.push({ thought: thoughts.join('\n'), text, observed: [] });
    thoughts = [];
    into = steps.at(-1)?.observed ?? [];
  }
  return {
    opening: opening.join('\n').trim(),
    steps: steps.map(({ thought, text, observed }) => ({
      ...(thought === '' ? {} : { thought }),
      action: { kind: 'text', text },
      observation: observed.join('\n'),
    })),
    closing: thoughts.join('\n'),
    endedByAgent,
  };
}
