import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { MinedBefore } from '../learning/index.ts';
import type { AnalysisRow } from '../ports.ts';
import type { Folded } from './fold.ts';

/** Beside the tables; a memory in an object store has no folder, and every process mines from its analyses. */
function placeOf(uri: string): string | null {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(uri) ? null : join(uri, 'mined.bin');
}

/** A checksum stands before what it is of. */
const checksumBytes = 4;

/** The place of what one mining leaves for the next, in another process [J14]. */
export interface Kept {
  /** null for nothing, and for what is damaged. */
  read(): Promise<Uint8Array | null>;
  /** Puts it in the place of what is there. It is worth no failure: where it cannot be written, there is none. */
  write(bytes: Uint8Array): Promise<void>;
  /** @throws what the system says: texts may stand in it that were to go */
  drop(): Promise<void>;
}

/** Of the memory at `uri`. */
export function keptAt(uri: string): Kept {
  const place = placeOf(uri);
  const drop = async (): Promise<void> => {
    if (place === null) return;
    await rm(`${place}.new`, { force: true });
    await rm(place, { force: true });
  };
  return {
    read: async () => {
      const file = place === null ? null : await readFile(place).catch(() => null);
      if (file === null || file.length < checksumBytes) return null;
      const bytes = file.subarray(checksumBytes);
      return crc32(bytes) === file.readUInt32LE(0) ? bytes : null;
    },
    write: async (bytes) => {
      if (place === null) return;
      try {
        const checksum = Buffer.alloc(checksumBytes);
        checksum.writeUInt32LE(crc32(bytes));
        await writeFile(`${place}.new`, [checksum, bytes], { mode: 0o600 });
        await rename(`${place}.new`, place);
      } catch {
        await drop().catch(() => undefined);
      }
    },
    drop,
  };
}

/** The rules by which something is kept. */
interface Rules {
  readonly analysisVersion: number;
  readonly learningVersion: number;
}

/** For what it holds that something was kept: the rules, and each source with the event that brought it. */
export function titleOf({ sources }: Pick<Folded, 'sources'>, { analysisVersion, learningVersion }: Rules): string {
  const standing = sources.map(({ source, hash }) => `${source.id} ${hash}`);
  return [`${analysisVersion} ${learningVersion}`, ...standing].join('\n');
}

/**
 * Takes over what another process kept, where it kept it by these rules and its sources still stand as they did [J14].
 *
 * @returns the rows that `before` has read now; none where there is nothing that holds
 */
export async function takeUp(
  kept: Kept,
  { folded, rules, before }: { readonly folded: Folded; readonly rules: Rules; readonly before: MinedBefore },
): Promise<readonly AnalysisRow[]> {
  const bytes = await kept.read();
  if (bytes === null) return [];
  const [now, ...sources] = titleOf(folded, rules).split('\n');
  const standing = new Set(sources);
  return before.unpack(bytes, (title) => {
    const [then, ...own] = title.split('\n');
    return then === now && own.every((source) => standing.has(source));
  });
}
