/**
 * Answers by the digest of their question, of this process alone: an un-learned source would otherwise stand in a file that
 * nobody looks for. The one that was not asked for longest goes first.
 */
export class AnswerCache<Value> {
  readonly #kept = new Map<string, Value>();
  readonly #most: number;

  constructor(most = 500) {
    this.#most = most;
  }

  get(key: string): Value | undefined {
    const value = this.#kept.get(key);
    if (value === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#kept.delete(key);
    this.#kept.set(key, value);
    if (this.#kept.size <= this.#most) return;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined) this.#kept.delete(oldest);
  }

  clear(): void {
    this.#kept.clear();
  }
}
