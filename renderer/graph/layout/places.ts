import type { Graph, GraphNode } from '../../../shared/contract/index.ts';

export const nodeSize = { width: 216, height: 58 } as const;
export const gap = { x: 72, y: 12 } as const;

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Upper left corners by node id. */
export type Places = ReadonlyMap<string, Place>;

/** Places of the nodes, and the points of edges that were led around nodes, ends included, by edge id. */
export interface Layout {
  readonly places: Places;
  readonly routes: ReadonlyMap<string, readonly Place[]>;
}

/** Nodes that no edge touches; they need no layout, only a grid. */
export function looseNodes(graph: Graph): readonly GraphNode[] {
  const touched = new Set(graph.edges.flatMap((edge) => [edge.from, edge.to]));
  return graph.nodes.filter((node) => !touched.has(node.id));
}

/** Puts loose nodes in a grid below what is placed, about as wide as it is; at least four, at most forty columns. */
export function withGrid(places: Map<string, Place>, loose: readonly GraphNode[]): Places {
  let right = 0;
  let bottom = 0;
  for (const { x, y } of places.values()) {
    right = Math.max(right, x + nodeSize.width);
    bottom = Math.max(bottom, y + nodeSize.height);
  }
  const step = { x: nodeSize.width + gap.y, y: nodeSize.height + gap.y };
  const byShape = Math.ceil(Math.sqrt((loose.length * step.y * 1.6) / step.x));
  const columns = Math.min(40, Math.max(4, Math.floor(right / step.x), byShape));
  const top = places.size === 0 ? 0 : bottom + 56;
  loose.forEach((node, index) => {
    places.set(node.id, { x: (index % columns) * step.x, y: top + Math.floor(index / columns) * step.y });
  });
  return places;
}

/** In which column a procedure stands: its usual position in the sequences that use it, counted from 1. */
export function columnsOf(graph: Graph): ReadonlyMap<string, number> {
  const positions = new Map<string, number[]>();
  for (const { to, position } of graph.edges) {
    const seen = positions.get(to);
    if (seen === undefined) positions.set(to, [position]);
    else seen.push(position);
  }
  return new Map(
    [...positions].map(([id, seen]) => {
      const ordered = seen.toSorted((a, b) => a - b);
      return [id, 1 + (ordered[Math.floor((ordered.length - 1) / 2)] ?? 0)];
    }),
  );
}
