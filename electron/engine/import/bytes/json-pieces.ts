import { limits } from '../limits.ts';
import { Gathering, type Piece, type Splitter } from './pieces.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

type Phase = 'before' | 'between' | 'text' | 'container' | 'scalar' | 'colon' | 'after';

/** What is cut: the elements of one list, the members of one object, or values that follow each other. */
export type JsonShape = 'list' | 'object' | 'values';

/**
 * Finds the borders of values one level below the top without parsing them, so that a document of any size is read
 * value by value and a damaged value costs itself alone. Counts brackets outside of texts; JSON.parse judges the rest.
 */
export class JsonSplitter implements Splitter {
  #shape: JsonShape;
  /** The name, as it stands in the file, of the member whose elements are pieces by themselves. */
  readonly #list: Buffer | null;
  /** Inside that member. */
  #within = false;
  readonly #open = new Gathering(limits.record);
  #phase: Phase;
  #key: Buffer | null = null;
  #depth = 0;
  #inText = false;
  #escaped = false;
  #toldOfMore = false;
  #pieces: Piece[] = [];

  /** `list`: the member of the object whose elements are cut too, for documents that hold one large list. */
  constructor(shape: JsonShape, list: string | null = null) {
    this.#shape = shape;
    this.#list = list === null ? null : Buffer.from(JSON.stringify(list));
    this.#phase = shape === 'values' ? 'between' : 'before';
  }

  push(chunk: Buffer): Piece[] {
    this.#pieces = [];
    let at = 0;
    while (at < chunk.length) at = this.#step(chunk, at);
    return this.#pieces;
  }

  end(): Piece[] {
    this.#pieces = [];
    if (this.#phase === 'scalar') this.#finish();
    const inside = this.#phase === 'text' || this.#phase === 'container' || this.#phase === 'colon';
    if (inside) this.#fault('the file ends inside this record');
    else if (this.#shape !== 'values' && this.#phase !== 'after') {
      this.#fault(`the file ends before its ${this.#shape} is closed; what came before was read`);
    }
    return this.#pieces;
  }

  /** Reads on from `at` until something changes; returns where to go on. */
  #step(chunk: Buffer, at: number): number {
    const byte = chunk[at] ?? 0;
    switch (this.#phase) {
      case 'before':
        if (byte === OPEN_LIST || byte === OPEN_OBJECT) this.#phase = 'between';
        return at + 1;
      case 'between':
        return this.#between(byte, at);
      case 'colon':
        return this.#afterKey(byte, at);
      case 'text':
        return this.#readText(chunk, at);
      case 'container':
        return this.#readContainer(chunk, at);
      case 'scalar':
        return this.#readScalar(chunk, at);
      case 'after':
        if (isSpace(byte)) return at + 1;
        if (!this.#toldOfMore) this.#fault('there is more after the end of the document');
        this.#toldOfMore = true;
        return chunk.length;
    }
  }

  #between(byte: number, at: number): number {
    if (isSpace(byte) || byte === COMMA) return at + 1;
    const closes = this.#shape === 'list' ? CLOSE_LIST : CLOSE_OBJECT;
    if (this.#shape !== 'values' && byte === closes) {
      this.#shape = this.#within ? 'object' : this.#shape;
      this.#phase = this.#within ? 'between' : 'after';
      this.#within = false;
      return at + 1;
    }
    this.#begin(byte);
    return at;
  }

  #afterKey(byte: number, at: number): number {
    if (isSpace(byte)) return at + 1;
    if (byte === COLON && this.#key === null) {
      const key = this.#open.take(null);
      this.#key = key.kind === 'bytes' ? key.bytes : EMPTY;
      return at + 1;
    }
    if (this.#key === null) {
      this.#fault('a name without a value');
      return at;
    }
    if (byte === OPEN_LIST && this.#list?.equals(this.#key) === true) {
      this.#shape = 'list';
      this.#within = true;
      this.#key = null;
      this.#phase = 'between';
      return at + 1;
    }
    this.#begin(byte);
    return at;
  }

  #begin(byte: number): void {
    this.#depth = 0;
    this.#inText = false;
    this.#escaped = false;
    if (byte === QUOTE) this.#phase = 'text';
    else this.#phase = byte === OPEN_LIST || byte === OPEN_OBJECT ? 'container' : 'scalar';
  }

  #readText(chunk: Buffer, from: number): number {
    let at = from;
    for (; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE && !(this.#open.length === 0 && at === from)) {
        this.#open.add(chunk.subarray(from, at + 1));
        this.#textEnds();
        return at + 1;
      }
    }
    this.#open.add(chunk.subarray(from));
    return at;
  }

  /** A text in an object is a name when no name is waiting for its value. */
  #textEnds(): void {
    if (this.#shape === 'object' && this.#key === null) this.#phase = 'colon';
    else this.#finish();
  }

  #readContainer(chunk: Buffer, from: number): number {
    let depth = this.#depth;
    let inText = this.#inText;
    let escaped = this.#escaped;
    for (let at = from; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (inText) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inText = false;
      } else if (byte === QUOTE) inText = true;
      else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth += 1;
      else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
        depth -= 1;
        if (depth === 0) {
          this.#open.add(chunk.subarray(from, at + 1));
          this.#finish();
          return at + 1;
        }
      }
    }
    this.#depth = depth;
    this.#inText = inText;
    this.#escaped = escaped;
    this.#open.add(chunk.subarray(from));
    return chunk.length;
  }

  #readScalar(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      const opens = byte === OPEN_LIST || byte === OPEN_OBJECT;
      const ends = isSpace(byte) || byte === COMMA || byte === CLOSE_LIST || byte === CLOSE_OBJECT || opens;
      if (!ends) continue;
      // A stray closing bracket is a piece of its own, so that reading always goes on.
      const stop = at === from && this.#open.length === 0 ? at + 1 : at;
      this.#open.add(chunk.subarray(from, stop));
      this.#finish();
      return stop;
    }
    this.#open.add(chunk.subarray(from));
    return chunk.length;
  }

  #finish(): void {
    const nameless = this.#shape === 'object' && this.#key === null;
    const piece = this.#open.take(this.#key);
    this.#pieces.push(nameless ? { kind: 'fault', reason: 'a value without a name' } : piece);
    this.#key = null;
    this.#phase = 'between';
  }

  #fault(reason: string): void {
    this.#open.take(null);
    this.#pieces.push({ kind: 'fault', reason });
    this.#key = null;
    if (this.#phase !== 'after') this.#phase = 'between';
  }
}

const EMPTY = Buffer.from('""');

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
