import { createWriteStream, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';

export class TooLargeError extends Error {}

/** Copies of dropped files, in a folder of this process that goes when it ends. */
export interface Uploads {
  /**
   * Streams a body to a file that keeps the name it had.
   * @throws TooLargeError after `maxBytes`; what was written is removed, as after any failure
   */
  receive(name: string, body: Readable): Promise<string>;
  clear(): Promise<void>;
}

const prefix = 'knack-upload-';

export function createUploads(maxBytes: number, place: string = tmpdir()): Uploads {
  let home: Promise<string> | null = null;
  let made: string | null = null;
  let count = 0;
  const removeAtExit = (): void => {
    if (made !== null) rmSync(made, { recursive: true, force: true });
  };
  const open = async (): Promise<string> => {
    await removeLeftovers(place);
    made = await mkdtemp(join(place, `${prefix}${process.pid}-`));
    process.once('exit', removeAtExit);
    return made;
  };
  return {
    receive: async (name, body) => {
      home ??= open();
      count += 1;
      const folder = join(await home, String(count));
      await mkdir(folder, { mode: 0o700 });
      const file = join(folder, safeName(name));
      try {
        await pipeline(body, limit(maxBytes), createWriteStream(file, { mode: 0o600, flags: 'wx' }));
        return file;
      } catch (error) {
        await rm(folder, { recursive: true, force: true });
        throw error;
      }
    },
    clear: async () => {
      process.removeListener('exit', removeAtExit);
      if (made !== null) await rm(made, { recursive: true, force: true });
    },
  };
}

/** The last part of a path, without characters that a file system or a terminal takes for something else. */
export function safeName(name: string): string {
  const plain = basename(name.replaceAll('\\', '/'))
    // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
    .replace(/[\u0000-\u001f\u007f<>:"|?*]/g, '_')
    .slice(-120);
  return /^\.*$/.test(plain) ? 'upload' : plain;
}

function limit(maxBytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > maxBytes) done(new TooLargeError(`more than ${maxBytes} bytes`));
      else done(null, chunk);
    },
  });
}

/** Removes what processes left behind that were killed. */
async function removeLeftovers(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(place, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
