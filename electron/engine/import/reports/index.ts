export { companionReason } from './companion.ts';
export { type Neighbour, Neighbours } from './neighbours.ts';
