import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Density } from '../../shared/contract/index.ts';
import { cellsOf, eventually, patience, textOf, type Tour } from './tour.ts';

export function figureOf(page: Page, title: string): Locator {
  return page.getByRole('figure', { name: title, exact: true });
}

/** The rows of a plot's table twin; the plot is back afterwards. */
export async function tableTwin({ driver }: Tour, figure: Locator): Promise<readonly (readonly string[])[]> {
  await driver.press(figure.getByRole('button', { name: 'Show as table' }));
  const table = figure.getByRole('table');
  await table.waitFor();
  const cells = await cellsOf(table);
  await driver.press(figure.getByRole('button', { name: 'Show as plot' }));
  await figure.locator('svg.recharts-surface').first().waitFor();
  return cells;
}

/** The curve that Recharts drew is the engine's density: a place a point, and heights in proportion. */
export async function expectDensityDrawn(figure: Locator, density: Density): Promise<void> {
  await figure.locator('path.recharts-area-curve').waitFor({ timeout: patience });
  const heights = await heightsOf(figure.locator('path.recharts-area-curve'));
  expect(heights).toHaveLength(density.points.length);
  const most = Math.max(...density.points.map(({ posterior }) => posterior));
  const tallest = Math.max(...heights);
  for (const [index, { posterior }] of density.points.entries())
    expect(Math.abs((heights[index] ?? 0) / tallest - posterior / most)).toBeLessThan(0.01);
  expect(await heightsOf(figure.locator('path.recharts-line-curve'))).toHaveLength(density.points.length);
  expect(await figure.locator('path.recharts-line-curve').getAttribute('stroke-dasharray')).toMatch(/\d/);
}

/** Heights over the lowest place of a path of straight pieces. */
async function heightsOf(path: Locator): Promise<readonly number[]> {
  const shape = (await path.getAttribute('d')) ?? '';
  const ys = [...shape.matchAll(/[ML](-?[\d.e-]+),(-?[\d.e-]+)/g)].map((pair) => Number(pair[2]));
  const ground = Math.max(...ys);
  return ys.map((y) => ground - y);
}

/** Kind and mass of the interval, and n, as a reader of the picture needs them. */
export async function expectDensityCaption(figure: Locator, density: Density): Promise<void> {
  const [interval] = density.intervals;
  const kind = interval?.kind === 'eti' ? 'equal-tailed' : 'highest-density';
  await eventually(() => textOf(figure.locator('figcaption'))).toContain(
    `${Math.round((interval?.mass ?? 0) * 100)}% ${kind} interval ${interval?.low.toFixed(3)} to ${interval?.high.toFixed(3)} shaded`,
  );
  const n = Number.isInteger(density.n) ? String(density.n) : density.n.toFixed(1);
  await eventually(() => textOf(figure.locator('figcaption'))).toContain(`n = ${n}.`);
}
