import { type ByteSource, fileSource, unreadable } from '../bytes/index.ts';
import { limits } from '../limits.ts';
import { evalLogSource, isEvalLog } from './eval-log.ts';
import { gunzipped, isGzip } from './gzip.ts';
import { keptSource } from './packed.ts';
import { isZip, zipContents } from './zip.ts';

/** A file, or a file in an archive, that can be opened and read as if it lay there unpacked. */
export interface Packed {
  /** Its path; in an archive the path of the archive with that inside: `runs.zip/a/b.json`. */
  readonly path: string;
  readonly bytes: number;
  open(): Promise<ByteSource>;
}

export interface Unpacked {
  readonly files: readonly Packed[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

/** Opens a file; gzip and the archive of an evaluation's log are unpacked in place. @throws KnackError FILE_UNREADABLE */
export async function openFile(path: string): Promise<ByteSource> {
  return inPlace(await fileSource(path));
}

async function inPlace(source: ByteSource): Promise<ByteSource> {
  const head = await source.head(4);
  if (isGzip(head)) return gunzipped(source);
  if (!isZip(head)) return source;
  try {
    const contents = await zipContents(source);
    return isEvalLog(contents) ? await evalLogSource(source, contents) : source;
  } catch (error) {
    throw unreadable(error);
  }
}

/** The files in an archive, and in archives inside of it; null where the bytes are no archive to look into. */
export async function filesInside(path: string, source: ByteSource): Promise<Unpacked | null> {
  return isZip(await source.head(4)) ? looked(path, source, { depth: 1, kept: { bytes: 0 } }) : null;
}

interface Depth {
  readonly depth: number;
  /** What archives inside of archives take, as they have to be kept to look into them. */
  readonly kept: { bytes: number };
}

async function looked(path: string, source: ByteSource, { depth, kept }: Depth): Promise<Unpacked | null> {
  const contents = await zipContents(source);
  if (isEvalLog(contents)) return null;
  const files: Packed[] = [];
  const skipped = contents.skipped.map(({ name, reason }) => ({ file: `${path}/${name}`, reason }));
  for (const { name, size, stream } of contents.members) {
    const at = `${path}/${name}`;
    const inner = await innerArchive(at, { size, stream, depth, kept });
    if (typeof inner === 'string') skipped.push({ file: at, reason: inner });
    else if (inner === null)
      files.push({ path: at, bytes: size, open: async () => inPlace(await keptSource(size, stream)) });
    else {
      files.push(...inner.files);
      skipped.push(...inner.skipped);
    }
  }
  return { files, skipped };
}

interface Inner extends Depth {
  readonly size: number;
  stream(): AsyncIterable<Buffer>;
}

/** What is in a member that is an archive itself; null for any other, and a reason where it is not looked into. */
async function innerArchive(path: string, { size, stream, depth, kept }: Inner): Promise<Unpacked | string | null> {
  try {
    if (!isZip(await firstBytes(stream()))) return null;
    if (depth >= limits.archiveDepth) return `an archive more than ${limits.archiveDepth} archives deep`;
    if (kept.bytes + size > limits.document) return 'an archive in an archive, too large to look into';
    const inner = await looked(path, await keptSource(size, stream), { depth: depth + 1, kept });
    kept.bytes += inner === null ? 0 : size;
    return inner;
  } catch (error) {
    return unreadable(error).happened;
  }
}

async function firstBytes(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= 4) break;
  }
  return Buffer.concat(parts);
}
