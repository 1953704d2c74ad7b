import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Beside the tables; a memory in an object store has no folder, and every process mines from its analyses. */
function placeOf(uri: string): string | null {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(uri) ? null : join(uri, 'mined.bin');
}

/** The place of what one mining leaves for the next, in another process [J14]. */
export interface Kept {
  /** null for nothing. */
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
    read: async () => (place === null ? null : readFile(place).catch(() => null)),
    write: async (bytes) => {
      if (place === null) return;
      try {
        await writeFile(`${place}.new`, bytes, { mode: 0o600 });
        await rename(`${place}.new`, place);
      } catch {
        await drop().catch(() => undefined);
      }
    },
    drop,
  };
}
