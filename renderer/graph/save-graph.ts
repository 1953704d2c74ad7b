import { nodeSize } from './layout/index.ts';
import { endsOf, fillOf, paintScene } from './paint.ts';
import type { Palette } from './palette.ts';
import type { Scene } from './scene.ts';

export type GraphFormat = 'svg' | 'png';

export interface GraphPicture {
  readonly scene: Scene;
  readonly palette: Palette;
  /** Below a label: mean and n, in the reader's language. */
  readonly figuresOf: (index: number) => string;
}

const margin = 24;
/** Letters of a line in a node, and lines of a label. */
const lettersOfLine = 32;
const linesOfLabel = 2;
/** The longest side of a PNG, in pixels: what every browser still paints. */
const longestSide = 8000;

/** Saves the whole picture, whatever part of it is in sight. */
export async function saveGraph(picture: GraphPicture, format: GraphFormat, fileName: string): Promise<void> {
  const blob = format === 'svg' ? new Blob([svgOf(picture)], { type: 'image/svg+xml' }) : await pngOf(picture);
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = `${fileName}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The graph as SVG that needs no stylesheet: every node with its label and figures, every edge. */
export function svgOf({ scene, palette, figuresOf }: GraphPicture): string {
  const { bounds, graph } = scene;
  const box = [bounds.x - margin, bounds.y - margin, bounds.width + 2 * margin, bounds.height + 2 * margin];
  const paths = graph.edges.map(
    (edge, index) => `<path d="${pathOf(scene, index)}"><title>${escape(edge.id)}</title></path>`,
  );
  const certainOf = (index: number): string =>
    (graph.nodes[index]?.certainty ?? 0) < 0.7 ? ' stroke-dasharray="5 4"' : '';
  const nodes = scene.buckets.flatMap(({ kind, step, level, members }) =>
    members.map((index) => {
      const place = scene.places[index] ?? { x: 0, y: 0 };
      const frame =
        kind === 'meta' ? `rx="16" stroke="${palette.text2}" stroke-width="2"` : `rx="6" stroke="${palette.edge}"`;
      const label = linesOfText(graph.nodes[index]?.label ?? '')
        .map((line, row) => `<text x="10" y="${17 + row * 14}" font-weight="600">${escape(line)}</text>`)
        .join('');
      return `<g transform="translate(${place.x} ${place.y})"><rect width="${nodeSize.width}" height="${nodeSize.height}" fill="${fillOf(step, level, palette)}" ${frame}${certainOf(index)}/>${label}<text x="10" y="50" font-size="11">${escape(figuresOf(index))}</text></g>`;
    }),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.join(' ')}" width="${box[2]}" height="${box[3]}" font-family="sans-serif" font-size="12">`,
    `<rect x="${box[0]}" y="${box[1]}" width="${box[2]}" height="${box[3]}" fill="${palette.surface}"/>`,
    `<g fill="none" stroke="${palette.edge}" stroke-width="1.2">${paths.join('')}</g>`,
    `<g fill="${palette.text}">${nodes.join('\n')}</g>`,
    '</svg>',
  ].join('\n');
}

function pathOf(scene: Scene, index: number): string {
  const { start, end } = endsOf(scene, index);
  const route = scene.routes.get(scene.graph.edges[index]?.id ?? '') ?? [];
  if (route.length > 2) return `M${route.map(({ x, y }) => `${x},${y}`).join('L')}`;
  const bend = Math.max(30, Math.abs(end.x - start.x) / 2);
  return `M${start.x},${start.y}C${start.x + bend},${start.y} ${end.x - bend},${end.y} ${end.x},${end.y}`;
}

/** Breaks a label at spaces, or inside a long word; what has no room ends in an ellipsis. */
function linesOfText(text: string): readonly string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (rest !== '' && lines.length < linesOfLabel) {
    const space = rest.lastIndexOf(' ', lettersOfLine);
    const end = rest.length <= lettersOfLine ? rest.length : space > 0 ? space : lettersOfLine;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trim();
  }
  return rest === ''
    ? lines
    : lines.map((line, index) => (index === lines.length - 1 ? `${line.slice(0, -1)}…` : line));
}

/** Texts of strangers go into a file that others open: nothing of them may be read as markup or as a control character. */
function escape(text: string): string {
  return text
    .replace(/\p{Cc}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The graph as PNG, as large as can be painted; labels where they can be read. */
async function pngOf({ scene, palette, figuresOf }: GraphPicture): Promise<Blob> {
  const { bounds, graph } = scene;
  const wide = bounds.width + 2 * margin;
  const tall = bounds.height + 2 * margin;
  const zoom = Math.min(2, longestSide / Math.max(wide, tall));
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(wide * zoom);
  canvas.height = Math.ceil(tall * zoom);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser has no canvas.');
  context.fillStyle = palette.surface;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const [x, y] = [(margin - bounds.x) * zoom, (margin - bounds.y) * zoom];
  const view = { x, y, zoom, width: canvas.width, height: canvas.height };
  paintScene(context, scene, { view, palette, matches: new Set(), selected: null, edges: true, nodes: true });
  if (zoom >= readable) {
    context.setTransform(zoom, 0, 0, zoom, x, y);
    context.fillStyle = palette.text;
    for (const [index, { label }] of graph.nodes.entries()) {
      const place = scene.places[index] ?? { x: 0, y: 0 };
      context.font = '600 12px sans-serif';
      linesOfText(label).forEach((line, row) => context.fillText(line, place.x + 10, place.y + 17 + row * 14));
      context.font = '11px sans-serif';
      context.fillText(figuresOf(index), place.x + 10, place.y + 50);
    }
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('The picture is empty.')) : resolve(blob)), 'image/png');
  });
}

/** Below this zoom letters are dots. */
const readable = 0.4;
