import { nodeSize, type Place } from './layout/index.ts';
import { mixColors, type Palette } from './palette.ts';
import { shareOfLevel, type Area, type Scene } from './scene.ts';

/** The part of the picture that is painted: as in React Flow, a point p stands at p * zoom + (x, y). */
export interface View extends Place {
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
}

export interface PaintOptions {
  readonly view: View;
  readonly palette: Palette;
  /** Ids that were found; the others are pale. Empty: nothing is searched for. */
  readonly matches: ReadonlySet<string>;
  readonly selected: string | null;
  readonly edges: boolean;
  readonly nodes: boolean;
}

/** Below this zoom a border would be all that is seen of a node. */
const borderFrom = 0.12;

/** A border that is this thick, in units of the picture, leaves the colour of a node to be seen. */
const thickestBorder = 8;

/** The rectangle of the picture that a view shows. */
export function areaOf({ x, y, zoom, width, height }: View): Area {
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
}

/** Paints what is in sight. @returns how many nodes were painted */
export function paintScene(context: CanvasRenderingContext2D, scene: Scene, options: PaintOptions): number {
  const { view } = options;
  context.save();
  context.translate(view.x, view.y);
  context.scale(view.zoom, view.zoom);
  if (options.edges) paintEdges(context, scene, options);
  const painted = options.nodes ? paintNodes(context, scene, options) : 0;
  if (options.nodes) paintMarks(context, scene, options);
  context.restore();
  return painted;
}

function paintEdges(context: CanvasRenderingContext2D, scene: Scene, { view, palette, selected }: PaintOptions): void {
  const area = areaOf(view);
  const chosen = selected === null ? -1 : (scene.indexOf.get(selected) ?? -1);
  const marked: number[] = [];
  context.beginPath();
  for (const [index, [from, to]] of scene.ends.entries()) {
    if (from === chosen || to === chosen) marked.push(index);
    else traceEdge(context, scene, { index, area, isCurved: view.zoom >= borderFrom });
  }
  context.lineWidth = Math.max(1, 0.6 / view.zoom);
  context.strokeStyle = view.zoom < borderFrom ? palette.border : palette.edge;
  context.stroke();
  context.beginPath();
  for (const index of marked) traceEdge(context, scene, { index, area, isCurved: true });
  context.lineWidth = Math.max(3, 2 / view.zoom);
  context.strokeStyle = palette.accent;
  context.stroke();
}

interface Traced {
  readonly index: number;
  readonly area: Area;
  readonly isCurved: boolean;
}

/** Adds an edge to the path, when any of it can be in sight. */
function traceEdge(context: CanvasRenderingContext2D, scene: Scene, { index, area, isCurved }: Traced): void {
  const { start, end } = endsOf(scene, index);
  const [left, right] = [Math.min(start.x, end.x), Math.max(start.x, end.x)];
  const [top, bottom] = [Math.min(start.y, end.y), Math.max(start.y, end.y)];
  if (right < area.x || left > area.x + area.width || bottom < area.y || top > area.y + area.height) return;
  context.moveTo(start.x, start.y);
  const route = scene.routes.get(scene.graph.edges[index]?.id ?? '') ?? [];
  if (route.length > 2) for (const point of route.slice(1, -1)) context.lineTo(point.x, point.y);
  else if (isCurved) {
    const bend = Math.max(30, Math.abs(end.x - start.x) / 2);
    context.bezierCurveTo(start.x + bend, start.y, end.x - bend, end.y, end.x, end.y);
    return;
  }
  context.lineTo(end.x, end.y);
}

/** Where an edge leaves its node, and where it arrives: the middle of the right, and of the left side. */
export function endsOf(scene: Scene, index: number): { readonly start: Place; readonly end: Place } {
  const [from, to] = scene.ends[index] ?? [0, 0];
  const [one, other] = [scene.places[from] ?? { x: 0, y: 0 }, scene.places[to] ?? { x: 0, y: 0 }];
  return {
    start: { x: one.x + nodeSize.width, y: one.y + nodeSize.height / 2 },
    end: { x: other.x, y: other.y + nodeSize.height / 2 },
  };
}

/** The fill of a node: its mean's colour, paler the less is known. */
export function fillOf(step: number, level: number, palette: Palette): string {
  return mixColors(palette.means[step] ?? palette.edge, shareOfLevel(level), palette.surface);
}

function paintNodes(context: CanvasRenderingContext2D, scene: Scene, options: PaintOptions): number {
  const { view, palette, matches } = options;
  const area = areaOf(view);
  let painted = 0;
  for (const { kind, step, level, members } of scene.buckets) {
    context.beginPath();
    for (const index of members) {
      const place = scene.places[index];
      if (place === undefined || !isInSight(place, area)) continue;
      painted += 1;
      if (matches.size > 0 && !matches.has(scene.graph.nodes[index]?.id ?? '')) continue;
      context.rect(place.x, place.y, nodeSize.width, nodeSize.height);
    }
    context.fillStyle = fillOf(step, level, palette);
    context.fill();
    if (view.zoom < borderFrom && kind === 'procedure') continue;
    context.lineWidth = Math.min((kind === 'meta' ? 1.4 : 1) / view.zoom, thickestBorder);
    context.strokeStyle = kind === 'meta' ? palette.text2 : palette.edge;
    context.stroke();
  }
  if (matches.size > 0) paintOthers(context, scene, options);
  return painted;
}

/** What was not found stays as an outline. */
function paintOthers(context: CanvasRenderingContext2D, scene: Scene, { view, palette, matches }: PaintOptions): void {
  const area = areaOf(view);
  context.beginPath();
  for (const [index, { id }] of scene.graph.nodes.entries()) {
    const place = scene.places[index];
    if (place === undefined || matches.has(id) || !isInSight(place, area)) continue;
    context.rect(place.x, place.y, nodeSize.width, nodeSize.height);
  }
  context.lineWidth = 0.7 / view.zoom;
  context.strokeStyle = palette.border;
  context.stroke();
}

/** Rings around what was found, where it is small, and around what is selected. */
function paintMarks(context: CanvasRenderingContext2D, scene: Scene, options: PaintOptions): void {
  const { view, palette, matches, selected } = options;
  const ring = (id: string, color: string): void => {
    const place = scene.places[scene.indexOf.get(id) ?? -1];
    if (place === undefined) return;
    const gap = 3 / view.zoom;
    context.lineWidth = 2.5 / view.zoom;
    context.strokeStyle = color;
    context.strokeRect(place.x - gap, place.y - gap, nodeSize.width + 2 * gap, nodeSize.height + 2 * gap);
  };
  for (const id of matches) ring(id, palette.warning);
  if (selected !== null) ring(selected, palette.accent);
}

function isInSight({ x, y }: Place, area: Area): boolean {
  return (
    x + nodeSize.width >= area.x &&
    x <= area.x + area.width &&
    y + nodeSize.height >= area.y &&
    y <= area.y + area.height
  );
}
