import type { Page } from 'playwright-core';
import type { Cost, Frames, Stopwatch } from './page.ts';

/** What one run of a warm application took. */
export interface Run {
  readonly rows: Cost;
  /** The slowest of the letters of a search, and of a choice of the kind. */
  readonly search: Cost;
  readonly kind: Cost;
  readonly graph: Cost;
  readonly expanded: Cost;
  readonly panNear: Frames;
  readonly panFar: Frames;
  readonly reader: Cost;
  readonly scroll: Frames;
}

export interface Journey {
  readonly page: Page;
  readonly watch: Stopwatch;
  readonly origin: string;
  /** The trajectory that is scrolled. */
  readonly longest: string;
  /** A word that some goals have: it is typed letter by letter. */
  readonly word: string;
}

/** How long a hand pans or scrolls, and how often it moves, in milliseconds. */
const movesFor = 5000;
const between = 10;
const rows = '[data-testid=rows-shown]';

/** One run: the library, the hierarchy and the longest trajectory, each from the navigation on. */
export async function takeRun({ page, watch, origin, longest, word }: Journey): Promise<Run> {
  const first = await watch.untilSeen(`${origin}/#/library`, 'tr[data-row-id]');
  await page.waitForTimeout(1500);
  await page.locator('.library-search input').focus();
  const letters: Cost[] = [];
  for (const letter of word) letters.push(await watch.untilChanged(rows, () => page.keyboard.press(letter)));
  await page.locator('.library-search input').fill('');
  await page.waitForTimeout(300);
  const kind = await watch.untilChanged(rows, async () => {
    await page.getByLabel('Kind', { exact: true }).selectOption('meta');
  });
  await page.getByLabel('Kind', { exact: true }).selectOption('all');
  const graph = await watch.untilChanged('.graph', () => page.locator('a[href="#/hierarchy"]').click());
  await page.waitForTimeout(800);
  const expanded = await watch.untilChanged('.page-sub', () =>
    page.getByRole('button', { name: 'Expand all' }).click(),
  );
  await laidOut(page);
  const panNear = await watch.framesDuring(() => pan(page));
  await page.getByRole('button', { name: 'Fit to window' }).click();
  await page.waitForTimeout(500);
  const panFar = await watch.framesDuring(() => pan(page));
  const reader = await watch.untilSeen(`${origin}/#/trajectory/${longest}`, '.reader-step');
  await page.waitForTimeout(500);
  const scroll = await watch.framesDuring(() => scrollDown(page));
  return { rows: first, search: slowest(letters), kind, graph, expanded, panNear, panFar, reader, scroll };
}

/** Waits until the worker's lay-out stands. */
export async function laidOut(page: Page): Promise<void> {
  await page.locator('.graph[data-layout=ready]').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(300);
}

async function pan(page: Page): Promise<void> {
  const box = await page.locator('.graph').boundingBox();
  if (box === null) throw new Error('There is no picture.');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await forAWhile(page, (share) =>
    page.mouse.move(middle.x + 300 * Math.sin(share * 17), middle.y + 200 * Math.sin(share * 23)),
  );
  await page.mouse.up();
}

async function scrollDown(page: Page): Promise<void> {
  const box = await page.locator('.reader-step').first().boundingBox();
  if (box === null) throw new Error('There is no step.');
  await page.mouse.move(box.x + 200, box.y + 20);
  await forAWhile(page, () => page.mouse.wheel(0, 300));
}

async function forAWhile(page: Page, move: (share: number) => Promise<void>): Promise<void> {
  const begun = performance.now();
  for (let past = 0; past < movesFor; past = performance.now() - begun) {
    await move(past / movesFor);
    await page.waitForTimeout(between);
  }
}

function slowest(costs: readonly Cost[]): Cost {
  return { wall: Math.max(...costs.map(({ wall }) => wall)), cpu: Math.max(...costs.map(({ cpu }) => cpu)) };
}
