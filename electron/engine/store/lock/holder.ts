import { z } from 'zod';
import { KnackError } from '../../../../shared/errors.ts';
import type { ProcessIdentity } from './process-identity.ts';

/** What stands in the lock of a memory: the process that writes it. */
const holderSchema = z
  .object({
    machine: z.string(),
    pid: z.number().int(),
    started: z.string().nullable(),
    nonce: z.string(),
  })
  .readonly();
export type Holder = z.infer<typeof holderSchema>;

/** null where the text is no holder: a lock that was being written when its process was killed. */
export function parseHolder(text: string): Holder | null {
  try {
    const parsed = holderSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function lockedError(options: {
  uri: string;
  holder: ProcessIdentity;
  elsewhere: boolean;
  release: string;
}): KnackError {
  const { uri, holder, elsewhere, release } = options;
  return new KnackError({
    code: 'MEMORY_LOCKED',
    happened: `The memory ${uri} is held by process ${holder.pid} on ${holder.machine}.`,
    kept: 'The memory is as it was.',
    todo: elsewhere
      ? `Close it there. If that machine is gone for good, ${release}, then open the memory again.`
      : ['Close the Knack that holds it, or use that one.', release && `If this is a copy, ${release}.`]
          .filter(Boolean)
          .join(' '),
  });
}

export function lostError(uri: string): KnackError {
  return new KnackError({
    code: 'MEMORY_LOCKED',
    happened: `Another process has taken the memory ${uri} over.`,
    kept: 'Everything that was acknowledged is kept; this step was not done.',
    todo: 'Open the memory again.',
  });
}
