/** The arguments of one fact, as numbers of objects. */
export type Row = readonly number[];

type Rows = Map<number, Row>;
const none: Rows = new Map();

/**
 * The facts of one predicate, found by their arguments. `denied` holds what an action has made false: the text of a game
 * may ask for that, and it is not the same as never having been true.
 */
export class Table {
  readonly predicate: string;
  readonly arity: number;
  /** Whether an action can make such a fact true or false; known once all actions are. */
  isFluent = false;
  readonly #radix: number;
  readonly #rows: Rows = new Map();
  readonly #denied: Rows = new Map();
  readonly #byArgument: readonly Map<number, Rows>[];

  /** `objects` is how many there are: it bounds the arguments. */
  constructor(predicate: string, arity: number, objects: number) {
    this.predicate = predicate;
    this.arity = arity;
    this.#radix = objects + 1;
    this.#byArgument = Array.from({ length: arity }, () => new Map());
  }

  has(row: Row): boolean {
    return this.#rows.has(this.#key(row));
  }

  isDenied(row: Row): boolean {
    return this.#denied.has(this.#key(row));
  }

  /** Makes a fact true or not true. */
  put(row: Row, holds: boolean): void {
    const key = this.#key(row);
    if (holds === this.#rows.has(key)) return;
    if (holds) this.#rows.set(key, row);
    else this.#rows.delete(key);
    for (let at = 0; at < row.length; at += 1) this.#index(at, row, holds);
  }

  deny(row: Row, isDenied: boolean): void {
    if (isDenied) this.#denied.set(this.#key(row), row);
    else this.#denied.delete(this.#key(row));
  }

  /** Rows that may fit a pattern (below 0: any): those of the rarest given argument. Never fewer than fit. */
  candidates(pattern: Row): ReadonlyMap<number, Row> {
    let best: Rows = this.#rows;
    for (let at = 0; at < pattern.length; at += 1) {
      const value = pattern[at] ?? -1;
      if (value < 0) continue;
      const rows = this.#byArgument[at]?.get(value) ?? none;
      if (rows.size < best.size) best = rows;
    }
    return best;
  }

  #index(at: number, row: Row, holds: boolean): void {
    const index = this.#byArgument[at];
    const value = row[at];
    if (index === undefined || value === undefined) return;
    let rows = index.get(value);
    if (rows === undefined) index.set(value, (rows = new Map()));
    if (holds) rows.set(this.#key(row), row);
    else rows.delete(this.#key(row));
  }

  #key(row: Row): number {
    let key = 0;
    for (const value of row) key = key * this.#radix + value;
    return key;
  }
}
