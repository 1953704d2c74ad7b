export { takeFileLock, type Lock } from './file-lock.ts';
export { lockPath } from './holder-chain.ts';
export { lockedError, lostError, parseHolder, type Holder, type HolderKind } from './holder.ts';
export { identifyThisProcess, whereabouts } from './process-identity.ts';
