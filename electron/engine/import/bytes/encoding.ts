import { isUtf8 } from 'node:buffer';

/** The encodings that are told apart; UTF-8 is the usual one. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const MAGIC: readonly (readonly [string, readonly number[]])[] = [
  ['a ZIP archive', [0x50, 0x4b, 0x03, 0x04]],
  ['a gzip file', [0x1f, 0x8b]],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31]],
  ['a zstd file', [0x28, 0xb5, 0x2f, 0xfd]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ['a PNG picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG picture', [0xff, 0xd8, 0xff]],
  ['an ELF program', [0x7f, 0x45, 0x4c, 0x46]],
  ['a SQLite database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
];

/** The encoding by byte order mark, or by where the zero bytes of the first characters stand. */
export function encodingOf(head: Buffer): { readonly encoding: Encoding; readonly mark: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', mark: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', mark: 2 };
  const start = head.subarray(0, 64);
  if (start.length >= 4) {
    if (zerosStandAt(start, 1)) return { encoding: 'utf-16le', mark: 0 };
    if (zerosStandAt(start, 0)) return { encoding: 'utf-16be', mark: 0 };
  }
  return { encoding: 'utf-8', mark: 0 };
}

/** True when every second byte, from `first` on, is zero and no other is. */
function zerosStandAt(bytes: Buffer, first: 0 | 1): boolean {
  return bytes.every((byte, index) => (byte === 0) === (index % 2 === first));
}

/** What kind of binary file this is, or null for text. */
export function binaryKind(head: Buffer): string | null {
  const known = MAGIC.find(([, magic]) => magic.every((byte, index) => head[index] === byte));
  if (known !== undefined) return known[0];
  if (encodingOf(head).encoding !== 'utf-8') return null;
  const start = head.subarray(0, 8192);
  if (start.includes(0)) return 'zero bytes';
  const control = start.filter((byte) => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27).length;
  return control * 10 > start.length ? 'control characters' : null;
}

/** The same bytes as UTF-8 without a byte order mark. */
export async function* asUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let first = true;
  for await (const chunk of chunks) {
    if (first) {
      first = false;
      const { encoding, mark } = encodingOf(chunk);
      if (encoding !== 'utf-8') decoder = new TextDecoder(encoding);
      else if (mark > 0) {
        yield chunk.subarray(mark);
        continue;
      }
    }
    yield decoder === null ? chunk : Buffer.from(decoder.decode(chunk, { stream: true }));
  }
  if (decoder !== null) yield Buffer.from(decoder.decode());
}

/** Bytes as text; what is no UTF-8 becomes U+FFFD and is told. */
export function decoded(bytes: Buffer): { readonly text: string; readonly damaged: boolean } {
  const text = bytes.toString('utf8');
  return { text, damaged: text.includes('\uFFFD') && !isUtf8(bytes) };
}
