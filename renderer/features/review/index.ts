/** The desk where a person decides on proposed revisions: queue, difference, evidence, decision, undo. */
export { ReviewView } from './review-view.tsx';
