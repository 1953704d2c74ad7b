import { join, resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { attach } from '../../electron/hosts/serve.ts';
import type { Client, MemoryInfo } from '../../shared/contract/index.ts';
import { openApplication, type Application } from '../harness.ts';
import type { Driver, Hands } from './driver.ts';
import { savePicture } from './pictures.ts';

export const root = resolve(import.meta.dirname, '../..');
/** How long a condition may take on a busy machine, in milliseconds. */
export const patience = 60_000;

export interface TourOptions {
  readonly size: { readonly width: number; readonly height: number };
  readonly hands: (hands: Hands) => Driver;
  /** This tour takes the pictures of the README, when pictures are wanted at all. */
  readonly takesPictures: boolean;
}

/** One person's way through the application, with a second door to the same engine to compare what is shown. */
export interface Tour {
  readonly app: Application;
  readonly page: Page;
  readonly driver: Driver;
  /** The engine of the host that the page shows. Only while a memory is open. */
  engine(): Promise<Client>;
  info(): Promise<MemoryInfo>;
  /** Looks with axe at what is shown, in both themes; fails with what is serious or critical. */
  look(view: string): Promise<void>;
  picture(name: string, theme?: 'light' | 'dark'): Promise<void>;
  /** A path in the folder of this tour. */
  path(name: string): string;
  close(): Promise<void>;
}

export async function startTour({ size, hands, takesPictures }: TourOptions): Promise<Tour> {
  const app = await openApplication({ size });
  const { page } = app;
  let attached: NonNullable<Awaited<ReturnType<typeof attach>>> | null = null;
  const path = (name: string): string => join(app.folder, name);
  const engine = async (): Promise<Client> => {
    // The first memory of a tour is the sample; the door stays open when another memory is opened.
    attached ??= await attach(path('knack-sample'));
    if (attached === null) throw new Error('The host of the sample memory does not answer.');
    return attached.client;
  };
  return {
    app,
    page,
    driver: hands(app),
    engine,
    info: async () => (await engine()).memory.info(),
    look: async (view) => {
      await settle(page);
      for (const theme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme: theme });
        await page.locator(`html[data-theme=${theme}]`).waitFor({ state: 'attached' });
        await nextPicture(page);
        expect(await app.findings(), `axe on ${view}, ${theme}`).toEqual([]);
      }
    },
    picture: async (name, theme = 'light') => {
      if (!takesPictures || process.env['KNACK_PICTURES'] !== '1') return;
      await settle(page);
      await eventually(() => page.locator('.toast').count()).toBe(0);
      await page.mouse.move(0, 0);
      await savePicture(app, { file: join(root, 'docs/pictures', `${name}.png`), theme });
    },
    path,
    close: async () => {
      attached?.close();
      await app.close();
    },
  };
}

/** Colours change with the picture after the next. */
function nextPicture(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn()))),
  );
}

/** Nothing is loading any more. */
async function settle(page: Page): Promise<void> {
  await eventually(() => page.locator('[aria-busy=true], .state progress').count()).toBe(0);
}

/** Asks until the answer fits: `await eventually(() => ...).toBe(...)`. */
export function eventually<Answer>(ask: () => Answer | Promise<Answer>) {
  return expect.poll(ask, { timeout: patience, interval: 100 });
}

/** What is shown, with runs of space as one. */
export async function textOf(place: Locator): Promise<string> {
  return (await place.innerText()).replace(/\s+/g, ' ').trim();
}

export async function titleIs(page: Page, title: string): Promise<void> {
  await eventually(() => page.getByRole('heading', { level: 1 }).allInnerTexts()).toEqual([title]);
}

/** A card or panel by its heading. */
export function cardOf(page: Page, title: string): Locator {
  return page.locator('section.card').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
}

/** The cells of a table's body, row by row. */
export function cellsOf(table: Locator): Promise<readonly (readonly string[])[]> {
  return table
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('td, th')].map((cell) => (cell.textContent ?? '').trim())),
    );
}
