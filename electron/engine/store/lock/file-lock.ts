import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { joinChain, lastHolder, lockPath } from './holder-chain.ts';
import { lockedError, lostError, type Holder, type HolderKind } from './holder.ts';
import { identifyThisProcess, whereabouts } from './process-identity.ts';

/** The right to write one memory. */
export interface Lock {
  /** @throws KnackError MEMORY_LOCKED when the right went to another process */
  check(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes the lock file of a memory, readable by the user alone. Where the holder's process is gone, exactly one of those
 * who see it succeeds it.
 * @throws KnackError MEMORY_LOCKED
 */
export async function takeFileLock(folder: string, as?: HolderKind): Promise<Lock> {
  const holder: Holder = { ...(await identifyThisProcess()), nonce: randomUUID(), as };
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const last = await lastHolder(folder);
    if (last?.holder) await refuseWhilePresent(folder, last.holder);
    if (await joinChain({ folder, holder, after: last })) return fileLock(folder, holder);
  }
  throw lockedError({ uri: folder, holder, elsewhere: true, release: `delete the file ${lockPath(folder)}` });
}

async function refuseWhilePresent(folder: string, holder: Holder): Promise<void> {
  const where = await whereabouts(holder);
  if (where === 'gone') return;
  const release = `delete the file ${lockPath(folder)}`;
  throw lockedError({ uri: folder, holder, elsewhere: where === 'elsewhere', release });
}

function fileLock(folder: string, holder: Holder): Lock {
  const isOurs = async () => (await lastHolder(folder))?.nonce === holder.nonce;
  const check = async () => {
    if (!(await isOurs())) throw lostError(folder);
  };
  return {
    check,
    release: async () => {
      if (await isOurs()) await rm(lockPath(folder), { force: true });
    },
  };
}
