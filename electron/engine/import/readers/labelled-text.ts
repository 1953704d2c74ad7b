import type { JsonValue, Step } from '../../../../shared/model/index.ts';
import { extraOf, filled } from '../json-view.ts';
import { limits } from '../limits.ts';
import { outcomeOf, outcomeOfReward } from '../outcome/index.ts';
import { type Draft, episode, type Found, type Reader, rejected, type Session } from '../reader.ts';

const START = /^ID\s*=\s*(.*)$/;
const LABELLED = /^(Task|Think|Thought|Action|Observation|Success|Reward)\s*:\s?(.*)$/;

/** Text blocks that begin with `ID=`, with the lines `Task:`, `Think:`, `Action:`, `Observation:`, `Success:`, `Reward:`. */
export const labelledText: Reader = {
  format: 'macla-text',
  claim(sample) {
    if (sample.layout !== 'text' && sample.layout !== 'table') return null;
    const lines = sample.head.split(/\r?\n/);
    const starts = lines.some((line) => START.test(line));
    const known = lines.some((line) => /^(?:Task|Action)\s*:/.test(line));
    return starts && known
      ? { confidence: 0.9, reason: 'text blocks with `ID=` and labelled lines', unit: 'line' }
      : null;
  },
  open,
};

interface Field {
  readonly label: string;
  readonly lines: string[];
}

interface Block {
  readonly id: string;
  readonly fields: Field[];
  characters: number;
}

const NOTHING: readonly Found[] = [];

function open(): Session {
  let block: Block | null = null;
  let record = 0;
  const close = (): readonly Found[] => {
    if (block === null) return NOTHING;
    const found = foundIn(block, record);
    record += 1;
    block = null;
    return [found];
  };
  return {
    take({ value }) {
      const line = typeof value === 'string' ? value : '';
      const start = line.startsWith('ID') ? START.exec(line) : null;
      if (start === null) {
        if (block !== null) addLine(block, line);
        return NOTHING;
      }
      const before = close();
      block = { id: (start[1] ?? '').trim(), fields: [], characters: 0 };
      return before;
    },
    end: close,
  };
}

/** Adds a line to a block; a line without a label goes on with the field before it. Beyond the bound nothing is kept. */
function addLine(block: Block, line: string): void {
  block.characters += line.length + 1;
  if (block.characters > limits.record) {
    block.fields.length = 0;
    return;
  }
  const match = line.includes(':') ? LABELLED.exec(line) : null;
  if (match !== null) block.fields.push({ label: match[1] ?? '', lines: [match[2] ?? ''] });
  else block.fields.at(-1)?.lines.push(line);
}

function foundIn(block: Block, record: number): Found {
  if (block.characters > limits.record) return rejected(record, `${block.id}: the block is larger than the limit`);
  const fields = block.fields.map(({ label, lines }) => ({ label, text: lines.join('\n').trim() }));
  const task = fields.find((field) => field.label === 'Task');
  if (task === undefined) return rejected(record, `${block.id}: the block has no Task`);
  const last = (label: string): string | undefined => fields.findLast((field) => field.label === label)?.text;
  const { steps, context, closing } = stepsOf(fields);
  const verdict = verdictIn(last('Success'), last('Reward'));
  const draft: Draft = {
    goal: task.text,
    context,
    steps,
    title: block.id,
    ...verdict,
    ...extraOf(filled({ closing })),
  };
  const raw: JsonValue = filled({ ID: block.id, Success: last('Success') ?? '', Reward: last('Reward') ?? '' });
  return episode(record, draft, raw);
}

function stepsOf(fields: readonly { readonly label: string; readonly text: string }[]): {
  readonly steps: readonly Step[];
  readonly context: string;
  readonly closing: string;
} {
  const steps: { thought: string; text: string; observed: string[] }[] = [];
  const context: string[] = [];
  let thoughts: string[] = [];
  for (const { label, text } of fields) {
    if (label === 'Observation') (steps.at(-1)?.observed ?? context).push(text);
    else if (label === 'Think' || label === 'Thought') thoughts.push(text);
    else if (label === 'Action' && text !== '') {
      steps.push({ thought: thoughts.join('\n'), text, observed: [] });
      thoughts = [];
    }
  }
  return {
    steps: steps.map(({ thought, text, observed }) => ({
      ...(thought === '' ? {} : { thought }),
      action: { kind: 'text', text },
      observation: observed.join('\n'),
    })),
    context: context.join('\n'),
    closing: thoughts.join('\n'),
  };
}

function verdictIn(
  success: string | undefined,
  reward: string | undefined,
): Pick<Draft, 'outcome' | 'reward' | 'verdict'> {
  const number = reward === undefined || reward === '' ? Number.NaN : Number(reward);
  const kept = Number.isFinite(number) ? { reward: number } : {};
  const said = outcomeOf(success);
  if (said !== 'unknown') return { outcome: said, verdict: { field: 'Success', value: success ?? null }, ...kept };
  const outcome = outcomeOfReward(number);
  return outcome === 'unknown' ? { outcome } : { outcome, verdict: { field: 'Reward', value: number }, ...kept };
}
