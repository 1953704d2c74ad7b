import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../../shared/contract/index.ts';
import { KnackError, reportOf } from '../../../shared/errors.ts';

/** An error as it crosses the wire: its report is the data, so that every client tells the same sentences. */
export function toWire(error: unknown): unknown {
  if (error instanceof ORPCError) return error;
  const report = reportOf(isAbort(error) ? cancelled(error) : error);
  return new ORPCError(report.code, {
    status: report.code === 'INTERNAL' ? 500 : 400,
    message: [report.happened, report.kept, report.todo].join(' '),
    data: report,
    cause: error,
  });
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function cancelled(cause: unknown): KnackError {
  return new KnackError(
    {
      code: 'CANCELLED',
      happened: 'The work was cancelled.',
      kept: 'The memory is as it was before.',
      todo: 'Start again when you like.',
    },
    { cause },
  );
}

/** The contract to implement, with every error made into a report. */
export const os = implement(contract).use(async ({ next }) => {
  try {
    return await next();
  } catch (error) {
    throw toWire(error);
  }
});
