import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findElectron } from '../../scripts/electron-runtime.ts';

const root = resolve(import.meta.dirname, '../..');
const runtime = findElectron();
const isThere = 'program' in runtime;
if (!isThere) console.log(`The suite for real Electron did not run: ${runtime.missing}.`);

/** What only the real runtime can show; the parts themselves are tested beside their code. */
describe.skipIf(!isThere)('the desktop', () => {
  let folder: string;
  let desktop: ElectronApplication;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    if (!isThere) return;
    folder = await mkdtemp(join(tmpdir(), 'knack-desktop-'));
    desktop = await _electron.launch({
      executablePath: runtime.program,
      args: [root, `--user-data-dir=${folder}`],
      cwd: root,
    });
    page = await desktop.firstWindow();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error.message));
    await page.getByRole('main').waitFor();
  });

  afterAll(async () => {
    await desktop?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows our own page, and nothing in its console', () => {
    expect(page.url()).toMatch(/^app:\/\/knack\/index\.html/);
    expect(problems).toEqual([]);
  });

  it('gives the page a few functions and nothing of Node or Electron', async () => {
    const seen = await page.evaluate(() => ({
      bridge: Object.keys((globalThis as unknown as { knack: object }).knack).toSorted(),
      require: typeof (globalThis as { require?: unknown }).require,
      process: typeof (globalThis as { process?: unknown }).process,
    }));
    expect(seen).toEqual({
      bridge: ['connect', 'pathForFile', 'pickFiles', 'revealFile', 'setLanguage', 'showProgress'],
      require: 'undefined',
      process: 'undefined',
    });
  });

  it('runs its windows sandboxed and isolated', async () => {
    const preferences = await desktop.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      return window === undefined
        ? null
        : (window.webContents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    });
  });

  it('opens no window, goes nowhere, reaches nothing', async () => {
    await page.evaluate(() => {
      window.open('https://example.org/');
      location.href = 'https://example.org/';
    });
    const count = await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    expect(count).toBe(1);
    expect(page.url()).toMatch(/^app:\/\/knack\//);
    const reached = await page.evaluate(() =>
      fetch('https://example.org/').then(
        () => true,
        () => false,
      ),
    );
    expect(reached).toBe(false);
    problems.length = 0; // The policy said in the console what it stopped.
  });

  it('runs the engine in a process of its own, and starts it again when it dies', async () => {
    const engineId = (): Promise<number | null> =>
      desktop.evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === 'Knack engine')?.pid ?? null);
    const before = await engineId();
    expect(before).not.toBeNull();
    if (before !== null) process.kill(before);
    await expect.poll(engineId, { timeout: 20_000 }).not.toBe(before);
    await expect.poll(engineId, { timeout: 20_000 }).not.toBeNull();
    await page.getByRole('main').waitFor();
  });

  it('shows the view that a menu item names', async () => {
    await desktop.evaluate(({ Menu }) => {
      const view = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'View');
      view?.submenu?.items.find(({ label }) => label === 'Review')?.click();
    });
    await expect.poll(() => page.url()).toContain('#/review');
  });
});
