/** Places for the nodes of a hierarchy: in a worker with a deadline, by d3-hierarchy at once and when it is missed. */
export { createElkEngine, type LayoutEngine } from './elk-layout.ts';
export { createOrderEngine } from './order-layout.ts';
export { treeLayout } from './tree-layout.ts';
export { nodeSize, type Layout, type Place } from './places.ts';
