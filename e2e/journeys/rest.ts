import { expect } from 'vitest';
import { eventually, textOf, titleIs, type Tour } from './tour.ts';

/** The views, dialogs and themes that no chapter needed. */
export async function lookAtTheRest(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  await journal(tour);
  await driver.goTo('Settings');
  await titleIs(page, 'Settings');
  await chooseModel(tour);
  await tour.look('settings');

  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await palette.waitFor();
  await tour.look('command palette');
  await page.keyboard.press('Escape');
  await palette.waitFor({ state: 'detached' });
  await page.keyboard.press('Shift+?');
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await shortcuts.waitFor();
  await tour.look('keyboard shortcuts');
  await page.keyboard.press('Escape');
  await shortcuts.waitFor({ state: 'detached' });

  const colours = { Dark: 'dark', 'High contrast': 'contrast', Light: 'light', 'As the system': 'light' } as const;
  for (const [theme, colour] of Object.entries(colours)) {
    await driver.press(page.getByRole('button', { name: /^Theme:/ }));
    await driver.press(page.getByRole('menuitemcheckbox', { name: theme }));
    // A menu that is on its way out still takes the key that would open it again.
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await eventually(() => page.locator('html').getAttribute('data-theme')).toBe(colour);
    if (colour === 'contrast') expect(await tour.app.findings()).toEqual([]);
  }
}

/** The model in use is told and measured; one that is not there is refused, and the memory keeps its own. */
async function chooseModel({ page, driver, info }: Tour): Promise<void> {
  const { embeddingModel } = (await info()).settings;
  await page.getByText(embeddingModel, { exact: true }).waitFor();
  await driver.press(page.getByRole('button', { name: 'Measure', exact: true }));
  await page.getByText(/texts a second/).waitFor();
  await driver.write(page.getByLabel('Another model'), '/no/such/folder');
  await driver.press(page.getByRole('button', { name: 'Use', exact: true }));
  await page
    .getByRole('alert')
    .getByText(/no\/such\/folder/)
    .waitFor();
  expect((await info()).settings.embeddingModel).toBe(embeddingModel);
}

/** Every event of the engine has its line, and a line says what it changed. */
async function journal(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  const events = await (await tour.engine()).memory.events();
  await driver.goTo('Journal');
  await titleIs(page, 'Journal');
  await eventually(() => textOf(page.locator('.page-sub'))).toContain(`${events.length} events`);
  const edited = events.find(({ change }) => change.kind === 'procedure-edited');
  expect(edited).toBeDefined();
  await driver.press(page.locator(`tr[data-row-id="${edited?.seq}"]`));
  await page.getByRole('heading', { name: `Event ${edited?.seq}` }).waitFor();
  await tour.look('journal');
}
