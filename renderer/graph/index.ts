/**
 * The hierarchy as a graph (`HierarchyGraph`) and as a tree with the same nodes (`HierarchyTree`), with `Legend`.
 * `visibleGraph(graph, {collapsed, standalone})` is what both show; both carry `data-node-count` and
 * `data-edge-count` of it; `withoutClasses` takes out what the legend hides. Lay-out runs in a worker with a deadline, see `layout/`.
 */
export { HierarchyGraph, type HierarchyProps } from './hierarchy-graph.tsx';
export { HierarchyTree } from './hierarchy-tree.tsx';
export { Legend } from './legend.tsx';
export { legendClasses, matchesOf, sizesOf, visibleGraph, withoutClasses, type LegendClass } from './structure.ts';
