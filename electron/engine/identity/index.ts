export { canonicalJson } from './canonical-json.ts';
export { contentId, sha256Hex, trajectoryId } from './digest.ts';
export { chainEvent, findChainFault, type NewEvent } from './journal.ts';
