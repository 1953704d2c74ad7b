import type { Graph, GraphEdge, GraphNode } from '../../shared/contract/index.ts';

/** What the legend tells apart; each can be taken out of the picture. */
export const legendClasses = ['0', '1', '2', '3', '4', 'uncertain', 'meta', 'procedure', 'pending'] as const;
export type LegendClass = (typeof legendClasses)[number];

/** Below this certainty a border is dashed. */
export const uncertainBelow = 0.7;

/** The classes of the legend that a node belongs to. */
function isOfClass(node: GraphNode, name: LegendClass): boolean {
  switch (name) {
    case 'uncertain':
      return node.certainty < uncertainBelow;
    case 'pending':
      return node.pending > 0;
    case 'meta':
    case 'procedure':
      return node.kind === name;
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
      return meanStep(node.mean) === Number(name);
  }
}

/** A graph without the nodes of these classes, and without the edges that they had. */
export function withoutClasses(graph: Graph, hidden: ReadonlySet<LegendClass>): Graph {
  if (hidden.size === 0) return graph;
  const nodes = graph.nodes.filter((node) => ![...hidden].some((name) => isOfClass(node, name)));
  const left = new Set(nodes.map((node) => node.id));
  return { nodes, edges: graph.edges.filter((edge) => left.has(edge.from) && left.has(edge.to)) };
}

/** What of the hierarchy is in sight: meta-procedures may be collapsed, procedures outside of all hidden. */
export interface Shown {
  readonly collapsed: ReadonlySet<string>;
  /** Procedures that no meta-procedure uses. */
  readonly standalone: boolean;
}

/** The part of a graph that is drawn: a collapsed meta-procedure hides its edges, and procedures that only it uses. */
export function visibleGraph(graph: Graph, { collapsed, standalone }: Shown): Graph {
  const used = new Set(graph.edges.map((edge) => edge.to));
  const edges = graph.edges.filter((edge) => !collapsed.has(edge.from));
  const reached = new Set(edges.map((edge) => edge.to));
  const nodes = graph.nodes.filter((node) => {
    if (node.kind === 'meta') return true;
    return used.has(node.id) ? reached.has(node.id) : standalone;
  });
  return { nodes, edges };
}

/** How many procedures a collapsed meta-procedure stands for, by its id. */
export function sizesOf(graph: Graph): ReadonlyMap<string, number> {
  const members = new Map<string, Set<string>>();
  for (const { from, to } of graph.edges) {
    const group = members.get(from) ?? new Set();
    group.add(to);
    members.set(from, group);
  }
  return new Map([...members].map(([id, group]) => [id, group.size]));
}

/** A line of the tree twin. A procedure has a line under each meta-procedure that uses it, and one a position. */
export interface TreeLine {
  readonly key: string;
  readonly node: GraphNode;
  readonly level: 1 | 2;
  /** Counted from 1 within its level, and how many there are. */
  readonly place: number;
  readonly of: number;
  /** Null for what has nothing below it. */
  readonly expanded: boolean | null;
}

/** The lines of the tree for a graph in sight, in its node order; procedures outside come last, on the first level. */
export function treeLines(graph: Graph, shown: Graph, collapsed: ReadonlySet<string>): readonly TreeLine[] {
  const byId = new Map(shown.nodes.map((node) => [node.id, node]));
  const below = groupEdges(shown.edges);
  const parents = new Set(graph.edges.map((edge) => edge.from));
  const reached = new Set(shown.edges.map((edge) => edge.to));
  const roots = [
    ...shown.nodes.filter((node) => node.kind === 'meta'),
    ...shown.nodes.filter((node) => node.kind === 'procedure' && !reached.has(node.id)),
  ];
  return roots.flatMap((node, index): readonly TreeLine[] => {
    const line: TreeLine = {
      key: node.id,
      node,
      level: 1,
      place: index + 1,
      of: roots.length,
      expanded: parents.has(node.id) ? !collapsed.has(node.id) : null,
    };
    const edges = below.get(node.id) ?? [];
    const children = edges.flatMap((edge, position): readonly TreeLine[] => {
      const child = byId.get(edge.to);
      if (child === undefined) return [];
      return [{ key: edge.id, node: child, level: 2, place: position + 1, of: edges.length, expanded: null }];
    });
    return [line, ...children];
  });
}

function groupEdges(edges: readonly GraphEdge[]): ReadonlyMap<string, readonly GraphEdge[]> {
  const groups = new Map<string, GraphEdge[]>();
  for (const edge of edges.toSorted((a, b) => a.position - b.position)) {
    const group = groups.get(edge.from);
    if (group === undefined) groups.set(edge.from, [edge]);
    else group.push(edge);
  }
  return groups;
}

/** The nodes whose label or id has every word; none when there are no words. */
export function matchesOf(graph: Graph, search: string): readonly string[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return graph.nodes
    .filter((node) => words.every((word) => node.label.toLowerCase().includes(word) || node.id.startsWith(word)))
    .map((node) => node.id);
}

/** The five steps of the colour scale, by posterior mean in [0, 1]. */
export function meanStep(mean: number): 0 | 1 | 2 | 3 | 4 {
  if (mean < 0.2) return 0;
  if (mean < 0.4) return 1;
  if (mean < 0.6) return 2;
  return mean < 0.8 ? 3 : 4;
}

/** The id of the node that most is known of: a meta-procedure where there is one, of these the one with the most evidence. */
export function bestKnown(graph: Graph): string {
  const metas = graph.nodes.filter((node) => node.kind === 'meta');
  const [first] = (metas.length > 0 ? metas : graph.nodes).toSorted((a, b) => b.n - a.n || (a.id < b.id ? -1 : 1));
  return first?.id ?? '';
}
