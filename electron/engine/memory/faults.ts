import { KnackError, reportOf } from '../../../shared/errors.ts';
import type { JournalEvent } from '../../../shared/model/index.ts';

// What can be wrong with a memory as a whole, in sentences.

/** The event stands whatever becomes of the tables: whoever asked must know both. */
export function tablesNotWritten(cause: unknown, { seq }: JournalEvent): KnackError {
  const { code, happened, todo } = reportOf(cause);
  const kept = `The change itself is kept, as event ${seq}; the tables are made again when the memory is opened.`;
  return new KnackError({ code, happened, kept, todo }, { cause });
}

export function missing(uri: string): KnackError {
  return new KnackError({
    code: 'MEMORY_MISSING',
    happened: `There is no memory at ${uri}.`,
    kept: 'Nothing was made.',
    todo: 'Check the place, or build a memory there.',
  });
}

export function otherState(expected: string, found: string): KnackError {
  return new KnackError({
    code: 'SNAPSHOT_DAMAGED',
    happened: `The journal of this snapshot leads to state ${found}, but it says ${expected}.`,
    kept: 'Nothing was imported.',
    todo: 'Export the snapshot again from the memory that it came from.',
  });
}

export function damaged(fault: string): KnackError {
  return new KnackError({
    code: 'MEMORY_DAMAGED',
    happened: `The journal of this memory is damaged. ${fault}`,
    kept: 'Nothing was changed in it.',
    todo: 'Run verify for the whole list of faults, and open the last good snapshot.',
  });
}
