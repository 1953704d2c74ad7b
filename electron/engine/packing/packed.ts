/** Bytes before the numbers: how many they are. */
const headBytes = 4;

/** Writes numbers (32 bits with a sign) and texts one after the other, each distinct text once. What reads them knows their order. */
export class Packer {
  #numbers = new Int32Array(1 << 16);
  #length = 0;
  readonly #texts = new Map<string, number>();

  number(value: number): void {
    if (this.#length === this.#numbers.length) {
      const grown = new Int32Array(2 * this.#length);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[this.#length] = value;
    this.#length += 1;
  }

  text(value: string): void {
    const known = this.#texts.get(value) ?? this.#texts.size;
    if (known === this.#texts.size) this.#texts.set(value, known);
    this.number(known);
  }

  texts(values: readonly string[]): void {
    this.number(values.length);
    for (const value of values) this.text(value);
  }

  bytes(): Uint8Array {
    const texts = Buffer.from(JSON.stringify([...this.#texts.keys()]));
    const numbers = new Uint8Array(this.#numbers.buffer, 0, 4 * this.#length);
    const packed = Buffer.allocUnsafeSlow(headBytes + numbers.length + texts.length);
    packed.writeUInt32LE(this.#length, 0);
    packed.set(numbers, headBytes);
    packed.set(texts, headBytes + numbers.length);
    return packed;
  }
}

/** Reads what a `Packer` wrote, in the same order. Whether the bytes are those is the caller's to know. @throws RangeError, SyntaxError for some others */
export class Unpacker {
  readonly #numbers: Int32Array;
  readonly #texts: readonly string[];
  #at = 0;

  constructor(bytes: Uint8Array) {
    const packed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    if (packed.length < headBytes) throw notPacked();
    const end = headBytes + 4 * packed.readUInt32LE(0);
    if (end > packed.length) throw notPacked();
    this.#numbers = new Int32Array(packed.buffer.slice(packed.byteOffset + headBytes, packed.byteOffset + end));
    this.#texts = JSON.parse(packed.toString('utf8', end)) as readonly string[]; // `Packer` writes no other
  }

  number(): number {
    const value = this.#numbers[this.#at];
    if (value === undefined) throw notPacked();
    this.#at += 1;
    return value;
  }

  text(): string {
    return pick(this.#texts, this.number());
  }

  texts(): readonly string[] {
    return this.list(() => this.text());
  }

  /** A count, and so many of what `read` reads. */
  list<T>(read: () => T): readonly T[] {
    const count = this.number();
    const values: T[] = [];
    for (let at = 0; at < count; at += 1) values.push(read());
    return values;
  }

  /** The one of a list that the next number names. */
  of<T>(values: readonly T[]): T {
    return pick(values, this.number());
  }
}

/** Numbers distinct objects in order of first appearance. */
export class Numbered<T> {
  readonly #numbers = new Map<T, number>();

  of(value: T): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    const next = this.#numbers.size;
    this.#numbers.set(value, next);
    return next;
  }

  get size(): number {
    return this.#numbers.size;
  }

  values(): Iterable<T> {
    return this.#numbers.keys();
  }
}

function pick<T>(values: readonly T[], at: number): T {
  const value = values[at];
  if (value === undefined) throw notPacked();
  return value;
}

function notPacked(): RangeError {
  return new RangeError('These bytes were not packed by this version.');
}
