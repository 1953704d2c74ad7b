import type { Rejection } from '../../../../shared/model/index.ts';
import { parseJson } from '../clean.ts';
import type { Layout, RawRecord, Unit } from '../reader.ts';
import { asUtf8, decoded } from './encoding.ts';
import { JsonSplitter } from './json-pieces.ts';
import { type Piece, splitLines, splitNothing, type Splitter } from './pieces.ts';
import { tableRows } from './table.ts';

/** What a pass over the bytes gives: a record, or why there is none in its place. */
export type Raw =
  | { readonly kind: 'record'; readonly record: RawRecord; readonly damaged: boolean }
  | { readonly kind: 'rejection'; readonly rejection: Rejection };

export interface Cut {
  readonly layout: Layout;
  readonly unit: Unit;
  /** The member whose elements come one by one, for unit `member`. */
  readonly list: string | null;
  readonly delimiter: string | null;
}

/**
 * Cuts bytes into records, a batch for each chunk of the stream, parsed as they are taken. A record that cannot be
 * parsed is a rejection; reading goes on.
 */
export async function* rawRecords(chunks: AsyncIterable<Buffer>, cut: Cut): AsyncGenerator<Iterable<Raw>> {
  const text = asUtf8(chunks);
  if (cut.unit === 'row' && cut.delimiter !== null) {
    yield* tableRows(text, cut.delimiter);
    return;
  }
  const splitter = splitterFor(cut);
  const parser = cut.unit === 'line' ? textLines() : jsonValues(cut);
  for await (const chunk of text) yield parser(splitter.push(chunk));
  yield parser(splitter.end());
}

function splitterFor(cut: Cut): Splitter {
  if (cut.unit === 'document') return splitNothing();
  if (cut.unit === 'line' || cut.layout === 'lines') return splitLines();
  switch (cut.layout) {
    case 'list':
      return new JsonSplitter('list');
    case 'object':
      return cut.unit === 'member' ? new JsonSplitter('object', cut.list) : splitNothing();
    case 'values':
      return new JsonSplitter('values');
    case 'table':
    case 'text':
    case 'parquet':
      return splitLines();
  }
}

/** Parses pieces as lines of text; every line counts, so that `index` is the line number less one. */
function textLines(): (pieces: readonly Piece[]) => Iterable<Raw> {
  let index = 0;
  return (pieces) =>
    pieces.values().map((piece): Raw => {
      const at = index;
      index += 1;
      if (piece.kind === 'fault') return { kind: 'rejection', rejection: { record: at, reason: piece.reason } };
      const { text, damaged } = decoded(piece.bytes);
      const value = text.endsWith('\r') ? text.slice(0, -1) : text;
      return { kind: 'record', record: { index: at, key: null, value }, damaged };
    });
}

/** Parses pieces as JSON values. Blank lines hold none but count, so that `index` is the line number less one. */
function jsonValues(cut: Cut): (pieces: readonly Piece[]) => Iterable<Raw> {
  let index = 0;
  return function* (pieces) {
    for (const piece of pieces) {
      const isRecord = piece.kind === 'fault' || !isBlank(piece.bytes);
      const raw = isRecord ? parsePiece(piece, index) : null;
      if (raw?.kind === 'record' && raw.record.key === '__proto__') continue;
      if (isRecord || cut.layout === 'lines') index += 1;
      if (raw !== null) yield raw;
    }
  };
}

function parsePiece(piece: Piece, index: number): Raw {
  if (piece.kind === 'fault') return { kind: 'rejection', rejection: { record: index, reason: piece.reason } };
  const { text, damaged } = decoded(piece.bytes);
  const value = parseJson(text);
  if (typeof value === 'string') return { kind: 'rejection', rejection: { record: index, reason: value } };
  const key = piece.key === null ? null : keyText(piece.key);
  return { kind: 'record', record: { index, key, value: value.json }, damaged };
}

function keyText(bytes: Buffer): string {
  const key = parseJson(bytes.toString('utf8'));
  return typeof key === 'object' && typeof key.json === 'string' ? key.json : '';
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a);
}
