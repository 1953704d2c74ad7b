import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { cardOf, eventually, patience, textOf, titleIs, type Tour } from './tour.ts';

/** What comes into a watched folder is imported by itself; what cannot be read is listed. From the import view, empty. */
export async function watchFolder(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  const inbox = tour.path('inbox');
  await mkdir(inbox);
  const { trajectories } = (await tour.info()).counts;
  const card = cardOf(page, 'Watched folders');
  await driver.write(card.getByLabel('Folder', { exact: true }), inbox);
  await driver.press(card.getByRole('button', { name: 'Watch it' }));
  await eventually(() => textOf(card)).toContain('watching');
  const messages = [
    { role: 'user', content: 'Task: mend the bellows' },
    { role: 'assistant', content: 'Thought: the patch first\nAction: fetch patch 1' },
    { role: 'user', content: 'Observation: You hold the patch 1.' },
  ];
  await writeFile(join(inbox, 'talk.json'), JSON.stringify({ messages, success: true }));
  await writeFile(join(inbox, 'notes'), 'Nothing that an agent did.\n');
  await eventually(() => textOf(card)).toContain('1 file, 1 episode imported');
  await eventually(() => textOf(card)).toContain('1 file was not imported');
  expect((await tour.info()).counts.trajectories).toEqual({ ...trajectories, success: trajectories.success + 1 });
  await tour.look('import, a watched folder');
  await driver.press(card.getByRole('button', { name: 'Pause' }));
  await eventually(() => textOf(card)).toContain('paused');
  await driver.press(card.getByRole('button', { name: /^Remove/ }));
  await eventually(() => textOf(card)).toContain('What comes into a watched folder');
}

/** All trajectories leave as a file that holds the same again. */
export async function exportTrajectories(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  await driver.goTo('Trajectories');
  await titleIs(page, 'Trajectories');
  await driver.press(page.getByRole('main').getByRole('button', { name: 'Export', exact: true }));
  const dialog = page.getByRole('dialog', { name: /^Export \d+ trajectories/ });
  const file = tour.path('written.jsonl');
  await driver.write(dialog.getByLabel('File'), file);
  await tour.look('export of trajectories');
  await driver.press(dialog.getByRole('button', { name: 'Export', exact: true }));
  await page.getByText(/trajectories written to/).waitFor({ timeout: patience });
  const { totals, files } = await (await tour.engine()).imports.inspect({ paths: [file] });
  const { success, failure, unknown } = (await tour.info()).counts.trajectories;
  expect(totals).toMatchObject({ success, failure, unknown, rejected: 0 });
  expect(files[0]?.format).toBe('atif');
  await driver.goTo('Import');
  await titleIs(page, 'Import');
}
