/** The library: every procedure and meta-procedure as a table or as a forest plot. `LibraryView` is the page. */
export { LibraryView } from './library-view.tsx';
