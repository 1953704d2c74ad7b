/** Every way in which Knack refuses something. The code is stable: scripts may match on it. */
export const errorCodes = [
  'WRONG_USE',
  'BAD_INPUT',
  'FILE_UNREADABLE',
  'FORMAT_UNKNOWN',
  'FORMAT_AMBIGUOUS',
  'RECORD_REJECTED',
  'MEMORY_MISSING',
  'MEMORY_LOCKED',
  'MEMORY_NEWER',
  'MEMORY_DAMAGED',
  'SNAPSHOT_NEWER',
  'SNAPSHOT_DAMAGED',
  'NOT_FOUND',
  'STALE',
  'QUARANTINED',
  'NOTHING_TO_UNDO',
  'MODEL_MISSING',
  'DISK_FULL',
  'ENVIRONMENT_FAILED',
  'REASONER_FAILED',
  'BUDGET_SPENT',
  'CANCELLED',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What a person is told about an error: what happened, what was kept, what to do. */
export interface ErrorReport {
  readonly code: ErrorCode;
  readonly happened: string;
  readonly kept: string;
  readonly todo: string;
}

/** The one error class that crosses a door. `message` is the three sentences joined. */
export class KnackError extends Error {
  readonly code: ErrorCode;
  readonly happened: string;
  readonly kept: string;
  readonly todo: string;

  constructor(report: ErrorReport, options?: ErrorOptions) {
    super([report.happened, report.kept, report.todo].filter(Boolean).join(' '), options);
    this.name = 'KnackError';
    this.code = report.code;
    this.happened = report.happened;
    this.kept = report.kept;
    this.todo = report.todo;
  }
}

/** Turns anything that was thrown into a report; an unknown error keeps its message under INTERNAL. */
export function reportOf(error: unknown): ErrorReport {
  if (error instanceof KnackError) {
    return { code: error.code, happened: error.happened, kept: error.kept, todo: error.todo };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'INTERNAL',
    happened: message,
    kept: 'The memory is as it was before the call.',
    todo: 'Try again; if it happens again, report it with the steps that led here.',
  };
}
