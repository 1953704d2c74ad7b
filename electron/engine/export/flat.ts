import { stringify } from 'csv-stringify/sync';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { canonicalJson } from '../identity/index.ts';
import { tableOf } from './tables.ts';
import type { ExportedTable } from './tables.ts';
import type { ExportInput, ExportPlan } from './types.ts';

/**
 * RFC 4180: commas, CRLF, quotes doubled. A text that a spreadsheet would run as a formula gets an apostrophe before it; the
 * numbers are ours and stay numbers [X4].
 */
export function planCsv(input: ExportInput): ExportPlan {
  const { columns, rows } = tableOf(input);
  const lines = [
    columns.map(({ name }) => name),
    ...rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))),
  ];
  const safe = lines.map((line, index) =>
    line.map((cell, at) => (index > 0 && columns[at]?.type !== 'STRING' ? cell : guard(cell))),
  );
  const content = stringify(safe, { record_delimiter: 'windows', quoted_match: /[\r\n"]/ });
  return { files: [{ path: '', content }], rows: rows.length, skipped: [] };
}

/** What begins like a formula in any spreadsheet, also behind spaces or as a full-width sign. */
function guard(cell: string): string {
  return /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(cell) ? `'${cell}` : cell;
}

/** One table with typed columns, packed by Snappy. */
export function planParquet(input: ExportInput): ExportPlan {
  const table = tableOf(input);
  const columnData = table.columns.map(({ name, type }, at) => ({
    name,
    type,
    data: columnOf(table, at),
    nullable: false,
  }));
  return {
    files: [{ path: '', content: new Uint8Array(parquetWriteBuffer({ columnData })) }],
    rows: table.rows.length,
    skipped: [],
  };
}

function columnOf({ rows }: ExportedTable, at: number): unknown[] {
  return rows.map((row) => row[at] ?? '');
}

/** Every row of the current state, a line of JSON each, with the table that it is of. */
export function planJsonLines({ state, redactor }: ExportInput): ExportPlan {
  const { derived } = state;
  const tables: Readonly<Record<string, readonly { readonly id: string }[]>> = {
    procedure: derived.procedures,
    meta: derived.metaProcedures,
    segment: derived.segments,
    evidence: derived.evidence,
    proposal: derived.proposals,
  };
  const lines = Object.entries(tables).flatMap(([kind, rows]) =>
    rows.map((row) => `${canonicalJson({ kind, ...rowOf(kind, redactor.value(row, `${kind} ${row.id}`)) })}\n`),
  );
  return { files: [{ path: '', content: lines.join('') }], rows: lines.length, skipped: [] };
}

/** A proposal has a kind of its own: the row stands under its table's name, so that no field is lost. */
function rowOf(kind: string, row: object): object {
  return kind === 'proposal' ? { proposal: row } : row;
}
