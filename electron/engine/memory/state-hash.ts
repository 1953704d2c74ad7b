import { setImmediate } from 'node:timers/promises';
import { relevantSettings } from '../../../shared/model/index.ts';
import type { Settings } from '../../../shared/model/index.ts';
import { canonicalJson, sha256Hex } from '../identity/index.ts';
import type { DerivedRow } from '../ports.ts';
import { strategyPrefix } from './strategy-rows.ts';
import type { Tables } from './tables.ts';

/** Between two decisions nearly all rows are the same objects: their digests are remembered. */
const digests = new WeakMap<DerivedRow, string>();

function digestOf(row: DerivedRow, text: (row: DerivedRow) => string): string {
  const known = digests.get(row);
  if (known !== undefined) return known;
  const digest = sha256Hex(text(row));
  digests.set(row, digest);
  return digest;
}

function jsonOf({ json }: DerivedRow): string {
  return json;
}

/** A proposal without the number of the event that decided it: numbers of events are not state. */
function withoutSeq(row: DerivedRow): string {
  return canonicalJson({ ...(JSON.parse(row.json) as Record<string, unknown>), decidedBy: undefined });
}

const digested = ['evidence', 'metas', 'procedures', 'proposals', 'segments'] as const;
const textOf = (table: (typeof digested)[number]): ((row: DerivedRow) => string) =>
  table === 'proposals' ? withoutSeq : jsonOf;

/** Rows that are digested before others have their turn. */
const rowsAtOnce = 500;

/** Works out the digest of a state in the turns that others leave, so that whoever asks for it finds it there. */
export async function digestAhead(state: { readonly tables: Tables; readonly stateHash: string }): Promise<string> {
  for (const table of digested) {
    const rows = state.tables[table];
    for (let at = 0; at < rows.length; at += rowsAtOnce) {
      await setImmediate();
      for (const row of rows.slice(at, at + rowsAtOnce)) digestOf(row, textOf(table));
    }
  }
  return state.stateHash;
}

/**
 * The digest of the current state [J8]: SHA-256 over sorted lines, one for the settings, one for each trajectory
 * that stands, one for each row of procedures, meta-procedures, segments, evidence and proposals, and of what the strategy alone has. Of the settings
 * those count that the strategy reads. Journal, times,
 * event numbers, names, addresses and the history of revisions are no part of it.
 */
export function stateHashOf(input: {
  readonly trajectoryIds: Iterable<string>;
  readonly settings: Settings;
  readonly tables: Tables;
}): string {
  const { tables } = input;
  const lines: string[] = [];
  // Nearly in order already, so that sorting has little to do.
  for (const table of digested) {
    const text = textOf(table);
    for (const row of tables[table]) lines.push(`${table} ${row.id} ${digestOf(row, text)}`);
  }
  lines.push(`settings ${sha256Hex(canonicalJson(relevantSettings(input.settings)))}`);
  for (const row of tables.extras)
    if (row.id === strategyPrefix || row.id.startsWith(`${strategyPrefix}:`))
      lines.push(`${row.id} ${digestOf(row, jsonOf)}`);
  for (const id of input.trajectoryIds) lines.push(`trajectory ${id}`);
  return sha256Hex(lines.sort().join('\n'));
}
