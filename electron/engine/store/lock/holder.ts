import { z } from 'zod';
import { KnackError } from '../../../../shared/errors.ts';
import type { ProcessIdentity } from './process-identity.ts';

/** What kind of process holds a memory: the application, a host that serves it, or a command of the terminal. */
const holderKinds = ['desktop', 'browser', 'terminal'] as const;
export type HolderKind = (typeof holderKinds)[number];

/** What stands in the lock of a memory: the process that writes it. */
const holderSchema = z
  .object({
    machine: z.string(),
    pid: z.number().int(),
    started: z.string().nullable(),
    nonce: z.string(),
    as: z.enum(holderKinds).optional().catch(undefined),
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
  holder: ProcessIdentity & Pick<Holder, 'as'>;
  elsewhere: boolean;
  release: string;
}): KnackError {
  const { uri, holder, elsewhere, release } = options;
  const [who, way] = holder.as === undefined ? other : words[holder.as];
  const where = elsewhere ? `on the machine ${holder.machine}` : 'on this machine';
  return new KnackError({
    code: 'MEMORY_LOCKED',
    happened: `The memory ${uri} is held by ${who} (process ${holder.pid} ${where}), and one alone can write it.`,
    kept: 'The memory is as it was.',
    todo: elsewhere
      ? `${way} If that machine is gone for good, ${release}, then open the memory again.`
      : [way, release && `If this folder is a copy that nobody has open, ${release}.`].filter(Boolean).join(' '),
  });
}

const other = ['another Knack', 'Close it there, or work in that one; then try again.'] as const;

/** Who it is, and how it lets go. */
const words: Readonly<Record<HolderKind, readonly [string, string]>> = {
  desktop: ['the Knack application', 'Close the memory in the application, or work there; then try again.'],
  browser: ['a Knack that serves it', 'Work in its browser page, or stop it (Ctrl+C where it runs); then try again.'],
  terminal: [
    'a Knack command',
    'Wait until that command has ended, or stop it (Ctrl+C where it runs); then try again.',
  ],
};

export function lostError(uri: string): KnackError {
  return new KnackError({
    code: 'MEMORY_LOCKED',
    happened: `Another process has taken the memory ${uri} over.`,
    kept: 'Everything that was acknowledged is kept; this step was not done.',
    todo: 'Open the memory again.',
  });
}
