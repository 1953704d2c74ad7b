import { hierarchy, tree } from 'd3-hierarchy';
import type { Graph } from '../../../shared/contract/index.ts';
import { gap, looseNodes, nodeSize, withGrid, type Layout, type Place } from './places.ts';

interface Branch {
  readonly id: string;
  readonly children: readonly Branch[];
}

/**
 * Meta-procedures on the left, each procedure beside the first one that uses it. Not as tidy as elk, and at most a
 * few hundredths of a second for ten thousand nodes.
 */
export function treeLayout(graph: Graph): Layout {
  const loose = looseNodes(graph);
  const isLoose = new Set(loose.map((node) => node.id));
  const taken = new Set<string>();
  const branches = graph.nodes
    .filter((node) => node.kind === 'meta' && !isLoose.has(node.id))
    .map((node): Branch => ({ id: node.id, children: [] }));
  const byId = new Map<string, Branch[]>(branches.map((branch) => [branch.id, []]));
  for (const edge of graph.edges) {
    const siblings = byId.get(edge.from);
    if (siblings === undefined || taken.has(edge.to)) continue;
    taken.add(edge.to);
    siblings.push({ id: edge.to, children: [] });
  }
  const root: Branch = {
    id: '',
    children: branches.map((branch) => ({ id: branch.id, children: byId.get(branch.id) ?? [] })),
  };
  const placed = tree<Branch>().nodeSize([nodeSize.height + gap.y, nodeSize.width + gap.x * 2])(
    hierarchy(root, (branch) => [...branch.children]),
  );
  const found = placed.descendants().filter((point) => point.data.id !== '');
  const top = Math.min(0, ...found.map((point) => point.x));
  const left = nodeSize.width + gap.x * 2;
  const places = new Map<string, Place>(found.map((point) => [point.data.id, { x: point.y - left, y: point.x - top }]));
  return { places: withGrid(places, loose), routes: new Map() };
}
