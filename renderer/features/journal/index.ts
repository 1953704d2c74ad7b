/** Every event with its cause, before and after; undo and redo. */
export { JournalView } from './journal-view.tsx';
