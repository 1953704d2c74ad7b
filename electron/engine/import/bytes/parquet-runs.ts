/** The sizes that a page header tells, by the fields of the format. */
export interface PageHeader {
  readonly stored: number;
  readonly unpacked: number;
  /** Values with nulls; 0 for a page that holds none. */
  readonly values: number;
  /** Where the values are data and no dictionary. */
  readonly data: { readonly version: 1 | 2; readonly encoding: number; readonly levels: number } | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** A page header as it was parsed. @throws Error when a size is missing or below 0 */
export function pageHeaderOf(header: Fields): PageHeader {
  const version = header['field_5'] === undefined ? 2 : 1;
  const data = header['field_5'] ?? header['field_8'];
  const part = (data ?? header['field_7'] ?? {}) as Fields; // a struct, by the format
  const number = (value: unknown): number => {
    if (typeof value === 'number' && value >= 0) return value;
    throw new Error('a page without its sizes');
  };
  return {
    stored: number(header['field_3']),
    unpacked: number(header['field_2']),
    values: number(part['field_1'] ?? 0),
    data:
      data === undefined
        ? null
        : {
            version,
            encoding: number(version === 1 ? part['field_2'] : part['field_4']),
            levels: version === 1 ? 0 : number(part['field_5']) + number(part['field_6']),
          },
  };
}

interface Checked {
  readonly page: PageHeader;
  /** Levels, unpacked where the page packs them, and values, unpacked. */
  readonly levels: Uint8Array;
  readonly body: Uint8Array;
  readonly maxRepetition: number;
  readonly maxDefinition: number;
  readonly isBoolean: boolean;
}

/** Encodings by their numbers in the format. */
const RLE = 3;
const DICTIONARIES: ReadonlySet<number> = new Set([2, 8]);
/** A run of packed values may go beyond the end by what fills its last groups. */
const SLACK = 512;

/**
 * Checks that no run of levels or of dictionary indexes claims more values than its page has: whoever unpacks them
 * writes as many as the run says. @throws Error when one does
 */
export function checkRuns({ page, levels, body, maxRepetition, maxDefinition, isBoolean }: Checked): void {
  const { data, values } = page;
  if (data === null) return;
  const withLength = data.version === 1;
  const runs = new Runs(levels, values);
  if (maxRepetition > 0) runs.check(widthOf(maxRepetition), withLength);
  if (maxDefinition > 0) runs.check(widthOf(maxDefinition), withLength);
  const rest = withLength ? runs : new Runs(body, values);
  if (isBoolean && (data.encoding === RLE || DICTIONARIES.has(data.encoding))) rest.check(1, true);
  else if (DICTIONARIES.has(data.encoding)) rest.check(rest.byte() ?? 0, false);
}

function widthOf(level: number): number {
  return 32 - Math.clz32(level);
}

class Runs {
  #at = 0;
  readonly #bytes: Uint8Array;
  readonly #most: number;

  constructor(bytes: Uint8Array, most: number) {
    this.#bytes = bytes;
    this.#most = most;
  }

  byte(): number | undefined {
    return this.#bytes[this.#at++];
  }

  /** Goes over one sequence of runs, as far as it gives the values that the page has. */
  check(width: number, withLength: boolean): void {
    if (width > 32) throw new Error('values that are too wide');
    const length = withLength ? this.#length() : 0;
    const start = this.#at;
    for (let seen = 0; seen < this.#most && this.#at < this.#bytes.length;) {
      const header = this.#header();
      const isPacked = header % 2 === 1;
      const count = isPacked ? ((header - 1) / 2) * 8 : header / 2;
      if (count > this.#most + (isPacked ? SLACK : 0)) throw new Error('a run that is longer than its page');
      this.#at += isPacked ? (count / 8) * width : Math.ceil(width / 8);
      seen += count;
    }
    if (withLength) this.#at = start + length;
  }

  #length(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.#bytes.subarray(this.#at, this.#at + 4);
    this.#at += 4;
    return a + b * 0x100 + c * 0x1_0000 + d * 0x100_0000;
  }

  #header(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 0x80) {
      const byte = this.byte();
      if (byte === undefined || factor > 0x80 ** 4) throw new Error('a run without its length');
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  }
}
