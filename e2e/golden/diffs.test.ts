import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildGallery } from '../../scripts/gallery/build.ts';
import { serveGallery, type GalleryServer } from '../../scripts/gallery/server.ts';
import { findChromium, installHint } from '../chromium.ts';
import { differenceFrom, keepPicture } from './pictures.ts';

const folder = import.meta.dirname;
/** `npm run pictures -- golden` keeps what is shown now; look at what it changes before you commit it. */
const isKeeping = process.env['KNACK_GOLDEN'] === 'keep';

let gallery: GalleryServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(installHint);
  expect(await buildGallery()).toBe(0);
  gallery = await serveGallery({ memories: [], port: 0 });
  browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  page = await browser.newPage({ viewport: { width: 760, height: 900 }, reducedMotion: 'reduce' });
});
afterAll(async () => {
  await browser.close();
  gallery.close();
});

async function show(theme: string): Promise<void> {
  await page.goto(`${gallery.address}diffs.html?theme=${theme}`);
  await page.locator('section').first().waitFor();
}

/** What a difference says, line by line, without what it looks like. */
function structure(): string {
  const sections = [...document.querySelectorAll('main > section')];
  const clean = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
  return sections
    .flatMap((section) => [
      `# ${section.getAttribute('aria-label') ?? ''}`,
      ...[...section.querySelectorAll('.diff-line, .diff-part > summary, .diff-part > h3, pre, [data-layout=text] > *')].map(
        (line) => `${line.getAttribute('data-kind') ?? line.tagName.toLowerCase()} | ${clean(line.textContent)}`,
      ),
    ])
    .join('\n');
}

describe('every kind of difference', () => {
  it('says what it said', async () => {
    await show('light');
    const text = `${await page.evaluate(structure)}\n`;
    const file = join(folder, 'diffs.txt');
    if (isKeeping) await writeFile(file, text);
    expect(text).toBe(await readFile(file, 'utf8'));
  });

  it.each(['light', 'dark'])('looks as it did, %s', async (theme) => {
    await show(theme);
    await mkdir(join(folder, theme), { recursive: true });
    const faults: string[] = [];
    for (const section of await page.locator('main > section').all()) {
      const name = ((await section.getAttribute('aria-label')) ?? '').replace(/\W+/g, '-');
      const file = join(folder, theme, `${name}.png`);
      const picture = await section.screenshot({ animations: 'disabled' });
      if (isKeeping) await keepPicture(file, picture);
      const difference = await differenceFrom(file, picture);
      if (difference !== null) faults.push(`${theme}, ${name}: ${difference}`);
    }
    expect(faults).toEqual([]);
  });

  it('never looks like another one', async () => {
    await show('light');
    const [first, second] = await page.locator('main > section').all();
    if (first === undefined || second === undefined) throw new Error('There are no differences to see.');
    // The tolerance is for letters: another kind of change is far outside of it.
    const name = ((await first.getAttribute('aria-label')) ?? '').replace(/\W+/g, '-');
    expect(await differenceFrom(join(folder, 'light', `${name}.png`), await second.screenshot())).not.toBeNull();
    await show('dark');
    expect(await differenceFrom(join(folder, 'light', `${name}.png`), await first.screenshot())).not.toBeNull();
  });
});
