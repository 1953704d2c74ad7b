/**
 * The hierarchy as a graph (`HierarchyGraph`) and as a tree with the same nodes (`HierarchyTree`), with `Legend`.
 * `visibleGraph(graph, {collapsed, standalone})` is what both show; both carry `data-node-count` and
 * `data-edge-count` of it. Lay-out runs in a worker with a deadline, see `layout/`.
 */
export { HierarchyGraph, type HierarchyProps } from './hierarchy-graph.tsx';
export { HierarchyTree } from './hierarchy-tree.tsx';
export { Legend } from './legend.tsx';
export { matchesOf, sizesOf, visibleGraph } from './structure.ts';
