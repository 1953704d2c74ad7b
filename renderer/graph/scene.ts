import type { Graph, GraphNode } from '../../shared/contract/index.ts';
import { nodeSize, type Layout, type Place } from './layout/index.ts';
import { meanStep } from './structure.ts';

/** A rectangle of the picture, in its own units. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Nodes that are drawn in one colour, so that a picture of thousands is a few dozen strokes. */
export interface Bucket {
  readonly kind: GraphNode['kind'];
  /** Step of the mean, 0 to 4, and of the certainty, 0 to 3. */
  readonly step: number;
  readonly level: number;
  readonly members: readonly number[];
}

/** A graph with places, as it is painted and looked up: indices are those of `graph.nodes` and `graph.edges`. */
export interface Scene {
  readonly graph: Graph;
  readonly places: readonly Place[];
  /** Of each edge, the indices of its nodes. */
  readonly ends: readonly (readonly [from: number, to: number])[];
  readonly routes: Layout['routes'];
  readonly buckets: readonly Bucket[];
  readonly bounds: Area;
  readonly tiles: ReadonlyMap<string, readonly number[]>;
  readonly indexOf: ReadonlyMap<string, number>;
}

/** Nodes are looked up by rectangles of about a quarter of a window: few more are in the document than in sight. */
const tile = { width: 600, height: 400 } as const;
const levels = 4;

/** Step of a certainty in [0, 1]: 0 is pale, 3 is full. */
export function certaintyLevel(certainty: number): number {
  return Math.max(0, Math.min(levels - 1, Math.floor(certainty * levels)));
}

/** How much of its colour a node of a level keeps, in [0, 1]: never none, a faint hue still says where the mean lies. */
export function shareOfLevel(level: number): number {
  return 0.15 + (0.85 * (level + 0.5)) / levels;
}

export function sceneOf(graph: Graph, { places: placeOf, routes }: Layout): Scene {
  const indexOf = new Map(graph.nodes.map((node, index) => [node.id, index]));
  const places = graph.nodes.map((node) => placeOf.get(node.id) ?? { x: 0, y: 0 });
  const buckets = new Map<string, { kind: GraphNode['kind']; step: number; level: number; members: number[] }>();
  const tiles = new Map<string, number[]>();
  for (const [index, node] of graph.nodes.entries()) {
    const [step, level] = [meanStep(node.mean), certaintyLevel(node.certainty)];
    const name = `${node.kind} ${step} ${level}`;
    const bucket = buckets.get(name) ?? { kind: node.kind, step, level, members: [] };
    bucket.members.push(index);
    buckets.set(name, bucket);
    const place = places[index] ?? { x: 0, y: 0 };
    const key = `${Math.floor(place.x / tile.width)} ${Math.floor(place.y / tile.height)}`;
    const members = tiles.get(key);
    if (members === undefined) tiles.set(key, [index]);
    else members.push(index);
  }
  const ends = graph.edges.map((edge) => [indexOf.get(edge.from) ?? 0, indexOf.get(edge.to) ?? 0] as const);
  return { graph, places, ends, routes, buckets: [...buckets.values()], bounds: boundsOf(places), tiles, indexOf };
}

function boundsOf(places: readonly Place[]): Area {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of places) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + nodeSize.width);
    bottom = Math.max(bottom, y + nodeSize.height);
  }
  return left > right
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}

/** The tiles that an area touches, as a text: it changes only when other nodes come into sight. */
export function tilesOf({ x, y, width, height }: Area): string {
  const [left, top] = [Math.floor((x - nodeSize.width) / tile.width), Math.floor((y - nodeSize.height) / tile.height)];
  return [left, top, Math.floor((x + width) / tile.width), Math.floor((y + height) / tile.height)].join(' ');
}

/** Indices of the nodes that stand in tiles, see `tilesOf`, in the order of the graph. */
export function nodesIn({ tiles }: Scene, range: string): readonly number[] {
  const [left = 0, top = 0, right = -1, bottom = -1] = range.split(' ').map(Number);
  const found: number[] = [];
  for (let column = left; column <= right; column += 1)
    for (let row = top; row <= bottom; row += 1) found.push(...(tiles.get(`${column} ${row}`) ?? []));
  return found.toSorted((one, other) => one - other);
}

/** The node at a point, or the nearest one within `slack` of it; null where there is none. */
export function nodeAt(scene: Scene, point: Place, slack: number): GraphNode | null {
  const around = { x: point.x - slack, y: point.y - slack, width: 2 * slack, height: 2 * slack };
  let best: { readonly index: number; readonly distance: number } | null = null;
  for (const index of nodesIn(scene, tilesOf(around))) {
    const place = scene.places[index];
    if (place === undefined) continue;
    const beside = Math.max(place.x - point.x, 0, point.x - place.x - nodeSize.width);
    const above = Math.max(place.y - point.y, 0, point.y - place.y - nodeSize.height);
    const distance = Math.hypot(beside, above);
    if (distance <= slack && (best === null || distance < best.distance)) best = { index, distance };
  }
  return best === null ? null : (scene.graph.nodes[best.index] ?? null);
}
