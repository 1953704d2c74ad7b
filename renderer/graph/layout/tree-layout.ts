import { hierarchy, tree } from 'd3-hierarchy';
import type { Graph, GraphNode } from '../../../shared/contract/index.ts';
import { gap, looseNodes, nodeSize, withGrid, type Layout, type Place } from './places.ts';

/** A column of the tree with the way to the next one. */
const columnWidth = nodeSize.width + gap.x * 2;
/** Width to height of the whole picture. */
const shape = 1.7;

interface Branch {
  readonly id: string;
  readonly children: readonly Branch[];
}

/**
 * Meta-procedures (in the order of the graph, or the one that is given) on the left, each procedure beside the first one that uses it. Not as tidy as elk, and at most a
 * few hundredths of a second for ten thousand nodes.
 */
export function treeLayout(graph: Graph, order?: readonly GraphNode[]): Layout {
  const loose = looseNodes(graph);
  const isLoose = new Set(loose.map((node) => node.id));
  const taken = new Set<string>();
  const branches = (order ?? graph.nodes)
    .filter((node) => node.kind === 'meta' && !isLoose.has(node.id))
    .map((node): Branch => ({ id: node.id, children: [] }));
  const byId = new Map<string, Branch[]>(branches.map((branch) => [branch.id, []]));
  const uses = Map.groupBy(graph.edges, (edge) => edge.from);
  for (const { id } of branches) {
    for (const { to } of uses.get(id) ?? []) {
      if (taken.has(to)) continue;
      taken.add(to);
      byId.get(id)?.push({ id: to, children: [] });
    }
  }
  const root: Branch = {
    id: '',
    children: branches.map((branch) => ({ id: branch.id, children: byId.get(branch.id) ?? [] })),
  };
  const placed = tree<Branch>().nodeSize([nodeSize.height + gap.y, columnWidth])(
    hierarchy(root, (branch) => [...branch.children]),
  );
  const blocks = (placed.children ?? []).map((block) =>
    block.descendants().map((point) => ({ id: point.data.id, x: (point.depth - 1) * columnWidth, y: point.x })),
  );
  return { places: withGrid(wrapBlocks(blocks), loose), routes: new Map() };
}

type Block = readonly (Place & { readonly id: string })[];

/** Puts blocks of two columns below each other, and begins beside them anew when the picture would grow too tall. */
function wrapBlocks(blocks: readonly Block[]): Map<string, Place> {
  const tall = blocks.map((block) => extent(block).bottom - extent(block).top + nodeSize.height + gap.y * 2);
  const total = tall.reduce((sum, height) => sum + height, 0);
  const limit = Math.max(1200, Math.sqrt((total * columnWidth * 2) / shape));
  const places = new Map<string, Place>();
  let left = 0;
  let used = 0;
  blocks.forEach((block, index) => {
    const height = tall[index] ?? 0;
    if (used > 0 && used + height > limit) {
      left += columnWidth * 2;
      used = 0;
    }
    const { top } = extent(block);
    for (const { id, x, y } of block) places.set(id, { x: left + x, y: used + y - top });
    used += height;
  });
  return places;
}

function extent(block: Block): { readonly top: number; readonly bottom: number } {
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const { y } of block) {
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { top, bottom };
}
