import { implement, ORPCError } from '@orpc/server';
import { z } from 'zod';
import { contract } from '../../../shared/contract/index.ts';
import { KnackError, reportOf } from '../../../shared/errors.ts';

/** An error as it crosses the wire: its report is the data, so that every client tells the same sentences. */
export function toWire(error: unknown): unknown {
  if (error instanceof ORPCError) {
    const refused = badInput(error);
    return refused === null ? error : toWire(refused);
  }
  const report = reportOf(isAbort(error) ? cancelled(error) : error);
  return new ORPCError(report.code, {
    status: report.code === 'INTERNAL' ? 500 : 400,
    message: [report.happened, report.kept, report.todo].join(' '),
    data: report,
    cause: error,
  });
}

const issuesSchema = z.object({
  issues: z
    .array(z.object({ path: z.array(z.union([z.string(), z.number()])).default([]), message: z.string() }))
    .min(1),
});

/** The error of a call whose input the contract refuses: it names the fields. null for every other error. */
function badInput(error: ORPCError<string, unknown>): KnackError | null {
  const found = error.code === 'BAD_REQUEST' ? issuesSchema.safeParse(error.data) : null;
  if (found?.success !== true) return null;
  const faults = found.data.issues.slice(0, mostFaults).map(({ path, message }) => {
    const field = path.join('.');
    return field === '' ? message : `${field}: ${message}`;
  });
  return new KnackError(
    {
      code: 'BAD_INPUT',
      happened: `What was given does not fit. ${faults.join('; ')}.`,
      kept: 'Nothing was done.',
      todo: 'Mend what is named, and do it again.',
    },
    { cause: error },
  );
}

/** Of a call with everything missing the first faults say enough. */
const mostFaults = 5;

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
