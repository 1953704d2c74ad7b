import { z } from 'zod';
import { errorCodes, reportOf } from '../../../shared/errors.ts';
import type { ErrorReport } from '../../../shared/errors.ts';

const reportSchema = z.object({ code: z.enum(errorCodes), happened: z.string(), kept: z.string(), todo: z.string() });

/** The report of anything that was thrown; an engine's report travels in the data of the error. */
export function failureOf(error: unknown): ErrorReport {
  const data = typeof error === 'object' && error !== null && 'data' in error ? error.data : null;
  const parsed = reportSchema.safeParse(data);
  return parsed.success ? parsed.data : reportOf(error);
}

/** Exit status: 2 for wrong use, of the command line or of a field, 1 for everything else. */
export function statusOf(report: ErrorReport): number {
  return report.code === 'WRONG_USE' || report.code === 'BAD_INPUT' ? 2 : 1;
}
