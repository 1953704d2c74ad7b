import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { cardOf, eventually, patience, textOf, titleIs, type Tour } from './tour.ts';

/** A snapshot, opened as another memory, is the same state; exported again, the same bytes. */
export async function exportAndOpen(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  const { stateHash } = await tour.info();
  const first = await save(tour, 'one.knack');
  await tour.look('export');

  const card = cardOf(page, 'Open a snapshot');
  await driver.write(card.getByLabel('Snapshot file'), tour.path('one.knack'));
  await driver.write(card.getByLabel('New folder for the memory'), tour.path('elsewhere'));
  await driver.press(card.getByRole('button', { name: 'Open as a new memory' }));
  await titleIs(page, 'Library');
  await eventually(async () => (await tour.info()).uri).toBe(tour.path('elsewhere'));
  expect((await tour.info()).stateHash).toBe(stateHash);
  const second = await save(tour, 'two.knack');
  expect(second.sha256).toBe(first.sha256);
  expect(second.bytes.equals(first.bytes)).toBe(true);

  await driver.press(page.getByRole('button', { name: 'Check now' }));
  await page.getByText(/^Whole: \d+ checks passed$/).waitFor({ timeout: patience });
  await tour.look('export, checked');
}

async function save(tour: Tour, name: string): Promise<{ readonly sha256: string; readonly bytes: Buffer }> {
  const { page, driver } = tour;
  await driver.goTo('Export');
  await titleIs(page, 'Export');
  const card = cardOf(page, 'Save this memory');
  await driver.write(card.getByLabel('File'), tour.path(name));
  await driver.press(card.getByRole('button', { name: 'Export', exact: true }));
  await card.getByText('Exported', { exact: true }).waitFor({ timeout: patience });
  const bytes = await readFile(tour.path(name));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await eventually(() => textOf(card)).toContain(sha256);
  await eventually(() => textOf(card)).toContain((await tour.info()).stateHash);
  return { sha256, bytes };
}
