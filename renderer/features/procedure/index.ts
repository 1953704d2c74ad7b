/** The page of one procedure: what it is, its posterior, contexts, revisions, and the form to edit it by hand. */
export { ProcedureView } from './procedure-view.tsx';
