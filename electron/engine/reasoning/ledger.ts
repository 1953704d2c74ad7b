import type { ReasonerUse, ServerSettings } from '../../../shared/model/index.ts';
import { reasonerError } from './faults.ts';

/** Where what was spent is remembered. */
export interface UseStore {
  read(): Promise<ReasonerUse>;
  write(use: ReasonerUse): Promise<void>;
}

/** What one request took; null where the server did not tell. */
export interface Spent {
  readonly tokensIn: number | null;
  readonly tokensOut: number | null;
}

/** Tokens are estimated at four characters each where nobody counted them. */
export function estimateTokens(characters: number): number {
  return Math.ceil(characters / 4);
}

/** Counts what was spent, one change after the other, and refuses what would go over the budget [Y8]. */
export class Ledger {
  readonly #store: UseStore;
  #queue: Promise<unknown> = Promise.resolve();
  /** Of requests under way. */
  #reserved = { tokens: 0, cost: 0 };

  constructor(store: UseStore) {
    this.#store = store;
  }

  /**
   * Sets aside what a request may take at most. Hand the result to `settle`, whatever became of the request.
   * @throws KnackError BUDGET_SPENT
   */
  reserve(
    expected: { readonly tokensIn: number; readonly tokensOut: number },
    settings: ServerSettings,
  ): Promise<Reserved> {
    return this.#alone(async () => {
      const use = await this.#store.read();
      const tokens = expected.tokensIn + expected.tokensOut;
      const cost = costOf(expected, settings);
      const { maxTokens, maxCost } = settings;
      const spent = use.tokensIn + use.tokensOut + this.#reserved.tokens;
      if (maxTokens !== null && spent + tokens > maxTokens) {
        throw overBudget(
          `${spent} of ${maxTokens} tokens are spent or under way, and this question may take ${tokens}`,
        );
      }
      if (maxCost !== null && use.cost + this.#reserved.cost + cost > maxCost) {
        const sum = (use.cost + this.#reserved.cost).toFixed(4);
        throw overBudget(`${sum} of ${maxCost} is spent or under way, and this question may cost ${cost.toFixed(4)}`);
      }
      this.#reserved = { tokens: this.#reserved.tokens + tokens, cost: this.#reserved.cost + cost };
      return { tokens, cost };
    });
  }

  /** Writes what was taken. @param expected what is counted where the server did not tell */
  settle(
    reserved: Reserved,
    spent: Spent | null,
    { settings, expected }: { readonly settings: ServerSettings; readonly expected: Counted },
  ): Promise<void> {
    return this.#alone(async () => {
      this.#reserved = { tokens: this.#reserved.tokens - reserved.tokens, cost: this.#reserved.cost - reserved.cost };
      if (spent === null) return;
      const counted = {
        tokensIn: spent.tokensIn ?? expected.tokensIn,
        tokensOut: spent.tokensOut ?? expected.tokensOut,
      };
      const use = await this.#store.read();
      await this.#store.write({
        requests: use.requests + 1,
        tokensIn: use.tokensIn + counted.tokensIn,
        tokensOut: use.tokensOut + counted.tokensOut,
        cost: use.cost + costOf(counted, settings),
        estimated: use.estimated + (spent.tokensIn === null || spent.tokensOut === null ? 1 : 0),
      });
    });
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#queue.then(work);
    this.#queue = run.catch(() => undefined);
    return run;
  }
}

export interface Reserved {
  readonly tokens: number;
  readonly cost: number;
}
interface Counted {
  readonly tokensIn: number;
  readonly tokensOut: number;
}

function costOf({ tokensIn, tokensOut }: Counted, { priceIn, priceOut }: ServerSettings): number {
  return (tokensIn * priceIn + tokensOut * priceOut) / 1e6;
}

function overBudget(reason: string) {
  return reasonerError(
    `The budget does not allow it: ${reason}.`,
    'Raise the limit in the settings of the reasoner, or set the count back.',
    'BUDGET_SPENT',
  );
}
