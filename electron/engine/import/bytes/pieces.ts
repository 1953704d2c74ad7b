import { limits } from '../limits.ts';

/** A stretch of bytes that holds one record, or the fault that stands in its place. */
export type Piece =
  | { readonly kind: 'bytes'; readonly key: Buffer | null; readonly bytes: Buffer }
  | { readonly kind: 'fault'; readonly reason: string };

/** Cuts a stream of UTF-8 into pieces; `end` gives what was still open. */
export interface Splitter {
  push(chunk: Buffer): Piece[];
  end(): Piece[];
}

/** Collects the bytes of one record over the borders of chunks, up to a bound. */
export class Gathering {
  #parts: Buffer[] = [];
  #length = 0;
  readonly #bound: number;

  constructor(bound: number) {
    this.#bound = bound;
  }

  get length(): number {
    return this.#length;
  }

  add(part: Buffer): void {
    this.#length += part.length;
    if (this.#length > this.#bound) this.#parts = [];
    else if (part.length > 0) this.#parts.push(part);
  }

  /** The record, or the fault that it is too large; empty again afterwards. */
  take(key: Buffer | null): Piece {
    const [only] = this.#parts;
    const fits = this.#length <= this.#bound;
    const bytes = this.#parts.length === 1 && only !== undefined ? only : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#length = 0;
    return fits ? { kind: 'bytes', key, bytes } : { kind: 'fault', reason: tooLarge(this.#bound) };
  }
}

export function tooLarge(bound: number): string {
  return `it is larger than ${Math.round(bound / 1024 / 1024)} MiB`;
}

const NEWLINE = 0x0a;

/** One piece a line, without its line break. Blank lines are pieces too. */
export function splitLines(bound: number = limits.record): Splitter {
  const open = new Gathering(bound);
  return {
    push(chunk) {
      const pieces: Piece[] = [];
      let from = 0;
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
        open.add(chunk.subarray(from, at));
        pieces.push(open.take(null));
        from = at + 1;
      }
      open.add(chunk.subarray(from));
      return pieces;
    },
    end: () => (open.length > 0 ? [open.take(null)] : []),
  };
}

/** The whole stream as one piece. */
export function splitNothing(bound: number = limits.document): Splitter {
  const open = new Gathering(bound);
  return {
    push(chunk) {
      open.add(chunk);
      return [];
    },
    end: () => [open.take(null)],
  };
}
