import { createHash, hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { KnackError } from '../../../../shared/errors.ts';
import { limits } from '../limits.ts';

/** Where bytes come from: a file now, a member of an archive the same way. It can be read more than once. */
export interface ByteSource {
  readonly size: number;
  /** Where the bytes were put together from another source, that one: its digest tells them apart. */
  readonly origin?: ByteSource;
  /** The first bytes, at most `length`. */
  head(length: number): Promise<Buffer>;
  /** The bytes from `start` to before `end`. */
  slice(start: number, end: number): Promise<Buffer>;
  /** All bytes in pieces of at most 1 MiB; between pieces the event loop turns, so that a signal can arrive. */
  chunks(signal?: AbortSignal): AsyncGenerator<Buffer>;
}

/** Opens a file. @throws KnackError FILE_UNREADABLE */
export async function fileSource(path: string): Promise<ByteSource> {
  const { size } = await guarded(async () => {
    const handle = await open(path, 'r');
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) throw new Error('it is not a regular file');
      return { size: stat.size };
    } finally {
      await handle.close();
    }
  });
  return size <= limits.inMemory ? memorySource(await guarded(() => firstBytes(path, size))) : streamSource(path, size);
}

/** A source over bytes that are already there. */
export function memorySource(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    head: (length) => Promise.resolve(bytes.subarray(0, length)),
    slice: (start, end) => Promise.resolve(bytes.subarray(start, end)),
    async *chunks(signal) {
      for (let at = 0; at < bytes.length; at += limits.chunk) {
        refuseWhenAborted(signal);
        yield bytes.subarray(at, at + limits.chunk);
        await setImmediate();
      }
    },
  };
}

function streamSource(path: string, size: number): ByteSource {
  return {
    size,
    head: (length) => guarded(() => firstBytes(path, Math.min(length, size))),
    slice: (start, end) => guarded(() => bytesAt(path, start, Math.min(end, size) - start)),
    async *chunks(signal) {
      const handle = await guarded(() => open(path, 'r'));
      try {
        let at = 0;
        while (at < size) {
          refuseWhenAborted(signal);
          const buffer = Buffer.allocUnsafe(Math.min(limits.chunk, size - at));
          const { bytesRead } = await guarded(() => handle.read(buffer, 0, buffer.length, at));
          if (bytesRead === 0) throw unreadable(new Error('it became shorter while it was read'));
          at += bytesRead;
          yield buffer.subarray(0, bytesRead);
          await setImmediate();
        }
      } finally {
        await handle.close();
      }
    },
  };
}

/** The first bytes of a file, at most `length`. */
export function firstBytes(path: string, length: number): Promise<Buffer> {
  return bytesAt(path, 0, length);
}

async function bytesAt(path: string, start: number, length: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(Math.max(0, length));
    let at = 0;
    while (at < length) {
      const { bytesRead } = await handle.read(buffer, at, length - at, start + at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    return buffer.subarray(0, at);
  } finally {
    await handle.close();
  }
}

/** SHA-256 of all bytes, as hex. */
export async function digestOf(source: ByteSource, signal?: AbortSignal): Promise<string> {
  if (source.origin !== undefined) return digestOf(source.origin, signal);
  if (source.size <= limits.inMemory) return hash('sha256', await source.head(source.size), 'hex');
  const digest = createHash('sha256');
  for await (const chunk of source.chunks(signal)) digest.update(chunk);
  return digest.digest('hex');
}

/** @throws KnackError CANCELLED */
export function refuseWhenAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return;
  throw new KnackError({
    code: 'CANCELLED',
    happened: 'The reading was cancelled.',
    kept: 'Nothing was changed.',
    todo: 'Start it again when you want it.',
  });
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw unreadable(error);
  }
}

/** Any fault of reading as the error that a file cannot be read. */
export function unreadable(cause: unknown): KnackError {
  if (cause instanceof KnackError) return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  return new KnackError(
    {
      code: 'FILE_UNREADABLE',
      happened: `It cannot be read: ${why}.`,
      kept: 'Nothing of it was imported.',
      todo: 'Check that the file is there and that you may read it.',
    },
    { cause },
  );
}
