/** The hierarchy of meta-procedures and procedures, as a graph and as a tree with the same nodes. */
export { HierarchyView } from './hierarchy-view.tsx';
