import { createReadStream } from 'node:fs';
import { KnackError } from '../../../shared/errors.ts';
import { snapshotDamaged } from './format.ts';

const newline = 0x0a;
/** The longest line that is read, in bytes: half of what a JavaScript string can hold. */
const longestLine = 256 * 1024 * 1024;

/**
 * The lines of a file as bytes, without their newline, in bounded memory.
 *
 * @throws KnackError FILE_UNREADABLE; SNAPSHOT_DAMAGED for a line beyond all bounds or a last line without its end
 */
export async function* readLines(file: string): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of openBytes(file)) {
    let from = 0;
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      parts.push(chunk.subarray(from, at));
      yield parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
      parts = [];
      length = 0;
      from = at + 1;
    }
    if (from === chunk.length) continue;
    length += chunk.length - from;
    if (length > longestLine) throw snapshotDamaged(`${file} is no snapshot: one of its lines has no end.`);
    parts.push(chunk.subarray(from));
  }
  if (length > 0) throw snapshotDamaged(`The snapshot ${file} is cut off: its last line has no end.`);
}

async function* openBytes(file: string): AsyncGenerator<Buffer> {
  try {
    // A stream without an encoding gives Buffers.
    yield* createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>;
  } catch (error) {
    throw new KnackError(
      {
        code: 'FILE_UNREADABLE',
        happened: `${file} cannot be read (${error instanceof Error ? error.message : String(error)}).`,
        kept: 'Nothing was imported.',
        todo: 'Check the path and whether you may read it.',
      },
      { cause: error },
    );
  }
}
