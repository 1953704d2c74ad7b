import { KnackError } from '../../../../shared/errors.ts';
import type { Context } from '../command.ts';

/** What a stream of the lab tells: things on the way (`P`), at last its report. */
interface Done<R> {
  readonly kind: 'done';
  readonly report: R;
}

/** Follows a stream to its report; `line` makes a line of progress for people, or null. */
export async function lastOf<P extends { readonly kind: string }, R>(
  { tell, isTerminal }: Context,
  stream: AsyncIterable<P | Done<R>>,
  line: (told: P) => string | null,
): Promise<R> {
  for await (const told of stream) {
    if (isDone(told)) return told.report;
    const words = isTerminal ? line(told) : null;
    if (words !== null) tell(words);
  }
  throw new KnackError({
    code: 'CANCELLED',
    happened: 'The work ended without a report.',
    kept: 'Nothing was changed.',
    todo: 'Start it again.',
  });
}

function isDone<P extends { readonly kind: string }, R>(told: P | Done<R>): told is Done<R> {
  return told.kind === 'done';
}
