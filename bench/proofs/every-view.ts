import { chromium, type Page } from 'playwright-core';
import { findChromium } from '../../e2e/chromium.ts';
import { findWithAxe } from '../../e2e/harness.ts';
import { lostParts } from '../../e2e/sweep/page-checks.ts';
import { placesOf, strategyPlaces, type Place } from '../../e2e/sweep/places.ts';
import { looks, openVisitor, patience, type Visitor } from '../../e2e/sweep/visitor.ts';
import { shown, states } from '../../renderer/gallery/states.ts';
import { buildGallery } from '../../scripts/gallery/build.ts';
import { openMemories } from '../../scripts/gallery/memories.ts';
import { serveGallery } from '../../scripts/gallery/server.ts';

export const name = 'Every view, in every theme, language and state, for everybody';
export const command = 'npm run prove -- every-view';

/** Procedures of the memory of very many: enough for every list to be longer than a window by far. */
const veryMany = 200;

/** axe and 200 % in the application, then axe and the console in the gallery's states. */
export async function run(): Promise<string> {
  if (findChromium() === null) return 'Not run: no Chromium was found.';
  return [
    '| what | looked at | found |',
    '| --- | --- | --- |',
    ...(await inTheApplication()),
    await inTheGallery(),
  ].join('\n');
}

function refuse(what: string, found: readonly string[]): void {
  if (found.length > 0) throw new Error(`${what}:\n${found.join('\n')}`);
}

async function inTheApplication(): Promise<readonly string[]> {
  const visitor = await openVisitor();
  const { engine } = visitor;
  try {
    const lines = [...(await inEveryLook(visitor, await placesOf(engine)))];
    const { settings } = await engine.memory.info();
    for (const strategy of ['memp', 'procmem'] as const) {
      await engine.memory.changeSettings({ settings: { ...settings, strategy } });
      lines.push(...(await inEveryLook(visitor, strategyPlaces[strategy], `, ${strategy}`)));
    }
    return lines;
  } finally {
    await visitor.close();
  }
}

/** Each language in each theme, and each at 200 %. */
async function inEveryLook(visitor: Visitor, places: readonly Place[], of = ''): Promise<readonly string[]> {
  const { application, page, choose, findings } = visitor;
  const lines: string[] = [];
  for (const language of ['en', 'de'] as const) {
    for (const theme of looks) {
      await choose({ language, theme });
      refuse(`axe, ${language}, ${theme}${of}`, await findings(places, () => application.findings()));
      lines.push(`| axe, ${language}, ${theme}${of}: serious or critical | ${places.length} views | 0 |`);
    }
    await page.setViewportSize({ width: 720, height: 450 });
    refuse(`200 %, ${language}${of}`, await findings(places, () => page.evaluate(lostParts)));
    lines.push(`| 200 % (720 x 450), ${language}${of}: controls and texts cut off | ${places.length} views | 0 |`);
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  return lines;
}

async function inTheGallery(): Promise<string> {
  const executablePath = findChromium() ?? '';
  await buildGallery();
  const memories = await openMemories(veryMany);
  const gallery = await serveGallery({ memories: memories.doors, port: 0 });
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
    const found: string[] = [];
    let place = '';
    page.on('pageerror', (error) => found.push(`${place}: ${error.message}`));
    const pages = states.flatMap((state) => shown.map((view) => ({ state, ...view })));
    for (const { state, name: view, address } of pages) {
      place = `${view}, ${state}`;
      const findings = await lookAt(page, `${gallery.address}frame.html?state=${state}${address}`, state);
      found.push(...findings.map((finding) => `${place}: ${finding}`));
    }
    refuse('the gallery', found);
    return `| axe and errors of the page, in the states ${states.join(', ')} | ${pages.length} pages | 0 |`;
  } finally {
    await browser.close();
    gallery.close();
    await memories.close();
  }
}

async function lookAt(page: Page, address: string, state: string): Promise<readonly string[]> {
  // Only the part behind # differs between views: without a page in between nothing would be loaded anew.
  await page.goto('about:blank');
  await page.goto(address);
  await page.locator('main').waitFor({ timeout: patience });
  if (state === 'loading') await page.waitForTimeout(400);
  else
    await page.waitForFunction(
      () => document.querySelector('main [aria-busy=true], main .state progress') === null,
      null,
      {
        timeout: patience,
      },
    );
  const cdp = await page.context().newCDPSession(page);
  const findings = await findWithAxe(cdp);
  await cdp.detach();
  return findings;
}
