import type { Step } from '../../../../../shared/model/index.ts';
import { straightBlock } from './code.ts';

/** What an agent wrote in one turn: its thought and the code that was run, or null when none was. */
export interface AgentTurn {
  readonly thought: string;
  readonly code: string | null;
}

const TAGS = { open: /<execute>/g, close: '</execute>' } as const;
const FENCES = { open: /```(?:python)?\n/g, close: '```' } as const;
const MARKUP = /<\/?(?:thought|execute|solution)>|\[\/?INST\](?:[ \t]*Assistant:)?|^[ \t]*Assistant:/gm;

/**
 * Splits a turn. All blocks of a turn run as one; a turn that proposes a solution runs nothing, whatever code it holds.
 * `understood` is false where the environment answered that it understood neither.
 */
export function readAgentTurn(text: string, understood: boolean): AgentTurn {
  if (!understood || text.includes('<solution>')) return { thought: bare(text), code: null };
  const tagged = blocksIn(text, TAGS);
  const { blocks, rest } = tagged.blocks.length > 0 ? tagged : blocksIn(text, FENCES);
  if (blocks.length > 0) return { thought: bare(rest), code: blocks.join('\n') };
  // A last block that the agent did not close was run all the same.
  const open = text.indexOf('<execute>');
  const code = open < 0 ? '' : text.slice(open + '<execute>'.length).trim();
  return code === '' ? { thought: bare(text), code: null } : { thought: bare(text.slice(0, open)), code };
}

/** The closed blocks that are not empty, and the text without them. One pass: after a block that stays open there is none. */
function blocksIn(
  text: string,
  marks: typeof TAGS | typeof FENCES,
): { readonly blocks: readonly string[]; readonly rest: string } {
  const blocks: string[] = [];
  const rest: string[] = [];
  let at = 0;
  const opening = new RegExp(marks.open);
  for (let open = opening.exec(text); open !== null; open = opening.exec(text)) {
    const start = open.index + open[0].length;
    const end = text.indexOf(marks.close, start);
    if (end < 0) break;
    const code = text.slice(start, end).trim();
    if (code !== '') blocks.push(code);
    rest.push(text.slice(at, open.index));
    at = end + marks.close.length;
    opening.lastIndex = at;
  }
  return { blocks, rest: [...rest, text.slice(at)].join('\n') };
}

function bare(text: string): string {
  return text
    .replace(MARKUP, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** What the environment answered: the observation, and an expert's remark where the run had one. */
export interface Answer {
  readonly observation: string;
  readonly feedback: string;
  readonly understood: boolean;
}

const LABEL = /^Observation:\n/;
const FEEDBACK = /\n[ \t]*Expert feedback:\n/;
const NOT_UNDERSTOOD = "I don't understand your input.";
/** How the interpreter reports an error: then nobody can tell which calls were run. */
const FAILED = /Traceback \(most recent call last\)|^Cell In\[/m;
const SILENT = '[Executed Successfully with No Output]';
// The two sentences that end an answer; only whole lines at its end are taken off.
const TRAILER =
  /(?:^|\n)You have \d+ steps left and \d+ chances to propose solution left\.(?:\nYou should take the last step to propose a solution\.)?\s*$/;

export function readAnswer(text: string): Answer {
  const [said = '', ...feedback] = text.split(FEEDBACK);
  const observation = said.replace(LABEL, '').replace(TRAILER, '').trimEnd();
  return {
    observation: observation === SILENT ? '' : observation,
    feedback: feedback.join('\n').trim(),
    understood: !observation.startsWith(NOT_UNDERSTOOD),
  };
}

/**
 * The steps of one block. A block of one call is that call. Several calls in a straight line are a step each where the
 * output has a line for each statement that prints, or where the file does not hold the output (null). Everything else
 * is one step with the code as it stands.
 */
export function stepsOf(
  turn: { readonly thought: string; readonly code: string },
  observation: string | null,
): readonly Step[] {
  const thought = turn.thought === '' ? {} : { thought: turn.thought };
  const whole: Step = { ...thought, action: { kind: 'text', text: turn.code }, observation: observation ?? '' };
  const block = straightBlock(turn.code);
  if (block === null) return [whole];
  const [only] = block.calls;
  if (only !== undefined && block.calls.length === 1 && block.output.length <= 1) {
    return [{ ...thought, action: only.action, observation: observation ?? '' }];
  }
  const lines = observation === null || observation === '' ? [] : observation.split('\n');
  if (FAILED.test(observation ?? '')) return [whole];
  if (observation !== null && lines.length !== block.output.length) return [whole];
  const printed = new Map<number, string[]>();
  for (const [at, line] of lines.entries()) {
    const call = block.output[at];
    if (call !== null && call !== undefined) printed.set(call, [...(printed.get(call) ?? []), line]);
  }
  return block.calls.map((call, index) => ({
    ...(index === 0 ? thought : {}),
    action: call.action,
    observation: printed.get(index)?.join('\n') ?? '',
  }));
}
