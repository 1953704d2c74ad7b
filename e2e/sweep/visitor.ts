import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { attach } from '../../electron/hosts/serve.ts';
import type { Client } from '../../shared/contract/index.ts';
import { openApplication, type Application } from '../harness.ts';
import type { Place } from './places.ts';

/** How long a condition may take on a busy machine, in milliseconds. */
export const patience = 120_000;
export const looks = ['light', 'dark', 'contrast'] as const;
export interface Wish {
  readonly language?: 'en' | 'de';
  readonly theme?: (typeof looks)[number];
}

/** Somebody who looks into every view of the sample memory, with a second door to the engine behind it. */
export interface Visitor {
  readonly application: Application;
  readonly page: Page;
  readonly engine: Client;
  /** Shows a place and waits until nothing of it is loading. */
  goTo(place: Place): Promise<void>;
  /** Loads the page again with a language and a theme. */
  choose(wish: Wish): Promise<void>;
  /** What a check finds, with the place where it does. */
  findings(places: readonly Place[], check: (place: Place) => Promise<readonly string[]>): Promise<readonly string[]>;
  close(): Promise<void>;
}

const title = 'main :is(h1, .state-title)';
const busy = 'main [aria-busy=true], main .state progress';

const isIdle = (page: Page): Promise<unknown> =>
  page.waitForFunction((selector) => document.querySelector(selector) === null, busy, { timeout: patience });

const played = '.lab-results [role=tablist]';

/** What has played the sample games well, so that the memory plays them by procedures. */
async function learnFromGames(engine: Client, out: string): Promise<void> {
  const { samples } = await engine.lab.desk();
  if (samples === null) throw new Error('The sample games are missing.');
  for await (const _ of await engine.lab.record({ games: samples, agent: 'expert', episodes: 24, seed: 0, out }));
  for await (const _ of await engine.imports.run({ paths: [out], answers: {} }));
}

const judged = '.procmem-share';

async function playPaired(page: Page): Promise<void> {
  await page.locator('.procmem-play button').click();
  await page.locator(judged).first().waitFor({ timeout: patience });
}

/** Two of the sample games, by the usual players; in no language, as the page may be in any. */
async function playGames(page: Page): Promise<void> {
  const most = page.locator('.lab-numbers input').nth(1);
  const play = page.locator('button[form=lab-setup]');
  await most.fill('2');
  await play.click();
  await page.locator(played).waitFor({ timeout: patience });
  await page.locator('button[form=lab-setup]:enabled').waitFor({ timeout: patience });
  await isIdle(page);
}

export async function openVisitor(): Promise<Visitor> {
  const application = await openApplication({ size: { width: 1280, height: 800 } });
  const { page } = application;
  await page.getByRole('button', { name: 'Open the sample memory' }).click();
  await page.getByRole('grid', { name: 'Library' }).waitFor({ timeout: patience });
  const door = await attach(join(application.folder, 'knack-sample'));
  if (door === null) throw new Error('The host of the sample memory does not answer.');
  await learnFromGames(door.client, join(application.folder, 'games.jsonl'));
  const goTo = async ({ address, isOfGames, isJudged }: Place): Promise<void> => {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, address);
    await page.locator(title).first().waitFor({ timeout: patience });
    await isIdle(page);
    if (isOfGames && (await page.locator(played).count()) === 0) await playGames(page);
    if (isJudged && (await page.locator(judged).count()) === 0) await playPaired(page);
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  };
  return {
    application,
    page,
    engine: door.client,
    goTo,
    choose: async (wish) => {
      await page.evaluate((text) => localStorage.setItem('knack.preferences', text), JSON.stringify(wish));
      await page.reload();
      await page
        .locator(`html[lang=${wish.language ?? 'en'}] ${title}`)
        .first()
        .waitFor({ timeout: patience });
    },
    findings: async (places, check) => {
      const found: string[] = [];
      for (const place of places) {
        await goTo(place);
        for (const finding of await check(place)) found.push(`${place.name}: ${finding}`);
      }
      return found;
    },
    close: async () => {
      door.close();
      await application.close();
    },
  };
}
