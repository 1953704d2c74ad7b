/** The way out and back in: snapshot, tables, a snapshot as a new memory, and the check that all is whole. */
export { ExportView } from './export-view.tsx';
export { OpenCard } from './open-card.tsx';
