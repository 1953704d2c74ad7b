import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished, pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { ExportResult } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import { canonicalJson } from '../identity/index.ts';
import { countsOf } from '../memory/index.ts';
import type { Memory } from '../memory/index.ts';
import { snapshotSchemaVersion } from './format.ts';
import type { Manifest } from './format.ts';

/**
 * Writes the memory to one file: everything that its state follows from. The file has no time and no name of its
 * own, so the same memory gives the same bytes [F1, F4]. It is written beside and then renamed: an export that
 * fails leaves no half of a file.
 *
 * @throws KnackError FILE_UNREADABLE, DISK_FULL
 */
export async function exportSnapshot(memory: Memory, file: string): Promise<ExportResult> {
  const hash = createHash('sha256');
  const lines = async function* (): AsyncGenerator<string> {
    for await (const line of contentLines(memory)) {
      hash.update(line);
      yield line;
    }
    const end = `${canonicalJson({ kind: 'end', sha256: hash.copy().digest('hex') })}\n`;
    hash.update(end);
    yield end;
  };
  await writeFileWhole(file, lines());
  const { state } = memory;
  return { file, sha256: hash.digest('hex'), stateHash: state.stateHash, counts: countsOf(state) };
}

async function* contentLines(memory: Memory): AsyncGenerator<string> {
  const { events, folded, stateHash, summaries } = memory.state;
  const manifest: Manifest = {
    kind: 'knack-snapshot',
    schema: snapshotSchemaVersion,
    stateHash,
    model: { id: folded.settings.embeddingModel, digest: memory.model },
    settings: folded.settings,
    events: events.length,
    trajectories: summaries.size,
  };
  yield `${canonicalJson(manifest)}\n`;
  for (const event of events) yield `${canonicalJson({ kind: 'event', event })}\n`;
  for await (const batch of memory.store.trajectories()) {
    // What an interrupted import has read is no part of the memory yet [J12].
    for (const trajectory of batch.filter(({ id }) => summaries.has(id)))
      yield `${canonicalJson({ kind: 'trajectory', trajectory })}\n`;
  }
}

/** Writes content to a file as a whole or not at all. @throws KnackError FILE_UNREADABLE, DISK_FULL */
export async function writeFileWhole(file: string, text: AsyncIterable<string | Uint8Array>): Promise<void> {
  const draft = `${file}.${process.pid}.part`;
  const target = createWriteStream(draft, { flush: true });
  try {
    await pipeline(Readable.from(text, { objectMode: true, highWaterMark: 64 }), target);
    await finished(target);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw asWriteError(file, error);
  }
}

/** What a failed write means, in sentences. */
export function asWriteError(file: string, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (error instanceof KnackError || typeof code !== 'string')
    return error instanceof Error ? error : new Error(String(error));
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return new KnackError(
    {
      code: full ? 'DISK_FULL' : 'FILE_UNREADABLE',
      happened: full ? `There is no room for ${file}.` : `${file} cannot be written (${code}).`,
      kept: 'The memory is as it was, and nothing was left at that place.',
      todo: full ? 'Make room, or export to another disk.' : 'Choose a folder that exists and that you may write to.',
    },
    { cause: error },
  );
}
