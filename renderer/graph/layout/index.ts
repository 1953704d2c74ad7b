/** Places for the nodes of a hierarchy: by elk in a worker with a deadline, by d3-hierarchy when it is missed. */
export { createLayoutEngine, type LayoutEngine } from './elk-layout.ts';
export { treeLayout } from './tree-layout.ts';
export { nodeSize, type Layout, type Place } from './places.ts';
