import type { Inventory, Planted } from './inventory.ts';

/** The README of `resources/samples`, with the counts of the files as they were made. */
export function writeReadme(inventory: readonly Inventory[], planted: readonly Planted[]): string {
  return `${[INTRODUCTION, filesTable(inventory), taskTables(inventory), WORLDS, plantedTable(planted), OTHERS].join('\n\n')}\n`;
}

const INTRODUCTION = `# Sample trajectories

Made by \`npm run samples\` (\`scripts/samples\`), which rewrites every file here, this one too, to the same bytes. Two small
worlds with a state of their own, agents with seeded habits, and a goal test of the world that computes each outcome: no
observation is canned, and no outcome is written by hand. Both worlds, their words and sentences are our own (MIT, like the rest).

The sample memory is made from \`household.json\` and \`support-desk.jsonl\`. The files in \`formats/\` only show two more formats.
\`manifest.json\` holds the counts and the planted effects for programs; it is no trajectory file.`;

function filesTable(inventory: readonly Inventory[]): string {
  const rows = inventory.map((entry) => [
    `\`${entry.file}\``,
    entry.format,
    `\`${entry.outcomeField}\``,
    ...[entry.episodes, entry.success, entry.failure, entry.unknown, entry.steps].map(String),
  ]);
  return table(['file', 'format', 'outcome field', 'episodes', 'success', 'failure', 'unknown', 'steps'], rows);
}

function taskTables(inventory: readonly Inventory[]): string {
  const rows = inventory
    .filter(({ file }) => !file.startsWith('formats/'))
    .flatMap(({ file, byTaskType }) =>
      Object.entries(byTaskType)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([type, counts]) => [
          `\`${file}\``,
          type,
          String(counts.success),
          String(counts.failure),
          String(counts.unknown),
        ]),
    );
  return `A step is one action with its observation. An unknown outcome is a log that breaks off: \`"success": null\` in the
household, no \`reward\` field in the support desk.

${table(['file', 'task type', 'success', 'failure', 'unknown'], rows)}`;
}

const WORLDS = `## The worlds

**Household** (a boathouse). Six kinds of places hold things (bench, rack, barrel, trestle; crate and locker with a latch),
four fixtures do work (pump, brazier, spring, cask). What recurs in each task type, with its optional parts:

- bring: search (repeat until found; unlatch unless unlatched), lift, walk, leave
- rinse: search, lift, rinse at the pump, leave
- warm: search, lift, brazier (kindle unless it burns), warm, leave
- chill: search, lift, spring (chill, repeat until cold: one to three dips), leave
- study: search a lantern, lift, cask (fill unless full), kindle, search a chart or ledger, study
- gather: twice search, lift, leave

Where things lie is drawn from weights a kind of thing (\`HOMES\` in \`scripts/samples/household/words.ts\`): ropes mostly in
barrels, charts mostly in lockers, mallets mostly on benches. Every episode ends with the agent ringing the bell, reached or not.

**Support desk** (a shop for garden things). Nineteen tools over customers, orders, contracts, stock, incidents. Task types:

- refund: find_customer, get_order, (check_policy), send_code and verify_identity unless verified, issue_refund, (send_message)
- cancel: find_customer, (check_policy), get_contract, cancel_subscription, (send_message)
- move: find_customer, get_order, (check_policy), change_address, reroute_parcel, (send_message)
- replace: find_customer, get_order, (check_policy), check_stock (repeat until available), create_replacement, (send_message)
- invoice: find_customer, get_order, get_invoice, send_message
- outage: find_customer, get_ticket, list_incidents, escalate_ticket, send_message

The agent asks for an email or an order number that the customer left out, or looks the order up in list_orders; a lookup may
time out once and is tried again; two lookups may go out in one turn; every case ends with close_case. Other mistakes, a few
of each: the wrong one of several orders, a timeout taken for an answer, only the profile changed, a guessed team, a customer
who is not told, the wrong place, a lookalike thing, one of two things, giving up early.`;

function plantedTable(planted: readonly Planted[]): string {
  const rows = planted.map(({ effect, table: cells, probability }) => [
    effect.id,
    effect.taskTypes.join(', ') || `all of ${effect.world}`,
    effect.action === undefined ? 'any' : `\`${effect.action.source}\``,
    `\`${effect.condition.source}\``,
    `${cells.withSuccess} / ${cells.withFailure}`,
    `${cells.withoutSuccess} / ${cells.withoutFailure}`,
    probability.toFixed(3),
    effect.worth,
  ]);
  const heads = ['effect', 'task type', 'action', 'seen before it', 'with', 'without', 'P(helps)', 'a proposal is to'];
  const notes = planted.map(({ effect }) => `- ${effect.id}: ${effect.says}`);
  return `## What was planted

\`with\` and \`without\` are success / failure counts of episodes in which the condition was, or was not, seen in an observation
before the last such action. P(helps) is the probability that the success rate with the condition exceeds the rate without it,
under Beta(1,1) priors; a small number means that it goes along with failure.

${table(heads, rows)}

${notes.join('\n')}

The refusals do not name the four latent preconditions: a thing held over a dead brazier "is mild", a refund without
verification is "pending". The two spurious conditions look plausible and are explained by the habits of the agents: within
one habit the outcome does not depend on them. Rain stands in the first observation; the evening in the greeting of the first
message and in the \`queue\` of every answer of find_customer. The field \`round\` of a record says which round it is from.`;
}

const OTHERS = `## Other formats

- \`formats/boathouse-blocks.txt\`: episodes of the boathouse as text blocks (\`ID=\`, \`Task:\`, \`Think:\`, \`Action:\`,
  \`Observation:\`, \`Success:\`, \`Reward:\`), one of each task type and outcome, drawn from another seed than the household's.
- \`formats/archive.csv\`: ten errands in a small archive by shell lines, one row a turn; its columns need a mapping, and
  \`formats/archive.mapping.json\` is one.

## Games

\`games/KIND-WARE-STORE-ROOM/take_1/game.tw-pddl\`: twelve games of an apothecary for the lab (\`docs/games.md\` says what such a
file holds), six kinds of task in each of two rooms. \`npm run -s knack -- lab record --games resources/samples/games --agent noisy
--episodes 100 --seed 1 --out FILE\` makes trajectories of them.`;

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
