import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { attach, type Attached } from '../../electron/hosts/serve.ts';
import type { Client } from '../../shared/contract/index.ts';
import { openApplication, type Application } from '../harness.ts';
import { knownWords, wordsOf } from './known-words.ts';
import { lostParts, plainWords, withoutTwin } from './page-checks.ts';
import { placesOf, strategyPlaces, type Place } from './places.ts';
import { walkCommands } from './commands.ts';
import { servePseudo } from './pseudo.ts';

const patience = 120_000;
const looks = ['light', 'dark', 'contrast'] as const;
type Look = (typeof looks)[number];

let application: Application;
let attached: Attached;
let engine: Client;
let page: Page;
let places: readonly Place[];

beforeAll(async () => {
  application = await openApplication({ size: { width: 1280, height: 800 } });
  page = application.page;
  await page.getByRole('button', { name: 'Open the sample memory' }).click();
  await page.getByRole('grid', { name: 'Library' }).waitFor({ timeout: patience });
  const door = await attach(join(application.folder, 'knack-sample'));
  if (door === null) throw new Error('The host of the sample memory does not answer.');
  attached = door;
  engine = attached.client;
  places = await placesOf(engine);
}, 2 * patience);
afterAll(async () => {
  attached.close();
  await application.close();
});
afterEach(noProblems);

function noProblems(): void {
  const problems = application.problems();
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/** Shows a place and waits until nothing of it is loading. */
async function goTo({ address }: Place): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, address);
  await page.locator('main :is(h1, .state-title)').first().waitFor({ timeout: patience });
  await settle();
}

async function settle(): Promise<void> {
  const busy = page.locator('main [aria-busy=true], main .state progress');
  await expect.poll(() => busy.count(), { timeout: patience }).toBe(0);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

async function choose(preferences: { readonly language?: 'en' | 'de'; readonly theme?: Look }): Promise<void> {
  await page.evaluate((wish) => localStorage.setItem('knack.preferences', JSON.stringify(wish)), preferences);
  await page.reload();
  await page.locator('main :is(h1, .state-title)').first().waitFor({ timeout: patience });
  expect(await page.locator('html').getAttribute('lang')).toBe(preferences.language ?? 'en');
}

/** What a check found, with the place where it did. */
async function findings(
  check: (place: Place) => Promise<readonly string[]>,
  where = places,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const place of where) {
    await goTo(place);
    for (const finding of await check(place)) found.push(`${place.name}: ${finding}`);
  }
  return found;
}

describe('every command', () => {
  it('is in the palette, and does the same from there and by its keys', async () => {
    const [first, second] = (await engine.review.list()).filter(({ status }) => status === 'pending');
    for (const proposal of [first, second]) await engine.review.defer({ id: proposal?.id ?? '' });
    await engine.memory.undo();
    expect(await walkCommands({ page, goTo, places, engine })).toEqual([]);
    await engine.memory.undo();
  });

  it('takes other keys, says whose they are already, and can be left without', async () => {
    await goTo({ name: 'settings', address: '#/settings' });
    const row = page.getByRole('row', { name: /Switch between graph and tree/ });
    await row.getByRole('button', { name: /^Change/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').press('/');
    await dialog.getByText('These keys are also those of: Search the hierarchy').waitFor();
    await dialog.getByRole('textbox').press('q');
    await dialog.getByRole('textbox').press('w');
    expect(await dialog.getByRole('textbox').inputValue()).toBe('W');
    await dialog.getByRole('button', { name: 'Take them' }).click();
    await page.reload();
    await goTo({ name: 'hierarchy', address: '#/hierarchy' });
    await page.keyboard.press('v');
    await page.keyboard.press('w');
    await expect.poll(() => page.url()).toContain('as=tree');
    await page.getByRole('tree').first().waitFor();
  });
});

describe('every view', () => {
  it('has nothing serious for axe: high contrast in English, light in German', async () => {
    await choose({ language: 'en', theme: 'contrast' });
    expect(await findings(() => application.findings())).toEqual([]);
    await choose({ language: 'de', theme: 'light' });
    expect(await findings(() => application.findings())).toEqual([]);
  });

  it('has a twin for every plot, graph and picture', async () => {
    await choose({ language: 'en' });
    expect(await findings(() => page.evaluate(withoutTwin))).toEqual([]);
  });

  it('leaves no text untranslated', async () => {
    const known = await knownWords(engine);
    await servePseudo(page);
    await choose({ language: 'de' });
    expect(await findings(() => page.evaluate(plainWords, known))).toEqual([]);
  });

  it('leaves none untranslated with the other strategies', async () => {
    const { settings } = await engine.memory.info();
    for (const strategy of ['memp', 'procmem'] as const) {
      await engine.memory.changeSettings({ settings: { ...settings, strategy } });
      const known = [...(await knownWords(engine)), ...wordsOf(await engine.strategies[strategy]())];
      await page.reload();
      const where = strategyPlaces[strategy];
      expect(await findings(() => page.evaluate(plainWords, known), where)).toEqual([]);
      expect(await findings(() => application.findings(), where)).toEqual([]);
      await engine.memory.undo();
    }
    await page.reload();
  });

  it('loses nothing at 200 %, in the longest language', async () => {
    await page.setViewportSize({ width: 720, height: 450 });
    expect(await findings(() => page.evaluate(lostParts))).toEqual([]);
  });
});
