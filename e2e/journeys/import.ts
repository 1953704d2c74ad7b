import { join } from 'node:path';
import { expect } from 'vitest';
import { cellsOf, eventually, cardOf, patience, root, textOf, titleIs, type Tour } from './tour.ts';
import { exportTrajectories, watchFolder } from './files-in-and-out.ts';
import { writeLargeFile, writeRatedTalks } from './files.ts';

const blocks = join(root, 'resources/samples/formats/boathouse-blocks.txt');

/** All ways in, every question that a file can ask, a report with its rejected records, and a cancel. */
export async function importFiles(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  await makeMemory(tour, 'imported');
  await driver.goTo('Import');
  await titleIs(page, 'Import');
  await tour.look('import');
  await giveBlocks(tour);
  await giveRatedTalks(tour);
  await giveArchive(tour);
  await runImport(tour);
  await watchFolder(tour);
  await exportTrajectories(tour);
  await cancelImport(tour);
  await openRecent(tour, 'knack-sample');
}

async function makeMemory({ page, driver, path }: Tour, name: string): Promise<void> {
  await driver.press(page.getByRole('banner').locator('.memory-button'));
  await driver.press(page.getByRole('menuitem', { name: 'Open another memory' }));
  const form = page.locator('form').filter({ has: page.getByRole('heading', { name: 'Create a memory' }) });
  await driver.write(form.getByLabel('Folder or address'), path(name));
  await driver.press(form.getByRole('button', { name: 'Create a memory' }));
  await page.getByRole('heading', { name: 'Nothing learned yet' }).waitFor();
}

async function openRecent({ page, driver, info, path }: Tour, name: string): Promise<void> {
  await driver.press(page.getByRole('banner').locator('.memory-button'));
  await driver.press(page.getByRole('menuitem', { name: 'Open another memory' }));
  await driver.press(page.locator('.recent-item').filter({ hasText: path(name) }));
  await eventually(async () => (await info()).uri).toBe(path(name));
  // The address still names the view of before.
  await titleIs(page, 'Import');
}

/** Real bytes go to the host; the format is told from them, with counts, outcomes and the first episode. */
async function giveBlocks({ page, driver, engine }: Tour): Promise<void> {
  await driver.giveFiles([blocks]);
  const file = page.getByRole('navigation', { name: 'Files' }).getByRole('button', { name: /boathouse-blocks\.txt/ });
  await file.waitFor({ timeout: patience });
  await driver.press(file);
  const found = cardOf(page, 'What was found');
  await eventually(() => textOf(found)).toContain('Text blocks (ID, Task, Action, Observation)');
  await eventually(() => textOf(found)).toContain('12 episodes 6 success, 6 failure, 0 unknown');
  const { files } = await (await engine()).imports.preview({ paths: [blocks] });
  const first = files[0]?.first;
  const card = await textOf(cardOf(page, 'First episode'));
  expect(card).toContain(first?.goal);
  expect(first?.outcome === 'success' ? card : card.replace('Failure', 'Success')).toContain('Success');
  const action = first?.steps[0]?.action;
  expect(card).toContain(action?.kind === 'text' ? action.text : action?.name);
}

/** A file with a number instead of an outcome asks what success is; two of its records are broken. */
async function giveRatedTalks(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  await driver.giveFiles([await writeRatedTalks(tour.path('rated talks.jsonl'))]);
  const file = page.getByRole('navigation', { name: 'Files' }).getByRole('button', { name: /rated talks\.jsonl/ });
  await file.waitFor({ timeout: patience });
  await eventually(() => textOf(file)).toContain('8 outcomes unknown');
  await driver.press(file);
  const question = cardOf(page, 'Which field tells how an episode ended?');
  await driver.press(question.getByRole('radio', { name: /^rating/ }));
  await driver.write(question.getByLabel('Success is'), 'rating>=4');
  await driver.press(question.getByRole('button', { name: 'Apply' }));
  await eventually(() => textOf(cardOf(page, 'What was found'))).toContain(
    '8 episodes 3 success, 5 failure, 0 unknown 16 steps',
  );
  const rejected = await cellsOf(cardOf(page, 'Rejected records').getByRole('table'));
  expect(rejected.map(([record]) => record)).toEqual(['2', '6']);
  await tour.look('import, questions');
}

/** The folders of the host, and the dialog that maps columns. */
async function giveArchive(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  await driver.press(page.getByRole('button', { name: 'Browse this machine' }));
  const browser = page.getByRole('dialog', { name: 'Choose files or a folder of the host' });
  await driver.write(browser.getByRole('textbox', { name: 'Folder' }), join(root, 'resources/samples'));
  await driver.press(browser.getByRole('button', { name: 'Go' }));
  await driver.press(browser.getByRole('button', { name: /^formats/ }));
  await driver.tick(browser.getByRole('checkbox', { name: /archive\.csv/ }), true);
  await tour.look('folders of the host');
  await driver.press(browser.getByRole('button', { name: 'Use 1 file' }));
  const file = page.getByRole('navigation', { name: 'Files' }).getByRole('button', { name: /archive\.csv/ });
  await file.waitFor({ timeout: patience });
  await eventually(() => textOf(file)).toContain('Needs a mapping');
  await driver.press(file);

  await driver.press(page.getByRole('button', { name: 'Map the fields' }));
  const dialog = page.getByRole('dialog', { name: 'Map the fields of archive.csv' });
  await driver.choose(dialog.getByLabel('A record is'), 'rows');
  const parts = { Episode: 'episode', Goal: 'request', Action: 'command', Observation: 'response', Outcome: 'solved' };
  for (const [part, column] of Object.entries(parts))
    await driver.choose(dialog.getByLabel(part, { exact: true }), column);
  await driver.write(dialog.getByLabel('Success is'), '=yes');
  await eventually(() => textOf(dialog)).toContain('10 episodes 7 success, 3 failure, 0 unknown');
  await driver.write(dialog.getByLabel('Name of the mapping'), 'Errands');
  await tour.look('mapping');
  await driver.press(dialog.getByRole('button', { name: 'Use this mapping' }));
  await eventually(() => textOf(cardOf(page, 'What was found'))).toContain(
    '10 episodes 7 success, 3 failure, 0 unknown',
  );
  expect((await (await tour.engine()).imports.mappings()).map(({ name }) => name)).toContain('Errands');
}

async function runImport(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  await driver.press(page.getByRole('button', { name: /^Import 3 files/ }));
  await page.getByRole('grid', { name: 'Rejected records' }).waitFor({ timeout: patience });
  const { trajectories, sources } = (await tour.info()).counts;
  expect(trajectories).toEqual({ success: 16, failure: 14, unknown: 0 });
  expect(sources).toBe(3);
  await eventually(() => textOf(page.locator('.stat-row'))).toMatch(
    /Episodes imported 30 Already there 0 Records rejected 2/,
  );
  const rows = await cellsOf(page.getByRole('grid', { name: 'Rejected records' }));
  expect(rows.map(([file, record]) => [file, record])).toEqual([
    ['rated talks.jsonl', '2'],
    ['rated talks.jsonl', '6'],
  ]);
  for (const [, , reason] of rows) expect(reason?.length).toBeGreaterThan(10);
  await tour.look('import, report');
  await driver.press(page.getByRole('button', { name: 'Import more' }));
}

/** A cancel in the middle leaves the memory as it was, and the way in open. */
async function cancelImport(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  const before = await tour.info();
  const large = await writeLargeFile(tour.path('large.jsonl'));
  await driver.write(page.getByRole('textbox', { name: 'Path' }), large);
  await driver.press(page.getByRole('button', { name: 'Look at it' }));
  await driver.press(page.getByRole('button', { name: /^Import 1 file/ }));
  await page.getByRole('progressbar').waitFor();
  await eventually(() => textOf(page.locator('.import-figures'))).toMatch(/[1-9]\d* episodes/);
  await driver.press(page.getByRole('button', { name: 'Cancel' }));
  await page.getByRole('heading', { name: 'The import was cancelled' }).waitFor({ timeout: patience });
  await eventually(() => textOf(page.getByRole('main'))).toContain('The memory is as it was.');
  const after = await tour.info();
  expect([after.stateHash, after.revision, after.counts]).toEqual([before.stateHash, before.revision, before.counts]);
  await tour.look('import, cancelled');
  await driver.press(page.getByRole('button', { name: 'Back to the files' }));
  await driver.press(page.getByRole('button', { name: 'Start over' }));
}
