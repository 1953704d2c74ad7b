import { turnKindOf, type Client } from '../../../../shared/contract/index.ts';
import { renderCondition } from '../../../../shared/model/index.ts';
import type {
  Change,
  JournalEvent,
  MetaProcedure,
  Posterior,
  Procedure,
  Proposal,
} from '../../../../shared/model/index.ts';
import { wrongUse } from '../arguments.ts';
import type { Answer, Command } from '../command.ts';
import { withMemory } from './with-memory.ts';

/** A row has an id, and whatever its kind tells. */
interface Row {
  readonly id: string;
  readonly [field: string]: unknown;
}

type Listing = (client: Client) => Promise<Answer>;

/** A listing: what it fetches, each entry as a row of JSON, and as a line for people. */
function listing<T>(parts: {
  readonly fetch: (client: Client) => Promise<readonly T[]>;
  readonly row: (entry: T) => Row;
  readonly line: (entry: T) => string;
}): Listing {
  return async (client) => {
    const entries = await parts.fetch(client);
    return { json: entries.map(parts.row), text: entries.map(parts.line).join('\n') };
  };
}

const listings: ReadonlyMap<string, Listing> = new Map([
  [
    'procedures',
    listing({
      fetch: (client) => client.library.procedures(),
      row: procedureRow,
      line: (item) => itemLine(item, item.body.goal),
    }),
  ],
  [
    'metas',
    listing({ fetch: (client) => client.library.metas(), row: metaRow, line: (item) => itemLine(item, item.goal) }),
  ],
  [
    'skills',
    listing({
      fetch: async (client) => (await client.strategies.procmem()).skills,
      row: ({ skill, status, pinned, body }) => ({ ...skill, status, pinned, body }),
      line: ({ skill, status }) =>
        `${skill.id}  gain ${skill.gain.toFixed(3)} (at least ${skill.bound.toFixed(3)}, n ${skill.frequency})  ${status}, ${skill.reason}  ${skill.name}`,
    }),
  ],
  [
    'entries',
    listing({
      fetch: async (client) => (await client.strategies.memp()).rows,
      row: ({ entry, status, proposals }) => ({ ...entry, status, proposals }),
      line: ({ entry, status }) => `${entry.id}  ${entry.success} of ${entry.hits}  ${status}  ${entry.query}`,
    }),
  ],
  [
    'candidates',
    listing({
      fetch: async (client) => (await client.strategies.procmem()).candidates,
      row: (row) => row,
      line: ({ id, round, before, edits, accepted, fate }) =>
        `${id}  round ${round + 1}  ${accepted ? 'passes' : 'does not pass'}, ${fate}  ${before.goal}: ${edits.map(({ text }) => text).join('; ')}`,
    }),
  ],
  [
    'proposals',
    listing({
      fetch: (client) => client.review.list(),
      row: proposalRow,
      line: ({ id, status, strong, title, written }) =>
        `${id}  ${status}${strong ? '  strong' : ''}${written === undefined ? '' : `  by ${written.by.model}`}  ${title}`,
    }),
  ],
  [
    'trajectories',
    listing({
      fetch: (client) => client.trajectories.list(),
      row: (row) => row,
      line: ({ id, outcome, steps, goal }) => `${id}  ${outcome}  ${steps} steps  ${goal}`,
    }),
  ],
  [
    'quarantine',
    listing({
      fetch: (client) => client.review.quarantine(),
      row: (entry) => entry,
      line: ({ id, kind, goal, findings, released }) =>
        `${id}  ${kind}${released === null ? '' : `  released by event ${released.seq}`}  ${findings.map(({ rule }) => rule).join(', ')}  ${goal}`,
    }),
  ],
  [
    'sources',
    listing({
      fetch: (client) => client.memory.sources(),
      row: (source) => source,
      line: ({ id, name, format, trajectories }) => `${id}  ${trajectories} episodes  ${format}  ${name}`,
    }),
  ],
  [
    'events',
    listing({
      fetch: (client) => client.memory.events(),
      row: eventRow,
      line: ({ seq, at, change }) => `${seq}  ${at}  ${turnKindOf(change)}${subjectOf(change)}`,
    }),
  ],
]);

/** What an event is about, for its line. */
function subjectOf(change: Change): string {
  switch (change.kind) {
    case 'memory-created':
    case 'settings-changed':
    case 'policy-changed':
      return '';
    case 'skills-proposed':
      return `  ${change.skills.map(({ name }) => name).join(', ')}`;
    case 'sources-imported':
      return `  ${change.sources.map(({ name }) => name).join(', ')}`;
    case 'proposal-approved':
    case 'proposal-rejected':
    case 'proposal-written':
    case 'proposal-deferred':
      return `  ${change.proposalId}`;
    case 'item-pinned':
    case 'item-locked':
    case 'procedure-edited':
    case 'procedure-reverted':
    case 'item-deleted':
    case 'item-restored':
    case 'quarantine-released':
      return `  ${change.itemId}`;
    case 'source-unlearned':
      return `  ${change.name}${change.stale.length === 0 ? '' : ` (${change.stale.length} decisions are stale)`}`;
    case 'decision-forgotten':
      return `  ${change.itemId} (${change.was}, forgotten by event ${change.by})`;
    case 'undone':
      return `  event ${change.seq}`;
  }
}

const names = [...listings.keys()];

/** Lists one kind of thing. */
export const list: Command = {
  summary: `List ${names.join(', ')}.`,
  examples: ['list procedures --memory ./memory', 'list proposals --memory ./memory --json'],
  operands: [names.join('|')],
  options: { memory: 'text' },
  run: async (context) => {
    const [what = ''] = context.args.operands;
    const chosen = listings.get(what);
    if (chosen === undefined) throw wrongUse(`There is no list of "${what}". There is: ${names.join(', ')}.`);
    return withMemory(context, chosen);
  },
};

const shown = ({ alpha, beta, mean, interval, n }: Posterior): object => ({ alpha, beta, mean, interval, n });

function procedureRow(item: Procedure): Row {
  const { id, status, pinned, revision, body, posterior, executions, episodes, score } = item;
  return {
    ...(item.written === undefined ? {} : { written: item.written }),
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
  const { id, status, pinned, goal, categories, sequence, episodes, score } = item;
  const preconditions = item.preconditions.map(renderCondition);
  return {
    id,
    status,
    pinned,
    goal,
    categories,
    preconditions,
    sequence,
    posterior: shown(item.posterior),
    episodes,
    score,
  };
}

function proposalRow(proposal: Proposal): Row {
  const { id, kind, targetId, baseRevision, status, title, strong, probability, reason, decidedBy } = proposal;
  const contrasts = proposal.contrasts.map(({ part, side, label, table, eValue, strong: isStrong }) => {
    return { part, side, label, table, eValue, strong: isStrong };
  });
  const row = { id, kind, targetId, baseRevision, status, title, strong, probability, reason, decidedBy, contrasts };
  return proposal.written === undefined ? row : { ...row, written: proposal.written };
}

function eventRow({ seq, at, cause, change, hash }: JournalEvent): Row {
  return { id: String(seq), at, cause, change: change.kind, hash };
}

function itemLine({ id, status, posterior }: Procedure | MetaProcedure, goal: string): string {
  const { mean, interval, n } = posterior;
  const range = `${interval.low.toFixed(2)} to ${interval.high.toFixed(2)}`;
  return `${id}  ${mean.toFixed(2)} (${range}, n ${n})${status === 'live' ? '' : `  ${status}`}  ${goal}`;
}
