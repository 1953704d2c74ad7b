import { KnackError } from '../../../../shared/errors.ts';

/** Where a call failed, for the sentence that a person reads. */
export interface Place {
  readonly uri: string;
  readonly table: string;
}

/**
 * Runs a call of the database and turns what it throws into a KnackError: DISK_FULL, FILE_UNREADABLE (rights or
 * network), and MEMORY_DAMAGED for whatever else the files make it say. Lance writes new files and then names them in one
 * manifest, so a call that failed has changed nothing.
 */
export async function guarded<T>(place: Place, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw faultOf(error, place);
  }
}

export function faultOf(error: unknown, place: Place): KnackError {
  if (error instanceof KnackError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const kept = 'The memory is as it was before this step.';
  if (/No space left|os error 28|ENOSPC|os error 122|quota exceeded|StorageFull/i.test(message)) {
    return new KnackError(
      {
        code: 'DISK_FULL',
        happened: `The disk that holds the memory ${place.uri} is full.`,
        kept,
        todo: 'Free some space, then do the step again.',
      },
      { cause: error },
    );
  }
  if (
    /os error 13\b|os error 30\b|EACCES|EROFS|EPERM|Permission ?denied|Unauthenticated|dispatch failure|error sending request|timed out/i.test(
      message,
    )
  ) {
    return new KnackError(
      {
        code: 'FILE_UNREADABLE',
        happened: `The memory ${place.uri} cannot be reached or may not be written (${firstLine(message)}).`,
        kept,
        todo: 'Check the rights of the folder, or the connection, and do the step again.',
      },
      { cause: error },
    );
  }
  return damaged(place, firstLine(message), error);
}

/** What a read gives; null where the memory's files make it fail. */
export async function unlessDamaged<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof KnackError && error.code === 'MEMORY_DAMAGED') return null;
    throw error;
  }
}

/** A part of the memory that cannot be what was written. */
export function damaged(place: Place, reason: string, cause?: unknown): KnackError {
  return new KnackError(
    {
      code: 'MEMORY_DAMAGED',
      happened: `The table "${place.table}" of the memory ${place.uri} is damaged: ${reason}.`,
      kept: 'Nothing was changed.',
      todo: 'Put back a copy of the folder, open a snapshot, or build the memory again from its trajectory files in a new folder.',
    },
    { cause },
  );
}

/** Where in the vendor's own source it happened: a path of the machine that built it, which tells a person nothing. */
const sourcePlace = /,?\s*(?:at\s+)?[\w./\\@+:-]*\.rs:\d+(?::\d+)?/g;

function firstLine(message: string): string {
  const line = (message.split('\n', 1)[0] ?? '').replace(sourcePlace, '').trim();
  return (line.length > 300 ? `${line.slice(0, 300)}...` : line).replace(/\.$/, '');
}
