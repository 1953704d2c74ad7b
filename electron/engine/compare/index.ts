/** Two states of memories, item by item. */
export { compareStates, type ComparableState } from './compare.ts';
