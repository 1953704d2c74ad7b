/** Two states side by side: the memory now, at an event, another memory, a snapshot. */
export { CompareView } from './compare-view.tsx';
