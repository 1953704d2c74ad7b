import { KnackError } from '../../../shared/errors.ts';
import type { ErrorCode } from '../../../shared/errors.ts';

const kept = 'The memory is as it was.';

export function reasonerError(happened: string, todo: string, code: ErrorCode = 'REASONER_FAILED'): KnackError {
  // No cause: what a client throws may carry the request, and with it what should not be logged [Y4].
  return new KnackError({ code, happened, kept, todo });
}

export function cancelledError(): KnackError {
  return reasonerError('The question was cancelled.', 'Ask again when you like.', 'CANCELLED');
}
