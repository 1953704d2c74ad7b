import { type FileMetaData, parquetMetadata } from 'hyparquet';
import type { JsonValue } from '../../../../shared/model/index.ts';
import { cleaned } from '../clean.ts';
import { limits } from '../limits.ts';
import type { RawRecord } from '../reader.ts';
import { readGroup, type Slice } from './parquet-group.ts';
import type { Raw } from './records.ts';
import { type ByteSource, refuseWhenAborted } from './source.ts';

/** A Parquet file whose footer was read. */
export interface ParquetFile {
  readonly slice: Slice;
  readonly metadata: FileMetaData;
}

const MAGIC = 'PAR1';
/** The length of the footer and the magic word stand behind it. */
const TAIL = 8;
const ROWS_AT_ONCE = 256;
const SHOWN = 120;

export function isParquet(head: Buffer): boolean {
  return head.subarray(0, MAGIC.length).toString('latin1') === MAGIC;
}

/** Reads the footer. @returns the reason where it cannot be read */
export async function openParquet(source: ByteSource): Promise<ParquetFile | string> {
  const slice: Slice = async (start, end) => {
    const isThere = start >= 0 && start <= end && end <= source.size;
    if (!isThere) throw new Error('it refers to bytes that are not there');
    return source.slice(start, end);
  };
  try {
    const tail = await slice(source.size - TAIL, source.size);
    const length = tail.readUInt32LE(0);
    if (length > limits.record) throw new Error('it is larger than the limit');
    const footer = await slice(source.size - TAIL - length, source.size);
    const metadata = parquetMetadata(footer);
    return metadata.row_groups.every(({ num_rows: rows }) => rows >= 0 && rows <= limits.parquetValues)
      ? { slice, metadata }
      : 'a Parquet file with a group that is too large';
  } catch (error) {
    return `a Parquet file whose footer cannot be read: ${reasonOf(error)}`;
  }
}

/** The first rows, for telling the format. */
export async function firstParquetRows({ slice, metadata }: ParquetFile): Promise<readonly RawRecord[]> {
  for (const group of metadata.row_groups) {
    try {
      const rows = await readGroup(metadata, group, { slice, rows: limits.sampleRecords });
      return rows.flatMap((row, index) => {
        const value = cleaned(jsonOf(row, 0));
        return value === undefined ? [] : [{ index, key: null, value }];
      });
    } catch {
      // The pass over all rows tells what is wrong; the next group may tell the format.
    }
  }
  return [];
}

/** All rows, group by group: one group is in memory at a time. A group that cannot be read is one rejection. */
export async function* parquetRows(
  { slice, metadata }: ParquetFile,
  signal?: AbortSignal,
): AsyncGenerator<readonly Raw[]> {
  let start = 0;
  for (const group of metadata.row_groups) {
    refuseWhenAborted(signal);
    const end = start + Number(group.num_rows);
    const rows = await readGroup(metadata, group, { slice }).catch(reasonOf);
    if (typeof rows === 'string') {
      const reason = `rows ${start + 1} to ${end} cannot be read: ${rows}`;
      yield [{ kind: 'rejection', rejection: { record: start, reason } }];
    } else {
      for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
        const from = start + at;
        yield rows.slice(at, at + ROWS_AT_ONCE).map((row, index) => rawOf(row, from + index));
      }
    }
    start = end;
  }
}

function rawOf(row: unknown, index: number): Raw {
  const value = cleaned(jsonOf(row, 0));
  if (value !== undefined) return { kind: 'record', record: { index, key: null, value }, damaged: false };
  return { kind: 'rejection', rejection: { record: index, reason: `it is nested deeper than ${limits.depth} levels` } };
}

/** A value of a row as JSON: integers that no number holds as text, dates in ISO 8601, bytes as base64. */
function jsonOf(value: unknown, depth: number): JsonValue {
  if (depth > limits.depth + 1 || value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map((one) => jsonOf(one, depth + 1));
  if (typeof value !== 'object') return null;
  const entries = Object.entries(value).filter(([key]) => key !== '__proto__');
  return Object.fromEntries(entries.map(([key, one]) => [key, jsonOf(one, depth + 1)]));
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.length > SHOWN ? `${text.slice(0, SHOWN).toWellFormed()}…` : text;
}
