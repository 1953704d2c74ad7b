export { companionReason } from './companion.ts';
export { Neighbours } from './neighbours.ts';
