import { type ByteSource, unreadable } from '../bytes/index.ts';
import { isBomb, keptSource, unpacked } from './packed.ts';

const MAGIC = [0x1f, 0x8b, 0x08] as const;

export function isGzip(head: Buffer): boolean {
  return MAGIC.every((byte, index) => head[index] === byte);
}

/** What is packed in a gzip file, as if it lay there unpacked. One pass finds its size. @throws KnackError FILE_UNREADABLE */
export async function gunzipped(source: ByteSource): Promise<ByteSource> {
  const stream = (): AsyncIterable<Buffer> => unpacked(source.chunks(), 'gzip');
  let size = 0;
  try {
    for await (const chunk of stream()) {
      size += chunk.length;
      if (isBomb(size, source.size)) throw new Error('so little unpacks to so much that it is no log');
    }
  } catch (error) {
    throw unreadable(error);
  }
  return keptSource(size, stream);
}
