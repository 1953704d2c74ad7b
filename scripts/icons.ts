import { mkdir, readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { findChromium, installHint } from '../e2e/chromium.ts';

/** Pixels of a side: what the largest format of a desktop wants; packing makes the smaller ones from it. */
const size = 1024;

/** `npm run icons`: draws the application's icon from the favicon, once, when that changes. */
export async function main(): Promise<number> {
  const executablePath = findChromium();
  if (executablePath === null) {
    console.error(installHint);
    return 1;
  }
  const drawing = await readFile('renderer/favicon.svg', 'base64');
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  try {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const style = `display: block; width: ${size}px; height: ${size}px`;
    await page.setContent(
      `<style>body { margin: 0 }</style><img style="${style}" src="data:image/svg+xml;base64,${drawing}">`,
    );
    await mkdir('resources/icons', { recursive: true });
    await page.locator('img').screenshot({ path: 'resources/icons/icon.png', omitBackground: true });
    return 0;
  } finally {
    await browser.close();
  }
}
