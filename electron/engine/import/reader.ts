import type { JsonValue, Outcome, Rejection, Step, Verdict } from '../../../shared/model/index.ts';

/** How the bytes of a file are arranged, before anybody asks what they mean. */
export type Layout = 'lines' | 'values' | 'list' | 'object' | 'table' | 'text' | 'parquet';

/**
 * What a reader is fed with: `record` a line, a list element, a document of a sequence or the single object;
 * `member` a member of the one object; `document` the whole file as one value; `line` a line of text; `row` a row of a table.
 */
export type Unit = 'record' | 'member' | 'document' | 'line' | 'row';

/** One piece of a file. `index` counts from 0 without the blank ones; `key` is set for members. */
export interface RawRecord {
  readonly index: number;
  readonly key: string | null;
  readonly value: JsonValue;
}

/** The beginning of a file: enough to tell its format, never more than a bounded peek. */
export interface Sample {
  readonly layout: Layout;
  /** The first characters as text, at most 64 Ki. */
  readonly head: string;
  /** The first records that are complete; for layout `object` one record with the members that are complete. */
  readonly records: readonly RawRecord[];
  /** The first members, for layout `object`; of a large one the last may be there in part. */
  readonly members: readonly RawRecord[];
  /** The column separator, for layout `table`. */
  readonly delimiter: string | null;
}

/** A reader's claim on a file. `confidence` in (0, 1]; `reason` is a phrase for people. */
export interface Claim {
  readonly confidence: number;
  readonly reason: string;
  readonly unit: Unit;
  /** With unit `member`: the member that is a list, of which each element comes by itself, with `key` null. */
  readonly list?: string;
}

/** An episode as its format tells it, before ids and before any outcome rule. */
export interface Draft {
  readonly goal: string;
  readonly context: string;
  readonly steps: readonly Step[];
  readonly outcome: Outcome;
  readonly reward?: number;
  readonly verdict?: Verdict;
  readonly title?: string;
  readonly truncated?: boolean;
  readonly extra?: Readonly<Record<string, JsonValue>>;
  /** Where a report beside the file may tell the outcome: the ids it may stand under. The file's own name is tried too. */
  readonly instances?: readonly string[];
}

/** What comes out of a record: an episode with the raw value that an outcome rule may look into, or a rejection. */
export type Found =
  | { readonly kind: 'episode'; readonly record: number; readonly draft: Draft; readonly raw: JsonValue }
  | { readonly kind: 'rejection'; readonly rejection: Rejection };

/** One reading of one file. Pure: it sees records, never a path; it may hold state from record to record. */
export interface Session {
  take(record: RawRecord): Iterable<Found>;
  /** What was held back until the end of the file. */
  end(): Iterable<Found>;
}

/** Knows one format. Detection is by content alone. */
export interface Reader {
  readonly format: string;
  claim(sample: Sample): Claim | null;
  open(): Session;
  /** What a file of this format lacks, for the notes of its source. */
  readonly lacks?: string;
  /** The names of files beside that a record goes on in, for formats that write a run into several. */
  refersTo?(record: JsonValue): readonly string[];
}

/** An episode found in a record. */
export function episode(record: number, draft: Draft, raw: JsonValue): Found {
  return { kind: 'episode', record, draft, raw };
}

/** A record that cannot be read, with the reason for people. */
export function rejected(record: number, reason: string): Found {
  return { kind: 'rejection', rejection: { record, reason } };
}

/** A session for formats in which each record is one episode by itself. `read` returns a reason where it cannot. */
export function oneByOne(read: (record: RawRecord) => Draft | string): Session {
  return {
    *take(record) {
      const draft = read(record);
      yield typeof draft === 'string' ? rejected(record.index, draft) : episode(record.index, draft, record.value);
    },
    *end() {},
  };
}
