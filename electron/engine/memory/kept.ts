import { appendFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { MinedBefore } from '../learning/index.ts';
import type { AnalysisRow } from '../ports.ts';
import type { Folded } from './fold.ts';
import { readOwnFile } from './own-file.ts';

/** Before each part of the file: how many bytes it has, and their checksum. */
const headBytes = 8;

/** What is there is not worth keeping where this share of the episodes had to be looked at again. */
const maxRedone = 0.1;

/** The rules by which something is kept. */
interface Rules {
  readonly analysisVersion: number;
  readonly learningVersion: number;
}

interface Mining {
  readonly folded: Pick<Folded, 'sources'>;
  readonly rules: Rules;
  readonly before: MinedBefore;
}

/** What stands in the file, all of which was taken up or written by this process. */
interface There {
  readonly rows: Set<AnalysisRow>;
  /** Bytes that were written at once, and bytes that were added since. */
  readonly written: number;
  readonly added: number;
}

/**
 * What one mining leaves for the next, in another process [J14]: a file beside the tables, to which each mining adds a part for the
 * episodes that are new, so that leaving costs what is new. Where what was added outgrows the rest it is written anew as one part.
 */
export class KeptMining {
  /** A memory in an object store has no folder, and every process mines from its analyses. */
  readonly #place: string | null;
  /** null: the next mining writes it anew. */
  #there: There | null = null;

  constructor(uri: string) {
    this.#place = /^[a-z][a-z0-9+.-]+:\/\//i.test(uri) ? null : join(uri, 'mined.bin');
  }

  /**
   * Takes over each part that was kept by these rules and whose sources still stand as they did.
   *
   * @returns the rows that `before` has read now; none where there is nothing that holds
   */
  async takeUp({ folded, rules, before }: Mining): Promise<readonly AnalysisRow[]> {
    const { parts, isWhole } = await this.#read();
    const [now, ...sources] = titleOf(folded.sources, rules).split('\n');
    const standing = new Set(sources);
    const taken = parts.map((bytes) =>
      before.unpack(bytes, (title) => {
        const [then, ...own] = title.split('\n');
        return then === now && own.every((source) => standing.has(source));
      }),
    );
    const rows = taken.flat();
    if (isWhole && taken.length > 0 && taken.every((own) => own.length > 0)) {
      const [written = 0, ...added] = parts.map(({ length }) => length);
      this.#there = { rows: new Set(rows), written, added: added.reduce((sum, length) => sum + length, 0) };
    }
    return rows;
  }

  /** Leaves what a mining of these rows read and observed. It is worth no failure: where it cannot be written, there is none. */
  async leave({ folded, rules, before }: Mining, rows: readonly AnalysisRow[]): Promise<void> {
    if (this.#place === null) return;
    const there = this.#there;
    this.#there = null;
    try {
      this.#there =
        (there === null ? null : await this.#add(there, { folded, rules, before }, rows)) ??
        (await this.#write(before.pack(rows, titleOf(folded.sources, rules)), rows));
    } catch {
      await this.drop().catch(() => undefined);
    }
  }

  /** @throws what the system says: texts may stand in it that were to go */
  async drop(): Promise<void> {
    this.#there = null;
    if (this.#place === null) return;
    await rm(`${this.#place}.new`, { force: true });
    await rm(this.#place, { force: true, recursive: true });
  }

  /** null where what is there does not hold any more, or is outgrown. */
  async #add(
    { rows, written, added }: There,
    { folded, rules, before }: Mining,
    mined: readonly AnalysisRow[],
  ): Promise<There | null> {
    const fresh = mined.filter((row) => !rows.has(row));
    if (mined.length - fresh.length < rows.size || before.redone > mined.length * maxRedone) return null;
    const own = before.sourcesOf(fresh);
    const sources = folded.sources.filter(({ source }) => own.has(source.id));
    const part = before.pack(fresh, titleOf(sources, rules));
    if (added + part.length > written) return null;
    await appendFile(this.#place ?? '', Buffer.concat([headOf(part), part]));
    return { rows: new Set(mined), written, added: added + part.length };
  }

  async #write(part: Uint8Array, rows: readonly AnalysisRow[]): Promise<There> {
    const place = this.#place ?? '';
    // What stands there may be a link to somewhere else.
    await rm(`${place}.new`, { force: true });
    await writeFile(`${place}.new`, [headOf(part), part], { mode: 0o600, flag: 'wx' });
    await rename(`${place}.new`, place);
    return { rows: new Set(rows), written: part.length, added: 0 };
  }

  /** Its parts up to the first that is damaged or cut off. */
  async #read(): Promise<{ readonly parts: readonly Uint8Array[]; readonly isWhole: boolean }> {
    const file = this.#place === null ? null : await readOwnFile(this.#place);
    const parts: Uint8Array[] = [];
    for (let at = 0; file !== null && at < file.length;) {
      const from = at + headBytes;
      if (from > file.length) return { parts, isWhole: false };
      at = from + file.readUInt32LE(at);
      const part = file.subarray(from, at);
      if (at > file.length || crc32(part) !== file.readUInt32LE(from - 4)) return { parts, isWhole: false };
      parts.push(part);
    }
    return { parts, isWhole: true };
  }
}

function headOf(part: Uint8Array): Buffer {
  const head = Buffer.alloc(headBytes);
  head.writeUInt32LE(part.length, 0);
  head.writeUInt32LE(crc32(part), 4);
  return head;
}

/** For what it holds that something was kept: the rules, and each source with the event that brought it. */
export function titleOf(sources: Folded['sources'], { analysisVersion, learningVersion }: Rules): string {
  const standing = sources.map(({ source, hash }) => `${source.id} ${hash}`);
  return [`${analysisVersion} ${learningVersion}`, ...standing].join('\n');
}
