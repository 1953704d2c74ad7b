export type ChartFormat = 'svg' | 'png';

export interface SaveChartOptions {
  readonly svg: SVGSVGElement;
  readonly title: string;
  readonly caption: string;
  /** The marks of the legend as they are drawn on the page, with their labels. */
  readonly legend: readonly { readonly mark: SVGSVGElement; readonly label: string }[];
  /** Without its ending. */
  readonly fileName: string;
  readonly format: ChartFormat;
}

const svgNamespace = 'http://www.w3.org/2000/svg';
/** What a stylesheet or a custom property may have set; a file of its own has neither. */
const copiedStyles = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-opacity',
  'stop-color',
  'stop-opacity',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
];
const margin = 16;
const lineHeight = 18;
/** Room for a mark of the legend, and about how wide a letter is at 12 px. */
const markWidth = 30;
const letterWidth = 6.5;

/** Saves a drawn chart with its title, legend and caption. The PNG has twice the size in pixels. */
export async function saveChart(options: SaveChartOptions): Promise<void> {
  const { svg, fileName, format } = options;
  const picture = standalone(options);
  const text = new XMLSerializer().serializeToString(picture);
  const file = new Blob([text], { type: 'image/svg+xml' });
  const size = { width: Number(picture.getAttribute('width')), height: Number(picture.getAttribute('height')) };
  const blob = format === 'svg' ? file : await rasterise(file, size);
  const address = URL.createObjectURL(blob);
  const link = svg.ownerDocument.createElement('a');
  link.href = address;
  link.download = `${fileName}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A copy of the chart that needs no stylesheet, on the page's background, with the words around it. */
function standalone({ svg, title, caption, legend }: SaveChartOptions): SVGSVGElement {
  const page = getComputedStyle(svg.ownerDocument.documentElement);
  const { width, height } = svg.getBoundingClientRect();
  const legendLines = legendRows(
    legend.map((item) => item.label),
    width,
  );
  const titleLines = wrap(title, Math.max(20, Math.floor(width / 8)));
  const captionLines = wrap(caption, Math.max(30, Math.floor(width / letterWidth)));
  const total = height + margin * 2 + lineHeight * (titleLines.length + legendLines.length + captionLines.length);
  const copy = withStyles(svg);
  const root = element(svg, 'svg', { xmlns: svgNamespace, width: width + margin * 2, height: total });
  root.append(element(svg, 'rect', { width: '100%', height: '100%', fill: page.getPropertyValue('--surface') }));
  const write = (text: string, line: { y: number; x?: number; strong?: boolean }): void => {
    const words = element(svg, 'text', {
      x: line.x ?? margin,
      y: line.y,
      fill: page.getPropertyValue(line.strong ? '--text' : '--text-2'),
      'font-family': 'sans-serif',
      'font-size': line.strong ? 14 : 12,
      'font-weight': line.strong ? 600 : 400,
    });
    words.textContent = text;
    root.append(words);
  };
  titleLines.forEach((line, index) => write(line, { y: margin + 12 + index * lineHeight, strong: true }));
  const top = margin + titleLines.length * lineHeight;
  copy.setAttribute('x', String(margin));
  copy.setAttribute('y', String(top));
  root.append(copy);
  let y = top + height;
  for (const row of legendLines) {
    y += lineHeight;
    for (const { index, x } of row) {
      const item = legend[index];
      if (item === undefined) continue;
      const mark = withStyles(item.mark);
      mark.setAttribute('x', String(margin + x));
      mark.setAttribute('y', String(y - 10));
      root.append(mark);
      write(item.label, { y, x: margin + x + markWidth });
    }
  }
  for (const line of captionLines) write(line, { y: (y += lineHeight) });
  return root;
}

function element(near: Element, name: 'svg', attributes: Readonly<Record<string, string | number>>): SVGSVGElement;
function element(near: Element, name: string, attributes: Readonly<Record<string, string | number>>): SVGElement;
function element(near: Element, name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = near.ownerDocument.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) if (key !== 'xmlns') made.setAttribute(key, String(value));
  return made;
}

function withStyles(svg: SVGSVGElement): SVGSVGElement {
  // cloneNode keeps the type of the node that it copies.
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  originals.forEach((original, index) => {
    const target = copies[index];
    if (target === undefined) return;
    const computed = getComputedStyle(original);
    for (const name of copiedStyles) {
      const value = computed.getPropertyValue(name);
      if (value !== '') target.setAttribute(name, value);
    }
    target.removeAttribute('class');
    target.removeAttribute('style');
    target.removeAttribute('tabindex');
  });
  return copy;
}

/** Where the entries of a legend stand: rows of as many as fit into `width` pixels, by index, each with its x. */
export function legendRows(
  labels: readonly string[],
  width: number,
): readonly (readonly { readonly index: number; readonly x: number }[])[] {
  const rows: { index: number; x: number }[][] = [];
  let used = Number.POSITIVE_INFINITY;
  labels.forEach((label, index) => {
    const needed = markWidth + label.length * letterWidth + 16;
    if (used + needed > width) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push({ index, x: used });
    used += needed;
  });
  return rows;
}

/** Breaks a text into lines of at most `width` characters, at spaces. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

async function rasterise(file: Blob, size: { readonly width: number; readonly height: number }): Promise<Blob> {
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = size.width * 2;
    canvas.height = size.height * 2;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob === null ? reject(new Error('The picture is empty.')) : resolve(blob)),
        'image/png',
      );
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
