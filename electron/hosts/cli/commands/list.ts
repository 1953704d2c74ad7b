import type { Client } from '../../../../shared/contract/index.ts';
import { renderCondition } from '../../../../shared/model/index.ts';
import type { MetaProcedure, Posterior, Procedure } from '../../../../shared/model/index.ts';
import { wrongUse } from '../arguments.ts';
import type { Command } from '../command.ts';
import { withMemory } from './with-memory.ts';

interface Row {
  readonly id: string;
  readonly [key: string]: unknown;
}

interface Listing {
  readonly rows: (client: Client) => Promise<readonly Row[]>;
  readonly line: (row: Row) => string;
}

const listings: ReadonlyMap<string, Listing> = new Map<string, Listing>([
  ['procedures', { rows: async (client) => (await client.library.procedures()).map(procedureRow), line: itemLine }],
  ['metas', { rows: async (client) => (await client.library.metas()).map(metaRow), line: itemLine }],
  ['proposals', { rows: listProposals, line: ({ id, status, strong, title }) => `${id}  ${status}${strong === true ? '  strong' : ''}  ${title}` }],
  ['trajectories', { rows: (client) => client.trajectories.list(), line: ({ id, outcome, steps, goal }) => `${id}  ${outcome}  ${steps} steps  ${goal}` }],
  ['events', { rows: listEvents, line: ({ id, at, change }) => `${id}  ${at}  ${change}` }],
]);

/** Lists one kind of thing. */
export const list: Command = {
  summary: `List ${[...listings.keys()].join(', ')}.`,
  operands: [[...listings.keys()].join('|')],
  options: { memory: 'text' },
  run: async (context) => {
    const [what = ''] = context.args.operands;
    const listing = listings.get(what);
    if (listing === undefined) throw wrongUse(`There is no list of "${what}". There is: ${[...listings.keys()].join(', ')}.`);
    const rows = await withMemory(context, listing.rows);
    return { json: rows, text: rows.map(listing.line).join('\n') };
  },
};

const shown = ({ alpha, beta, mean, interval, n }: Posterior): object => ({ alpha, beta, mean, interval, n });

function procedureRow(item: Procedure): Row {
  const { id, status, pinned, revision, body, posterior, executions, episodes, score } = item;
  return {
    id,
    status,
    pinned,
    revision,
    goal: body.goal,
    preconditions: body.preconditions.map(renderCondition),
    steps: body.steps.map((step) => step.template),
    postconditions: body.postconditions.map(renderCondition),
    posterior: shown(posterior),
    executions,
    episodes,
    score,
  };
}

function metaRow(item: MetaProcedure): Row {
  const { id, status, pinned, goal, categories, preconditions, sequence, posterior, episodes, score } = item;
  const conditions = preconditions.map(renderCondition);
  return { id, status, pinned, goal, categories, preconditions: conditions, sequence, posterior: shown(posterior), episodes, score };
}

function itemLine(row: Row): string {
  // Rows of items are made right above, with these fields.
  const { id, goal, status, posterior } = row as unknown as { id: string; goal: string; status: string; posterior: Posterior };
  const { mean, interval, n } = posterior;
  const range = `${interval.low.toFixed(2)} to ${interval.high.toFixed(2)}`;
  return `${id}  ${mean.toFixed(2)} (${range}, n ${n})${status === 'live' ? '' : `  ${status}`}  ${goal}`;
}

async function listProposals(client: Client): Promise<readonly Row[]> {
  return (await client.review.list()).map(
    ({ id, kind, targetId, baseRevision, status, title, strong, probability, reason, contrasts }) => ({
      id,
      kind,
      targetId,
      baseRevision,
      status,
      title,
      strong,
      probability,
      reason,
      contrasts: contrasts.map(({ part, side, label, table, eValue }) => ({ part, side, label, table, eValue })),
    }),
  );
}

async function listEvents(client: Client): Promise<readonly Row[]> {
  return (await client.memory.events()).map(({ seq, at, cause, change, hash }) => ({
    id: String(seq),
    at,
    cause,
    change: change.kind,
    hash,
  }));
}
