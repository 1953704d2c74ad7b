import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { constants, createGunzip, createInflateRaw, createZstdDecompress } from 'node:zlib';
import { type ByteSource, memorySource, refuseWhenAborted, unreadable } from '../bytes/index.ts';
import { limits } from '../limits.ts';

export type Packing = 'stored' | 'deflate' | 'zstd' | 'gzip';

const OPTIONS = { chunkSize: 256 * 1024 };

/** Packed bytes unpacked as a stream; nothing is held but the chunk in work. Faults of the packing are thrown. */
export async function* unpacked(packed: AsyncIterable<Buffer>, packing: Packing): AsyncGenerator<Buffer> {
  if (packing === 'stored') {
    yield* packed;
    return;
  }
  const stream = decoderFor(packing);
  const input = Readable.from(packed, { objectMode: false });
  const ended = pipeline(input, stream).catch((error: unknown) => stream.destroy(asError(error)));
  try {
    // A stream without objects gives buffers; its declared type leaves that open.
    for await (const chunk of stream as AsyncIterable<Buffer>) yield chunk;
  } finally {
    input.destroy();
    stream.destroy();
    await ended;
  }
}

function decoderFor(packing: Exclude<Packing, 'stored'>) {
  switch (packing) {
    case 'deflate':
      return createInflateRaw(OPTIONS);
    case 'gzip':
      return createGunzip(OPTIONS);
    case 'zstd':
      return createZstdDecompress({ ...OPTIONS, params: { [constants.ZSTD_d_windowLogMax]: limits.zstdWindowBits } });
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/**
 * True where so few bytes unpack to so many that they were made to fill a disk or a day, not to be read: real logs
 * shrink to a hundredth.
 */
export function isBomb(unpackedBytes: number, packedBytes: number): boolean {
  return unpackedBytes > limits.unpackedFreely && unpackedBytes > packedBytes * limits.unpackedRatio;
}

/** Bytes that can only be read from their beginning as a source: small ones are kept, others unpacked for each reading. */
export function streamedSource(size: number, stream: () => AsyncIterable<Buffer>): ByteSource {
  const part = async (start: number, end: number): Promise<Buffer> => {
    const parts: Buffer[] = [];
    let at = 0;
    try {
      for await (const chunk of stream()) {
        const from = Math.max(0, start - at);
        const to = Math.min(chunk.length, end - at);
        if (to > from) parts.push(chunk.subarray(from, to));
        at += chunk.length;
        if (at >= end) break;
      }
    } catch (error) {
      throw unreadable(error);
    }
    return Buffer.concat(parts);
  };
  return {
    size,
    head: (length) => part(0, length),
    slice: part,
    async *chunks(signal) {
      try {
        for await (const chunk of stream()) {
          for (let at = 0; at < chunk.length; at += limits.chunk) {
            refuseWhenAborted(signal);
            yield chunk.subarray(at, at + limits.chunk);
          }
          await setImmediate();
        }
      } catch (error) {
        throw unreadable(error);
      }
    },
  };
}

/** The same, with the bytes kept where they are few. */
export async function keptSource(size: number, stream: () => AsyncIterable<Buffer>): Promise<ByteSource> {
  const streamed = streamedSource(size, stream);
  return size <= limits.inMemory ? memorySource(await streamed.head(Number.POSITIVE_INFINITY)) : streamed;
}
