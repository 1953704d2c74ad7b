import { resolve } from 'node:path';
import type {
  Client,
  Explanation,
  ReasonerProgress,
  ReasonerStatus,
  WritingReport,
} from '../../../../shared/contract/index.ts';
import { reasonerSettingsSchema } from '../../../../shared/model/index.ts';
import type { ReasonerSettings } from '../../../../shared/model/index.ts';
import { wrongUse, type Arguments } from '../arguments.ts';
import type { Answer, Command, Context } from '../command.ts';
import { lastOf } from './lab-stream.ts';
import { attribute, facts, segment, tellOf } from './readings.ts';
import { withMemory } from './with-memory.ts';

/** Options of `set` that are settings of the server, by their names there. */
const serverOptions = {
  address: 'address',
  model: 'model',
  'max-output': 'maxOutputTokens',
  concurrency: 'concurrency',
  'time-limit': 'timeLimit',
  silence: 'silence',
  retries: 'retries',
  'max-tokens': 'maxTokens',
  'max-cost': 'maxCost',
  'price-in': 'priceIn',
  'price-out': 'priceOut',
  temperature: 'temperature',
} as const satisfies Record<string, keyof ReasonerSettings['server']>;

const words = [
  ...['status', 'set', 'models', 'test', 'reset'],
  ...['describe', 'explain', 'script', 'rewrite', 'segment', 'attribute', 'facts'],
] as const;

/** Who answers in words: the rules, a server, a model of this machine; and what it is asked for. */
export const reasoner: Command = {
  summary: [
    'Who answers in words (the rules, a server, a model of this machine), and what it is asked.',
    'status                       what is set and what was spent',
    'set rules|server|local       sets it; nobody is asked yet',
    'models                       the models of the server that is set',
    'test                         asks one small question',
    'reset                        sets the count of what was spent back',
    'describe ID                  proposes a name for a procedure: --memory, as all that follow',
    'explain PROPOSAL             says what a proposal rests on',
    'script ENTRY, rewrite ENTRY  proposes steps for an entry of Mem^p',
    'segment TRAJECTORY           the sub-goals of an episode',
    'attribute SKILL              what episodes blame of a skill of ProcMEM',
    'facts GOAL                   what a task names',
  ].join('\n'),
  examples: [
    'reasoner set server --address http://127.0.0.1:11434/v1 --model NAME',
    'reasoner test',
    'reasoner explain r-84b102c0-1727c1e5 --memory ./memory',
  ],
  operands: [words.join('|'), '[ID or GOAL]'],
  options: {
    memory: 'text',
    folder: 'text',
    ...Object.fromEntries(Object.keys(serverOptions).map((name) => [name, 'text' as const])),
  },
  run: async (context) => {
    const [what = '', id] = context.args.operands;
    const need = (): string => {
      if (id === undefined) throw wrongUse('ID is missing.');
      return id;
    };
    switch (what) {
      case 'status':
        return withClient(context, async (client) => statusAnswer(await client.reasoner.status()));
      case 'set': {
        const kind = need();
        return withClient(context, (client) => configure(client, kind, context.args));
      }
      case 'models':
        return withClient(context, async (client) => {
          const names = await client.reasoner.models(undefined, { signal: context.signal });
          return { json: names, text: names.join('\n') };
        });
      case 'test':
        return withClient(context, (client) => tested(client, context));
      case 'reset':
        return withClient(context, async (client) => statusAnswer(await client.reasoner.resetUse()));
      case 'describe':
      case 'script':
      case 'rewrite':
      case 'explain': {
        const subject = need();
        if (what === 'explain') return withMemory(context, (client) => explain(client, subject, context));
        return withMemory(context, (client) => write(client, { what, id: subject }, context));
      }
      case 'segment':
      case 'attribute':
      case 'facts': {
        const subject = need();
        if (subject.trim() === '') throw wrongUse(what === 'facts' ? 'GOAL is empty.' : 'ID is empty.');
        return withMemory(context, (client) => read(client, { what, subject }, context));
      }
      default:
        throw wrongUse(`There is no "reasoner ${what}". There is: ${words.join(', ')}.`);
    }
  },
};

/** The host that holds the memory, where one is named: its key is another one than that of this process. */
async function withClient<T>(context: Context, work: (client: Client) => Promise<T>): Promise<T> {
  if (context.args.text('memory') !== undefined) return withMemory(context, work);
  const { connectWithout } = await import('../connect.ts');
  const { client, close } = connectWithout(context.args.text('now'));
  try {
    return await work(client);
  } finally {
    await close();
  }
}

function statusAnswer(status: ReasonerStatus): Answer {
  const { settings, key, use, prompts } = status;
  const { server, local } = settings;
  const lines = {
    rules: ['rules; nobody is asked'],
    server: [`server ${server.address}  model ${server.model || '(none)'}`],
    local: [`model of this machine: ${local.folder || '(none)'}`],
  };
  const limit = server.maxTokens === null ? 'no limit' : `of ${server.maxTokens}`;
  const text = [
    ...lines[settings.kind],
    `key: ${key.isSet ? 'set' : 'not set'} (${key.place})${key.note === '' ? '' : `; ${key.note}`}`,
    `spent: ${use.requests} requests, ${use.tokensIn + use.tokensOut} tokens (${limit}), cost ${use.cost.toFixed(4)}`,
    ...prompts.map(({ task, from, file }) => `prompt ${task}: ${file} (${from})`),
  ].join('\n');
  return { json: status, text };
}

async function configure(client: Client, kind: string, args: Arguments): Promise<Answer> {
  if (kind !== 'rules' && kind !== 'server' && kind !== 'local') {
    throw wrongUse(`The reasoner is rules, server or local, not "${kind}".`);
  }
  const { settings } = await client.reasoner.status();
  const given = Object.entries(serverOptions).flatMap(([option, name]) => {
    const text = args.text(option);
    return text === undefined ? [] : [[name, valueOf(option, text)] as const];
  });
  const folder = args.text('folder');
  const next = reasonerSettingsSchema.safeParse({
    kind,
    server: { ...settings.server, ...Object.fromEntries(given) },
    local:
      folder === undefined
        ? settings.local
        : { ...settings.local, folder: folder.trim() === '' ? '' : resolve(folder) },
  });
  if (!next.success) {
    const [issue] = next.error.issues;
    throw wrongUse(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'this cannot be set'}.`);
  }
  const { json, text } = statusAnswer(await client.reasoner.configure({ settings: next.data }));
  return { json, text: [text, ...nextSteps(next.data)].join('\n') };
}

/** Setting asks nobody: whether it answers is tried when a person says so. */
function nextSteps({ kind, server }: ReasonerSettings): readonly string[] {
  if (kind === 'rules') return [];
  if (kind === 'server' && server.model.trim() === '')
    return [
      'No model is set yet: "knack reasoner models" lists those of the server, "knack reasoner set server --model NAME" takes one.',
    ];
  return ['Nothing was asked yet: "knack reasoner test" asks one small question.'];
}

function valueOf(option: string, text: string): string | number | null {
  if (option === 'address' || option === 'model') return text;
  if (text === 'none' && option.startsWith('max-')) return null;
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw wrongUse(`--${option} must be a number, not "${text}".`);
  return value;
}

async function tested(client: Client, { signal }: Context): Promise<Answer> {
  const test = await client.reasoner.test(undefined, { signal });
  return { json: test, text: `${test.model} answered in ${test.milliseconds.toFixed(0)} ms: ${test.said}` };
}

function read(
  client: Client,
  { what, subject }: { readonly what: 'segment' | 'attribute' | 'facts'; readonly subject: string },
  context: Context,
): Promise<Answer> {
  switch (what) {
    case 'segment':
      return segment(client, subject, context);
    case 'attribute':
      return attribute(client, subject, context);
    case 'facts':
      return facts(client, subject, context);
  }
}

async function write(
  client: Client,
  { what, id }: { readonly what: 'describe' | 'script' | 'rewrite'; readonly id: string },
  context: Context,
): Promise<Answer> {
  const { signal } = context;
  const task = what === 'script' ? 'abstract' : 'rewrite';
  const stream =
    what === 'describe'
      ? await client.reasoner.describe({ id }, { signal })
      : await client.reasoner.writeScript({ id, task }, { signal });
  const report = await lastOf<ReasonerProgress, WritingReport>(context, stream, tellOf);
  const { proposalId, author, note, because, decision } = report;
  const json = { proposalId, author, note, because, stateHash: decision?.stateHash ?? null };
  const text =
    proposalId === null
      ? `Nothing is proposed. ${note}`
      : `${proposalId}  written by ${author?.model ?? ''}; it waits for review\n${because}`;
  return { json, text };
}

async function explain(client: Client, id: string, context: Context): Promise<Answer> {
  const stream = await client.reasoner.explain({ id }, { signal: context.signal });
  const report = await lastOf<ReasonerProgress, Explanation>(context, stream, tellOf);
  const by = report.author === null ? 'By the rules' : `Written by ${report.author.model}, unproven`;
  return { json: report, text: [by, report.note, report.explanation].filter(Boolean).join('\n') };
}
