import { Readable } from 'node:stream';
import { CsvError, type Options, parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import type { JsonValue } from '../../../../shared/model/index.ts';
import { limits } from '../limits.ts';
import type { RawRecord } from '../reader.ts';
import type { Raw } from './records.ts';

const DELIMITERS = [',', '\t', ';', '|'] as const;
const ROWS_AT_ONCE = 512;

function options(delimiter: string): Options {
  return {
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: limits.record,
  };
}

/** The separator of a table's columns: the one that gives the first rows the same number of cells, at least two. */
export function delimiterOf(head: string, whole: boolean): string | null {
  const lines = whole ? head : head.slice(0, head.lastIndexOf('\n') + 1);
  let best: { readonly delimiter: string; readonly columns: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const rows = firstRows(lines, delimiter);
    const [header] = rows;
    if (header === undefined || rows.length < 2 || !isHeader(header)) continue;
    // Some rows of a table may be torn; most are not.
    const whole = rows.filter((row) => isWhole(header, row)).length;
    if (whole < 2 || whole * 2 <= rows.length) continue;
    if (best === null || header.length > best.columns) best = { delimiter, columns: header.length };
  }
  return best?.delimiter ?? null;
}

function firstRows(text: string, delimiter: string): readonly (readonly string[])[] {
  try {
    return parseAtOnce(text, { ...options(delimiter), to: 6 });
  } catch {
    return [];
  }
}

/** The first rows as records by column names. */
export function firstRecords(head: string, delimiter: string): readonly RawRecord[] {
  const [names, ...rows] = firstRows(head, delimiter);
  if (names === undefined) return [];
  const trimmed = names.map((name) => name.trim());
  return rows.flatMap((cells, index) =>
    isWhole(names, cells) ? [{ index, key: null, value: rowOf(trimmed, cells) }] : [],
  );
}

/** Whether a row has a cell for each column; what is more must be empty, as some programs end every row with a separator. */
function isWhole(names: readonly string[], cells: readonly string[]): boolean {
  return cells.length >= names.length && cells.slice(names.length).every((cell) => cell.trim() === '');
}

function isHeader(cells: readonly string[]): boolean {
  const names = cells.map((cell) => cell.trim());
  const short = names.every((name) => name.length > 0 && name.length <= 64 && !name.includes('\n'));
  return cells.length >= 2 && short && new Set(names).size === names.length;
}

/** The rows of a table as objects by the names of its first row. */
export async function* tableRows(chunks: AsyncIterable<Buffer>, delimiter: string): AsyncGenerator<readonly Raw[]> {
  const faults: string[] = [];
  const parser = parse({
    ...options(delimiter),
    on_skip: (error: CsvError | undefined) => void faults.push(error?.message ?? 'the row cannot be read'),
  });
  const input = Readable.from(chunks, { objectMode: false });
  input.on('error', (error) => parser.destroy(error));
  input.pipe(parser);
  let names: readonly string[] | null = null;
  let index = 0;
  let batch: Raw[] = [];
  try {
    // Without column names the parser gives lists of texts; its type leaves that open.
    for await (const cells of parser as AsyncIterable<string[]>) {
      for (const reason of faults.splice(0)) batch.push(faulty(index++, reason));
      if (names === null) names = cells.map((cell) => cell.trim());
      else batch.push(isWhole(names, cells) ? rowRecord(index++, names, cells) : ragged(index++, names, cells));
      if (batch.length >= ROWS_AT_ONCE) {
        yield batch;
        batch = [];
      }
    }
    for (const reason of faults.splice(0)) batch.push(faulty(index++, reason));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    batch.push(faulty(index, error.message));
  } finally {
    input.destroy();
  }
  yield batch;
}

function rowRecord(index: number, names: readonly string[], cells: readonly string[]): Raw {
  return { kind: 'record', record: { index, key: null, value: rowOf(names, cells) }, damaged: false };
}

/** A row that is torn apart or run together: which cell belongs to which column, nobody knows. */
function ragged(record: number, names: readonly string[], cells: readonly string[]): Raw {
  const reason = `the row has ${cells.length} cells, and the header has ${names.length}`;
  return { kind: 'rejection', rejection: { record, reason } };
}

function faulty(record: number, reason: string): Raw {
  return { kind: 'rejection', rejection: { record, reason: `the row cannot be read: ${reason.slice(0, 160)}` } };
}

/** A row by column names; `__proto__` is no column. */
function rowOf(names: readonly string[], cells: readonly string[]): JsonValue {
  const pairs = names.map((name, index): [string, JsonValue] => [name, (cells[index] ?? '').toWellFormed()]);
  return Object.fromEntries(pairs.filter(([name]) => name !== '__proto__'));
}
