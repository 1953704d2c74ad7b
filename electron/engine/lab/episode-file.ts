import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { KnackError } from '../../../shared/errors.ts';

/**
 * A file of episodes that is written while they are played, beside its place under a name that no other process has, and takes
 * its place when it is whole. Whether it can be written is known before anything is played.
 */
export class EpisodeFile {
  readonly #out: string;
  readonly #part: string;
  readonly #handle: FileHandle;

  private constructor(out: string, part: string, handle: FileHandle) {
    this.#out = out;
    this.#part = part;
    this.#handle = handle;
  }

  /** @throws KnackError WRONG_USE (it is a folder), FILE_UNREADABLE */
  static async open(place: string): Promise<EpisodeFile> {
    const out = resolve(place);
    const found = await stat(out).catch(() => null);
    if (found?.isDirectory() === true) throw isFolder(out);
    const part = `${out}.${randomUUID()}.part`;
    const handle = await open(part, 'wx').catch((cause: unknown) => {
      throw unwritable(out, cause);
    });
    return new EpisodeFile(out, part, handle);
  }

  /** @param lines each with its line break @throws KnackError FILE_UNREADABLE */
  async append(lines: string): Promise<void> {
    await this.#handle.appendFile(lines).catch((cause: unknown) => {
      throw unwritable(this.#out, cause);
    });
  }

  /** The file takes its place. @throws KnackError FILE_UNREADABLE */
  async finish(): Promise<void> {
    try {
      await this.#handle.sync();
      await this.#handle.close();
      await rename(this.#part, this.#out);
    } catch (cause) {
      throw unwritable(this.#out, cause);
    }
  }

  /** Nothing is left of a file that was not finished; of one that was, nothing is lost. */
  async discard(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.#part, { force: true });
  }
}

function isFolder(out: string): KnackError {
  return new KnackError({
    code: 'WRONG_USE',
    happened: `${out} is a folder; episodes are written to one file.`,
    kept: 'Nothing was played and nothing was written.',
    todo: 'Name a file, for example one in that folder: episodes.jsonl.',
  });
}

function unwritable(file: string, cause: unknown): KnackError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  if (code === 'ENOSPC') {
    return new KnackError(
      {
        code: 'DISK_FULL',
        happened: `The disk of ${file} is full.`,
        kept: 'No file was made.',
        todo: 'Free some space, then do it again.',
      },
      { cause },
    );
  }
  return new KnackError(
    {
      code: 'FILE_UNREADABLE',
      happened: `The episodes cannot be written to ${file}: nothing can be written in ${dirname(file)}.`,
      kept: 'No file was made.',
      todo: 'Check that the folder is there and that you may write in it.',
    },
    { cause },
  );
}
