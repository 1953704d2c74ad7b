import { expect } from 'vitest';
import { openProcedure, richProcedure } from './procedure.ts';
import { eventually, patience, titleIs, type Tour } from './tour.ts';

/** Edits the procedure whose page is open: another goal, and a condition more. Ends on its page. */
export async function changeGoal(tour: Tour, goal: string): Promise<void> {
  const { page, driver } = tour;
  await driver.press(page.getByRole('button', { name: 'Edit', exact: true }));
  await titleIs(page, 'Edit the procedure');
  await driver.write(page.getByLabel('Goal', { exact: true }), goal);
  const after = page
    .locator('section.card')
    .filter({ has: page.getByRole('heading', { name: 'What holds afterwards' }) });
  await driver.press(after.getByRole('button', { name: 'Add a condition' }));
  await driver.choose(after.getByLabel('Polarity').last(), 'negative');
  await driver.write(after.getByRole('textbox').last(), 'the floor is wet');
  await driver.press(page.getByRole('button', { name: 'Save as a new revision' }));
  await titleIs(page, goal);
}

/** Each act by hand is an event: taken back it leaves the state as it was, done again as it became. */
export async function editByHand(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  const chosen = await richProcedure(tour);
  await openProcedure(tour, chosen);
  await editForm(tour);
  await turn(tour, () => changeGoal(tour, `${chosen.body.goal} by hand`));
  await turn(tour, () => driver.command(page.getByRole('button', { name: 'Pin', exact: true }), 'p'));
  await page.getByRole('button', { name: 'Unpin' }).waitFor();
  await turn(tour, () => driver.command(page.getByRole('button', { name: 'Delete', exact: true }), 'Shift+Delete'));
  await turn(tour, () => driver.press(page.getByRole('button', { name: 'Restore' })));
  await page.getByRole('button', { name: 'Delete', exact: true }).waitFor();
  await driver.press(page.getByRole('tab', { name: /^Revisions/ }));
  await page.getByText('Edited by hand', { exact: true }).waitFor();
  await tour.look('procedure, revisions');
}

/** The form is left without a change. */
async function editForm(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  const { stateHash } = await tour.info();
  await driver.press(page.getByRole('button', { name: 'Edit', exact: true }));
  await titleIs(page, 'Edit the procedure');
  expect(await page.getByRole('button', { name: 'Save as a new revision' }).isDisabled()).toBe(true);
  await tour.look('procedure, form');
  await driver.press(page.getByRole('button', { name: 'Cancel', exact: true }));
  expect((await tour.info()).stateHash).toBe(stateHash);
}

async function turn(tour: Tour, act: () => Promise<void>): Promise<void> {
  const { page, driver } = tour;
  const hash = async (): Promise<string> => (await tour.info()).stateHash;
  const toUndo = page.getByRole('banner').getByRole('button', { name: /^(Undo: |Nothing to undo)/ });
  const shown = (): Promise<string | null> => toUndo.getAttribute('aria-label');
  const [before, named] = [await hash(), await shown()];
  await act();
  await eventually(hash).not.toBe(before);
  const after = await hash();
  // The engine refuses to undo what is not the last event any more: the page must have heard of this one.
  await eventually(shown).not.toBe(named);
  for (const [name, keys, expected] of [
    ['Undo', 'ControlOrMeta+z', before],
    ['Redo', 'ControlOrMeta+Shift+z', after],
  ] as const) {
    const button = page.getByRole('banner').getByRole('button', { name: new RegExp(`^${name}: `), disabled: false });
    await button.waitFor({ timeout: patience });
    await driver.command(button, keys);
    await eventually(hash).toBe(expected);
  }
  // The page has heard of it too.
  await page.getByRole('banner').getByRole('button', { name: 'Nothing to redo' }).waitFor({ timeout: patience });
}
