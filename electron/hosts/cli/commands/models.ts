import type { Client, Model, ModelProgress } from '../../../../shared/contract/index.ts';
import { wrongUse } from '../arguments.ts';
import type { Answer, Command, Context } from '../command.ts';
import { lastOf } from './lab-stream.ts';
import { withMemory } from './with-memory.ts';

/** The embedding models: what there is, how fast it is here, and which one a memory uses. */
export const models: Command = {
  summary: [
    'The embedding models: list, speed, download, use.',
    'list         what there is',
    'speed ID     measures it on this machine',
    'download ID  fetches it',
    'use ID       makes it that of a memory: --memory',
  ].join('\n'),
  examples: ['models list', 'models use bundled:knack-embed-en --memory ./memory'],
  operands: ['list|speed|download|use', '[ID]'],
  options: { memory: 'text' },
  run: async (context) => {
    const [what, id] = context.args.operands;
    if (what === 'list') return withClient(context, async (client) => listed(await client.models.list()));
    if (what !== 'speed' && what !== 'download' && what !== 'use') {
      throw wrongUse(`There is no "models ${what ?? ''}". There is: list, speed, download, use.`);
    }
    if (id === undefined) throw wrongUse('ID is missing.');
    if (what === 'speed') return withClient(context, (client) => measured(client, id));
    if (what === 'download') return withClient(context, (client) => downloaded(context, client, id));
    return withMemory(context, (client) => used(context, client, id));
  },
};

/** With the memory where one is named: then its model comes first. */
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

const megabytes = (bytes: number | null): string => (bytes === null ? '? MB' : `${(bytes / 1e6).toFixed(1)} MB`);

function line({ id, state, dimension, bytes, licence, note }: Model): string {
  return [id, state, `${dimension ?? '?'} dimensions`, megabytes(bytes), licence, note].filter(Boolean).join('  ');
}

function listed(all: readonly Model[]): Answer {
  return { json: all, text: all.map(line).join('\n') };
}

async function measured(client: Client, id: string): Promise<Answer> {
  const speed = await client.models.speed({ id });
  const { loadMilliseconds, oneMilliseconds, textsPerSecond } = speed;
  const text = `${id}  loads in ${loadMilliseconds.toFixed(0)} ms  one text ${oneMilliseconds.toFixed(2)} ms  ${textsPerSecond.toFixed(0)} texts/s`;
  return { json: speed, text };
}

const tellOf = ({ stage, file, done, total }: ModelProgress): string =>
  [stage, file, total === 0 ? null : `${Math.floor((100 * done) / total)} %`].filter(Boolean).join('  ');

async function downloaded(context: Context, client: Client, id: string): Promise<Answer> {
  const stream = await client.models.download({ id }, { signal: context.signal });
  const model = await lastOf<ModelProgress, Model>(context, stream, tellOf);
  return { json: model, text: line(model) };
}

async function used(context: Context, client: Client, id: string): Promise<Answer> {
  const stream = await client.models.use({ id }, { signal: context.signal });
  const decision = await lastOf<ModelProgress, Awaited<ReturnType<Client['memory']['undo']>>>(context, stream, tellOf);
  return { json: decision, text: `${id}\nstate ${decision.stateHash}` };
}
