import type { Locator } from 'playwright-core';
import { enabled } from '../harness.ts';
import { viewKeys, type Driver, type Hands } from './driver.ts';

/** More than any page of the journeys has tab stops: what is not reached by then is not reachable. */
const mostPresses = 600;

/** No pointer at all: Tab and the arrow keys go everywhere, Enter and space act. */
export function keyboard({ page }: Hands): Driver {
  const reach = async (target: Locator): Promise<void> => {
    for (let presses = 0; presses < mostPresses; presses += 1) {
      const key = await target.evaluate(nextKey);
      if (key === null) return;
      await page.keyboard.press(key);
    }
    throw new Error(`No key leads to ${String(target)}.`);
  };
  const pressOn = async (target: Locator, key: string): Promise<void> => {
    await reach(target);
    await page.keyboard.press(key);
  };
  /** Letters are commands everywhere but in a field and under a dialog. */
  const leaveField = async (): Promise<void> => {
    await page.locator(':is(.dialog, .menu):not([data-closed])').first().waitFor({ state: 'detached' });
    while ((await page.locator('input:focus, textarea:focus, select:focus').count()) > 0)
      await page.keyboard.press('Tab');
  };
  return {
    name: 'keyboard',
    press: async (target) => {
      await enabled(target);
      await reach(target);
      const isRadio = await target.evaluate((element) => element.matches('input[type=radio]'));
      if (!isRadio) await page.keyboard.press('Enter');
      else if (!(await target.isChecked())) await page.keyboard.press('Space');
    },
    tick: async (box, on) => {
      if ((await box.isChecked()) !== on) await pressOn(box, 'Space');
    },
    write: async (field, text) => {
      await pressOn(field, 'ControlOrMeta+a');
      if (text === '') await page.keyboard.press('Delete');
      else await page.keyboard.insertText(text);
    },
    choose: async (select, value) => {
      await reach(select);
      const by = await select.evaluate((element, wanted) => {
        const list = element as HTMLSelectElement;
        return [...list.options].findIndex((option) => option.value === wanted) - list.selectedIndex;
      }, value);
      for (let left = Math.abs(by); left > 0; left -= 1) await page.keyboard.press(by > 0 ? 'ArrowDown' : 'ArrowUp');
    },
    slideToEnd: (slider) => pressOn(slider, 'End'),
    goTo: async (view) => {
      await leaveField();
      await page.keyboard.press('g');
      await page.keyboard.press(viewKeys[view]);
    },
    command: async (_, keys) => {
      await leaveField();
      await page.keyboard.press(keys);
    },
    giveFiles: async (paths) => {
      const chooser = page.waitForEvent('filechooser');
      await pressOn(page.getByRole('button', { name: 'Choose files' }), 'Enter');
      await (await chooser).setFiles([...paths]);
    },
  };
}

/** Runs in the page: the key that brings the focus nearer to an element, null when it is there. */
function nextKey(wanted: Element): string | null {
  const active = document.activeElement ?? document.body;
  if (active === wanted) return null;
  const isLater = (a: Element, b: Element): boolean =>
    (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const arrow = (): string => {
    const from = active.getBoundingClientRect();
    const to = wanted.getBoundingClientRect();
    const isAcross = Math.abs(to.top - from.top) < from.height / 2;
    return `Arrow${isLater(active, wanted) ? (isAcross ? 'Right' : 'Down') : isAcross ? 'Left' : 'Up'}`;
  };
  let stop = wanted;
  if (wanted.matches('input[type=radio]:not(:checked)')) {
    // Of a group of radio buttons only the chosen one is a tab stop.
    const group = [...document.querySelectorAll(`input[type=radio][name="${wanted.getAttribute('name') ?? ''}"]`)];
    if (group.includes(active)) return arrow();
    stop = group.find((each) => each.matches(':checked')) ?? wanted;
  } else if (wanted.getAttribute('tabindex') === '-1') {
    // One tab stop for all (tabs, menus, tables, trees): the arrow keys go on from there.
    let place = wanted.parentElement;
    while (place !== null && place.querySelector('[tabindex="0"]') === null) place = place.parentElement;
    if (place?.contains(active) && active.matches('[tabindex="0"]')) return arrow();
    stop = place?.querySelector('[tabindex="0"]') ?? wanted;
  }
  return active === document.body || isLater(active, stop) ? 'Tab' : 'Shift+Tab';
}
