import { expect } from 'vitest';
import { eventually, patience, textOf, titleIs, type Tour } from './tour.ts';

/** No memory: the welcome; one act opens the sample memory, with progress, and ends in the library. */
export async function firstStart(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  await titleIs(page, 'What have your agents learned?');
  await tour.look('welcome');

  await driver.press(page.getByRole('button', { name: 'Open the sample memory' }));
  await page.getByRole('progressbar', { name: 'Building the sample memory' }).first().waitFor({ timeout: patience });
  await page.getByRole('button', { name: 'Cancel' }).waitFor();
  await page.getByRole('grid', { name: 'Library' }).waitFor({ timeout: patience });

  const { counts } = await tour.info();
  const { success, failure, unknown } = counts.trajectories;
  expect(success + failure + unknown).toBeGreaterThanOrEqual(300);
  expect(Math.min(success, failure)).toBeGreaterThan(0);
  expect(counts.metaProcedures).toBeGreaterThan(0);
  await eventually(() => textOf(page.getByTestId('counts'))).toBe(
    `${counts.procedures} procedures · ${counts.metaProcedures} meta-procedures · ${success + failure + unknown} trajectories`,
  );
  const items = counts.procedures + counts.metaProcedures;
  await eventually(() => textOf(page.getByTestId('rows-shown'))).toContain(`${items} of ${items} rows`);
  await tour.look('library');
  await tour.picture('library');
}
