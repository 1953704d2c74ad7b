import { derivedTables } from '../ports.ts';
import type { TableName } from './lance/index.ts';
import type { Tables } from './tables.ts';

/** Each commit leaves a small file; above about this many, reading and writing slow down noticeably. */
const commitsBetween = 24;
/** The tables that get small commits. Trajectories, analyses and vectors come in large ones and wait for `optimize`. */
const tidied: readonly TableName[] = ['journal', 'mark', 'search', ...derivedTables];

/** Compacts tables after every 24 commits, counted by their versions, so that short processes add up as well. */
export class Tidier {
  readonly #tables: Tables;
  readonly #done = new Map<TableName, number>();

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  async tidy(): Promise<void> {
    for (const name of tidied) {
      const table = await this.#tables.get(name);
      const version = await table.version();
      const done = this.#done.get(name);
      if (done === undefined) {
        // The count of an earlier process goes on from the last multiple.
        this.#done.set(name, version - (version % commitsBetween));
      } else if (version - done >= commitsBetween) {
        await table.compact();
        this.#done.set(name, await table.version());
      }
    }
  }
}
