/** The files that the memory was learned from, and un-learning one of them. */
export { SourcesView } from './sources-view.tsx';
