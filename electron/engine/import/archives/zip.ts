import { Readable } from 'node:stream';
import { callbackify } from 'node:util';
import { crc32 } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, validateFileName, type ZipFile } from 'yauzl';
import type { ByteSource } from '../bytes/index.ts';
import { limits } from '../limits.ts';
import { isBomb, type Packing, unpacked } from './packed.ts';

const MAGIC = [0x50, 0x4b, 0x03, 0x04] as const;
/** Numbers of methods as the format counts them (APPNOTE 4.4.5). */
const PACKINGS: Readonly<Record<number, Packing>> = { 0: 'stored', 8: 'deflate', 93: 'zstd' };

export function isZip(head: Buffer): boolean {
  return MAGIC.every((byte, index) => head[index] === byte);
}

/** A file in an archive. `size` is what the archive says; reading gives just that or fails. */
export interface ZipMember {
  /** Its path inside, with `/`; it never leads out. */
  readonly name: string;
  readonly size: number;
  stream(): AsyncIterable<Buffer>;
}

export interface ZipContents {
  /** In the order of the archive's directory. */
  readonly members: readonly ZipMember[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

/** Lists an archive without unpacking anything. @throws Error where it is none, or is made to do harm */
export async function zipContents(source: ByteSource): Promise<ZipContents> {
  const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false };
  const zip = await fromRandomAccessReaderPromise(new SourceReader(source), source.size, options);
  const members: ZipMember[] = [];
  const skipped: { name: string; reason: string }[] = [];
  let unpackedBytes = 0;
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry);
    if (name.endsWith('/')) continue;
    if (members.length + skipped.length >= limits.archiveMembers)
      throw new Error(`it holds more than ${limits.archiveMembers} files`);
    const packing = PACKINGS[entry.compressionMethod];
    const fault = faultOf(entry, name);
    if (fault !== null || packing === undefined) {
      skipped.push({ name, reason: fault ?? `packed by a method that is not read (${entry.compressionMethod})` });
      continue;
    }
    unpackedBytes += entry.uncompressedSize;
    if (isBomb(unpackedBytes, source.size)) throw new Error('so little unpacks to so much that these are no logs');
    const stream = (): AsyncIterable<Buffer> => checked(entry, unpacked(packedBytes(source, { zip, entry }), packing));
    members.push({ name, size: entry.uncompressedSize, stream });
  }
  return { members, skipped };
}

/** Names are UTF-8 whether an archive says so or not; other letters become U+FFFD. */
function nameOf(entry: Entry): string {
  return entry.fileNameRaw.toString('utf8').replaceAll('\\', '/');
}

const LINK = 0xa000;

function faultOf(entry: Entry, name: string): string | null {
  if (validateFileName(name) !== null || name.includes('\0')) return 'its path leads out of the archive';
  if (name.split('/').some((part) => part.startsWith('.') || part === '__MACOSX')) return 'hidden';
  if (((entry.externalFileAttributes >>> 16) & 0xf000) === LINK) return 'a link';
  return entry.isEncrypted() ? 'encrypted' : null;
}

async function* packedBytes(
  source: ByteSource,
  { zip, entry }: { readonly zip: ZipFile; readonly entry: Entry },
): AsyncGenerator<Buffer> {
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const end = fileDataStart + entry.compressedSize;
  for (let at = fileDataStart; at < end; at += limits.chunk) yield source.slice(at, Math.min(end, at + limits.chunk));
}

/** The bytes, until they are more than the archive says; an end too early or another checksum is a fault as well. */
async function* checked(entry: Entry, bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  let checksum = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > entry.uncompressedSize) throw new Error('it unpacks to more than the archive says');
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (size < entry.uncompressedSize) throw new Error('it unpacks to less than the archive says');
  if (checksum !== entry.crc32) throw new Error('its checksum is not the one in the archive');
}

const AHEAD = 64 * 1024;

/** Random access for the archive's directory, which is read in small steps. */
class SourceReader extends RandomAccessReader {
  readonly #source: ByteSource;
  #start = 0;
  #ahead: Buffer = Buffer.alloc(0);

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from([this.#source.slice(start, end)]);
  }

  override read(...[buffer, offset, length, position, callback]: Parameters<RandomAccessReader['read']>): void {
    const fill = async (): Promise<void> => {
      const bytes = await this.#bytes(position, position + length);
      if (bytes.length < length) throw new Error('the archive ends too early');
      bytes.copy(buffer, offset);
    };
    callbackify(fill)((error) => callback(error));
  }

  async #bytes(start: number, end: number): Promise<Buffer> {
    const within = start >= this.#start && end <= this.#start + this.#ahead.length;
    if (!within) {
      this.#ahead = await this.#source.slice(start, Math.min(this.#source.size, Math.max(end, start + AHEAD)));
      this.#start = start;
    }
    return this.#ahead.subarray(start - this.#start, end - this.#start);
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null);
  }
}
