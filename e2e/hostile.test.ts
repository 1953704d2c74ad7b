import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../shared/contract/index.ts';
import { hostileTexts, writeHostileEpisodes, writeHostileFiles } from './fixtures/hostile-texts.ts';
import { openStage, pressOn, type Application, type Stage } from './harness.ts';

const patience = 120_000;

let stage: Stage;
let folder: string;
let application: Application;
let engine: Client;
/** Dialogs, windows, violations of the policy. Requests and errors are counted by the harness. */
const happened: string[] = [];

beforeAll(async () => {
  stage = await openStage();
  ({ folder, application, engine } = stage);
  const { page } = application;
  page.on('dialog', (dialog) => {
    happened.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => happened.push(`window: ${popup.url()}`));
  await page.addInitScript(() => {
    const seen = { violations: [] as string[] };
    Object.assign(globalThis, { knackSeen: seen });
    globalThis.document.addEventListener('securitypolicyviolation', (event) =>
      seen.violations.push(event.violatedDirective),
    );
  });
  await page.reload();
});
// Closing fails when the console had an error, or a request went to another origin.
afterAll(() => stage.close());

/** No script of a stranger has run on this page, and none was stopped by the policy alone. */
async function isQuiet(): Promise<void> {
  const state = await application.page.evaluate(() => ({
    hit: 'knackHit' in globalThis,
    polluted: 'knackHit' in {},
    violations: (globalThis as unknown as { knackSeen?: { violations: string[] } }).knackSeen?.violations ?? [],
  }));
  expect(state).toEqual({ hit: false, polluted: false, violations: [] });
  expect(happened).toEqual([]);
  expect(application.problems()).toEqual([]);
}

async function show(address: string): Promise<void> {
  const { page } = application;
  await page.evaluate((hash) => {
    globalThis.location.hash = hash;
  }, address);
  await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: patience });
  await page.locator('[aria-busy=true], .state progress').first().waitFor({ state: 'detached', timeout: patience });
  await isQuiet();
}

describe(`${hostileTexts.length} hostile texts in every text of a trajectory`, () => {
  it('are looked at and imported by every reader, and do nothing', async () => {
    const { page } = application;
    const inbox = join(folder, 'inbox');
    await mkdir(inbox);
    const files = await writeHostileFiles(inbox);
    await writeHostileEpisodes(join(inbox, 'episodes <img src=x onerror=self.knackHit=1>.jsonl'));
    await show('/import');
    await page.getByLabel('Path', { exact: true }).fill(inbox);
    await pressOn(page.getByLabel('Path', { exact: true }));
    const run = page.getByRole('button', { name: /^Import \d+ files/, disabled: false });
    await run.waitFor({ timeout: patience });
    const rows = page.getByRole('navigation', { name: 'Files' }).getByRole('button');
    for (let at = 0; at < Math.min(8, await rows.count()); at += 1) {
      await rows.nth(at).click();
      await isQuiet();
    }
    await run.click();
    await page
      .getByRole('heading', { name: /^Imported/ })
      .first()
      .waitFor({ timeout: patience });
    await isQuiet();
    const formats = new Set((await engine.memory.sources()).map(({ format }) => format));
    expect(files.length).toBeGreaterThan(40);
    expect(formats.size).toBeGreaterThan(20);
  });

  it('are shown as text wherever they come to stand', async () => {
    const { page } = application;
    const procedures = await engine.library.procedures();
    expect(procedures.some(({ body }) => JSON.stringify(body).includes('knackHit'))).toBe(true);
    const proposals = await engine.review.list();
    expect(proposals.length).toBeGreaterThan(0);
    for (const view of [
      'library',
      'hierarchy',
      'hierarchy?as=tree',
      'trajectories',
      'dashboard',
      'sources',
      'journal?event=2',
      'settings',
    ])
      await show(`/${view}`);
    for (const { id } of procedures.slice(0, 6)) await show(`/procedure/${id}`);
    for (const { id } of (await engine.library.metas()).slice(0, 3)) await show(`/meta/${id}`);
    for (const state of ['pending', 'quarantined']) await show(`/review?state=${state}`);
    for (const { id } of proposals.slice(0, 3)) await show(`/review?item=${id}`);
    const [changed] = procedures;
    await show(`/compare?a=event:1&b=now&item=procedure:${changed?.id ?? ''}`);
    const all = await engine.trajectories.list();
    const one = new Map(all.map((row) => [row.source, row.id]));
    for (const id of [...one.values()].slice(0, 12)) {
      await show(`/trajectory/${id}`);
      await page.keyboard.press('End');
    }
    await show(`/ask?goal=${encodeURIComponent(hostileTexts[0] ?? '')}`);
    await show(`/${encodeURIComponent(hostileTexts[8] ?? '')}`);
    await show(`/procedure/${encodeURIComponent(hostileTexts[8] ?? '')}`);
  });

  it('leave as text in a report that has no script', async () => {
    const { page } = application;
    await show('/export');
    await page.getByRole('button', { name: 'Report', exact: true }).click();
    await page.getByText(/1 file, [\d,]+ rows?/).waitFor({ timeout: patience });
    await isQuiet();
    const file = join(folder, 'report.html');
    await engine.memory.exportTo({ file, as: 'html', redact: false, keep: [], table: 'library' });
    expect(await readFile(file, 'utf8')).toContain('knackHit');
    const before = application.problems().length;
    const report = await page.context().newPage();
    report.on('dialog', (dialog) => {
      happened.push(`dialog in the report: ${dialog.message()}`);
      void dialog.dismiss();
    });
    const requests: string[] = [];
    report.on('request', (request) => requests.push(request.url()));
    report.on('console', (message) => happened.push(`console in the report: ${message.text()}`));
    await report.goto(pathToFileURL(file).href);
    await report.getByRole('heading', { level: 1 }).waitFor();
    expect(await report.evaluate(() => 'knackHit' in globalThis)).toBe(false);
    expect(requests).toEqual([pathToFileURL(file).href]);
    expect(happened).toEqual([]);
    await report.close();
    // The harness calls every address but the host's a foreign one; the report itself is the only one of these.
    expect(application.problems().slice(before)).toEqual([]);
  });
});
