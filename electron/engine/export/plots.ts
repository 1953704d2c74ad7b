import type { Density } from '../../../shared/contract/index.ts';
import type { Interval } from '../../../shared/model/index.ts';

// Plots as SVG text: no script, no reference to anything outside.

const width = 340;
const height = 110;
const floor = height - 18;

const round = (value: number): string => (Math.round(value * 100) / 100).toString();
const at = (x: number): string => round(10 + x * (width - 20));

/** Escapes text for HTML and SVG, between tags and in quoted attributes. */
export function escapeText(text: string): string {
  const marks: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text
    .replace(/[&<>"']/g, (mark) => marks[mark] ?? mark)
    .replace(/[\p{Cc}\p{Cf}]/gu, (mark) =>
      /\s/.test(mark) ? ' ' : `\\u${mark.codePointAt(0)?.toString(16).padStart(4, '0') ?? ''}`,
    );
}

/** An exact density on [0, 1]: the posterior filled, the prior dashed, the 89 % interval as a bar on the axis. */
export function densityPlot({ points, intervals, n, mean }: Density, title: string): string {
  const top = Math.max(...points.map(({ posterior, prior }) => Math.max(posterior, prior)), 1e-9);
  const up = (y: number): string => round(floor - (Math.min(y, top) / top) * (floor - 8));
  const path = (of: 'posterior' | 'prior'): string =>
    points.map((point, index) => `${index === 0 ? 'M' : 'L'}${at(point.x)} ${up(point[of])}`).join('');
  const label = `${title}: mean ${mean.toFixed(2)}, n ${n}`;
  const bar = intervals[0] === undefined ? '' : intervalBar(intervals[0], floor + 1);
  return [
    `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeText(label)}">`,
    `<path class="fill" d="${path('posterior')}L${at(1)} ${floor}L${at(0)} ${floor}Z"/><path class="line" d="${path('posterior')}"/>`,
    `<path class="prior" d="${path('prior')}"/>${bar}`,
    `<line class="axis" x1="${at(0)}" y1="${floor}" x2="${at(1)}" y2="${floor}"/>`,
    ...[0, 0.5, 1].map((x) => `<text x="${at(x)}" y="${height - 4}" text-anchor="middle">${x}</text>`),
    '</svg>',
  ].join('');
}

function intervalBar({ low, high }: Interval, y: number): string {
  return `<line class="interval" x1="${at(low)}" y1="${y}" x2="${at(high)}" y2="${y}"/>`;
}

/** A row of a forest plot: the 89 % interval with the mean as a dot, on [0, 1]. */
export function forestStrip({ low, high }: Interval, mean: number): string {
  return `<svg viewBox="0 0 ${width} 16" width="170" height="16" aria-hidden="true"><line class="axis" x1="${at(0)}" y1="8" x2="${at(1)}" y2="8"/><line class="interval" x1="${at(low)}" y1="8" x2="${at(high)}" y2="8"/><circle cx="${at(mean)}" cy="8" r="4"/></svg>`;
}
