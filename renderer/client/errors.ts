import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { errorCodes, reportOf, type ErrorReport } from '../../shared/errors.ts';
import { HostGoneError } from './connection.ts';

const reportSchema = z.object({
  code: z.enum(errorCodes),
  happened: z.string(),
  kept: z.string(),
  todo: z.string(),
});

export type Failure =
  | { readonly kind: 'host-gone' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'report'; readonly report: ErrorReport };

/** What went wrong, from anything that a call threw: the engine's report travels in the data of an oRPC error. */
export function failureOf(error: unknown): Failure {
  if (error instanceof HostGoneError) return { kind: 'host-gone' };
  if (error instanceof DOMException && error.name === 'AbortError') return { kind: 'cancelled' };
  if (error instanceof Error && error.name === 'AbortError') return { kind: 'host-gone' }; // The channel closed under the call.
  if (error instanceof ORPCError) {
    const parsed = reportSchema.safeParse(error.data);
    if (parsed.success) {
      return parsed.data.code === 'CANCELLED' ? { kind: 'cancelled' } : { kind: 'report', report: parsed.data };
    }
  }
  return { kind: 'report', report: reportOf(error) };
}
