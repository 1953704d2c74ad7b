import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { turnKindOf, type Client, type Decision } from '../../../../shared/contract/index.ts';
import type { Answer, Command, Context } from '../command.ts';
import { withMemory } from './with-memory.ts';

/** Makes one change and answers with its event. */
export async function change(context: Context, make: (client: Client) => Promise<Decision>): Promise<Answer> {
  const decision = await withMemory(context, make);
  return answerOf(decision, turnKindOf(decision.event.change));
}

function answerOf(decision: Decision, words: string): Answer {
  return { json: decision, text: `event ${decision.event.seq}: ${words}\nstate ${decision.stateHash}` };
}

/** What is taken back or brought back is named as it stood before, and nothing else is [J11]. */
async function turn(context: Context, verb: 'undo' | 'redo'): Promise<Answer> {
  return withMemory(context, async (client) => {
    const target = (await client.memory.info())[verb];
    const decision = await client.memory[verb](target === null ? undefined : { seq: target.seq });
    return answerOf(decision, `${verb === 'undo' ? 'undone' : 'redone'}: ${target?.label ?? ''}`);
  });
}

const idOf = ({ args }: Context): string => args.operands[0] ?? '';

export const approve: Command = {
  summary: 'Approve a proposal: it becomes the live revision.',
  examples: ['approve r-84b102c0-1727c1e5 --memory ./memory'],
  operands: ['ID'],
  options: { memory: 'text' },
  run: (context) => change(context, (client) => client.review.approve({ id: idOf(context) })),
};

export const reject: Command = {
  summary: 'Reject a proposal, with a reason.',
  examples: ["reject r-84b102c0-1727c1e5 --reason 'seen once' --memory ./memory"],
  operands: ['ID'],
  options: { memory: 'text', reason: 'text' },
  run: (context) => {
    const reason = context.args.need('reason');
    return change(context, (client) => client.review.reject({ id: idOf(context), reason }));
  },
};

/** Something that the scanner holds back is let through. */
export const release: Command = {
  summary: 'Release a proposal or procedure from quarantine, with a reason.',
  examples: ["release p-02cac408a31495fc --reason 'the command is harmless here' --memory ./memory"],
  operands: ['ID'],
  options: { memory: 'text', reason: 'text' },
  run: (context) => {
    const reason = context.args.need('reason');
    return change(context, (client) => client.review.release({ id: idOf(context), reason }));
  },
};

export const undo: Command = {
  summary: 'Take back the last change.',
  examples: ['undo --memory ./memory'],
  operands: [],
  options: { memory: 'text' },
  run: (context) => turn(context, 'undo'),
};

export const redo: Command = {
  summary: 'Bring back the change that was taken back last.',
  examples: ['redo --memory ./memory'],
  operands: [],
  options: { memory: 'text' },
  run: (context) => turn(context, 'redo'),
};

/** The id of a file as a source, whatever it is called; null where it is none that can be read. */
async function digestOf(path: string): Promise<string | null> {
  try {
    if (!(await stat(path)).isFile()) return null;
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk);
    return hash.digest('hex');
  } catch {
    return null;
  }
}

/** The one change that no undo brings back; what it costs is told with it. */
export const unlearn: Command = {
  summary:
    'Forget a source, by its file, name or id, and remove its text from every file of the memory. It cannot be undone.',
  examples: ['unlearn runs.jsonl --memory ./memory'],
  operands: ['SOURCE'],
  options: { memory: 'text' },
  run: async (context) => {
    const said = idOf(context);
    const digest = await digestOf(said);
    const decision = await withMemory(context, async (client) => {
      const isThere = digest !== null && (await client.memory.sources()).some(({ id }) => id === digest);
      return client.memory.unlearn({ source: isThere ? digest : said });
    });
    const { report } = decision;
    const stale = report.stale.map(({ seq, was, goal }) => `stale: event ${seq}, ${was}: ${goal}`);
    const text = [
      `un-learned ${report.source.name}: ${report.source.trajectories} episodes are gone from every file of the memory`,
      ...stale,
      'This cannot be undone. Import the file again to learn from it again.',
      `state ${decision.stateHash}`,
    ].join('\n');
    return { json: decision, text };
  },
};
