import type { Page } from 'playwright-core';
import type { Client } from '../../shared/contract/index.ts';
import { commandTable, knownCommands, type KnownCommand } from '../../renderer/state/index.ts';
import type { Place } from './places.ts';

export interface Walk {
  readonly page: Page;
  readonly places: readonly Place[];
  readonly engine: Client;
  goTo(place: Place): Promise<void>;
}

/** Only listed here: what they do takes the memory apart, and other journeys do it by keys. */
const notRun = /^(lab\.|memory\.|review\.(approve|defer|undo|next|previous)|.*\.(delete|lock|pin)$|trajectory\.match)/;
/** Only there when the memory is of that strategy, or when something was searched for. */
const notNow = new Set<KnownCommand>([
  'go.memp',
  'go.procmem',
  'trajectory.match.next',
  'trajectory.match.previous',
  'review.previous',
  'review.release',
]);

/** Only there when the view has what they are about: games that were played. */
const needsItems = /^lab\./;

/** Runs every command by the palette and by its keys. What is missing, does nothing or does something else is told. */
export async function walkCommands(walk: Walk): Promise<readonly string[]> {
  const faults: string[] = [];
  const seen = new Set<string>();
  const placeOf = (view: string): Place =>
    walk.places.find(({ address }) => address === `#/${view}`) ??
    walk.places.find(({ address }) => new RegExp(`^#/${view}(?!\\w)`).test(address)) ?? {
      name: view,
      address: `#/${view}`,
    };
  for (const view of new Set(knownCommands.map((id) => commandTable[id].place))) {
    const place = placeOf(view === 'everywhere' ? 'nowhere' : view);
    const own = knownCommands.filter((id) => commandTable[id].place === view);
    await walk.goTo(place);
    for (const id of await listed(walk.page)) seen.add(id);
    for (const id of own) {
      if (!seen.has(id) || notRun.test(id)) continue;
      faults.push(...(await faultsOf(walk, place, id)));
    }
  }
  faults.push(
    ...knownCommands
      .filter((id) => !seen.has(id) && !notNow.has(id) && !needsItems.test(id))
      .map((id) => `${id}: not in the palette`),
  );
  return faults;
}

/** Runs a command both ways. Once more where they differ: on a busy machine a view may come later than the look at it. */
async function faultsOf(walk: Walk, place: Place, id: KnownCommand): Promise<readonly string[]> {
  let faults: readonly string[] = [];
  for (let tries = 0; tries < 2; tries += 1) {
    const byPalette = await effectOf(walk, place, () => runByPalette(walk.page, id));
    const byKeys = await effectOf(walk, place, () => runByKeys(walk.page, id));
    if (byKeys === 'nothing') faults = [`${id}: does nothing`];
    else if (byPalette === byKeys) return [];
    else faults = [`${id}: ${byPalette} from the palette, ${byKeys} by its keys`];
  }
  return faults;
}

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('dialog').locator('[data-command]').first().waitFor();
}

async function listed(page: Page): Promise<readonly string[]> {
  await openPalette(page);
  const ids = await page
    .locator('[data-command]')
    .evaluateAll((items) => items.map((item) => item.getAttribute('data-command') ?? ''));
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  return ids;
}

/** By keyboard alone: its name narrows the list, Enter runs what is marked. What was drawn anew just then is marked once more. */
async function runByPalette(page: Page, id: KnownCommand): Promise<void> {
  await openPalette(page);
  const item = page.locator(`[data-command="${id}"]`);
  const palette = page.locator('.palette');
  await page.keyboard.insertText((await item.locator('.grow').textContent()) ?? '');
  for (let tries = 0; tries < 5; tries += 1) {
    for (let presses = 0; presses < 40 && (await item.getAttribute('data-highlighted')) === null; presses += 1)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    if (id === 'help.palette') return;
    for (let looks = 0; looks < 5 && (await palette.count()) > 0; looks += 1) await page.waitForTimeout(100);
    if ((await palette.count()) === 0) return;
  }
}

async function runByKeys(page: Page, id: KnownCommand): Promise<void> {
  const { keys } = commandTable[id];
  for (const press of (keys ?? '').split(' ').filter((one) => one !== ''))
    await page.keyboard.press(press.replace('$mod', 'ControlOrMeta'));
}

/** What changed on the page, in a line: the address, the dialog, the place of the focus. */
async function effectOf({ page, goTo }: Walk, place: Place, run: () => Promise<void>): Promise<string> {
  await page.keyboard.press('Escape');
  await goTo({ name: 'start', address: '#/journal' });
  await goTo(place);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const before = await page.evaluate(stateOfPage);
  await run();
  // The palette goes, the view comes and takes the focus: what stands still for a while is what was done.
  let [after, last] = ['', before];
  for (let looks = 0; looks < 30 && (after !== last || (looks < 12 && after === before)); looks += 1) {
    last = after;
    await page.waitForTimeout(150);
    after = await page.evaluate(stateOfPage);
  }
  await page.keyboard.press('Escape');
  return after === before ? 'nothing' : after;
}

function stateOfPage(): string {
  const dialog = document.querySelector('[role=dialog] h2, [role=dialog][aria-label]');
  const active = document.activeElement;
  // Where the focus goes in a dialog is the dialog's own.
  const isField = dialog === null && active?.matches('input, textarea, select') === true;
  return [
    location.hash,
    dialog === null ? '' : `dialog ${dialog.getAttribute('aria-label') ?? dialog.textContent ?? ''}`,
    isField ? `field ${active?.getAttribute('aria-label') ?? ''}` : '',
    document.querySelector('form.procedure-form, .review-edit') === null ? '' : 'form',
  ].join(' | ');
}
