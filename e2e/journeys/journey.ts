import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './ask.ts';
import { editByHand } from './edit.ts';
import { exportAndOpen } from './export.ts';
import { hierarchy } from './hierarchy.ts';
import { importFiles } from './import.ts';
import { lookAtTheRest } from './rest.ts';
import { procedure } from './procedure.ts';
import { review } from './review.ts';
import { firstStart } from './start.ts';
import { startTour, type Tour, type TourOptions } from './tour.ts';
import { trajectory } from './trajectory.ts';

const chapters: readonly (readonly [name: string, tell: (tour: Tour) => Promise<void>])[] = [
  ['1 begins without a memory and opens the sample memory', firstStart],
  ['2 imports files, and answers what they do not say', importFiles],
  ['3 sees the hierarchy as a graph and as a tree', hierarchy],
  ['4 reads a procedure and its posterior', procedure],
  ['5 follows evidence to its step and back', trajectory],
  ['6 asks for a ranking and moves the weights', ask],
  ['7 reviews proposals', review],
  ['8 edits, pins, deletes and restores by hand', editByHand],
  ['9 takes the memory out and opens it elsewhere', exportAndOpen],
  ['looks at every other view', lookAtTheRest],
];

/** The whole journey of a user, chapter after chapter in one run of the application. */
export function tellJourney(options: TourOptions & { readonly by: string }): void {
  describe(`the journey by ${options.by}`, () => {
    let tour: Tour;
    beforeAll(async () => {
      tour = await startTour(options);
    });
    // Closing fails when the console had an error, or a request went to another origin.
    afterAll(() => tour.close());
    afterEach(async ({ task }) => {
      if (task.result?.state === 'fail') {
        await keepPicture(tour, `${options.by} ${task.name}`);
        // The next chapter begins as if this one had ended well.
        await (await tour.engine()).memory.open({ uri: tour.path('knack-sample'), create: false });
        await tour.page.reload();
        await tour.page.getByRole('heading', { level: 1 }).waitFor();
      }
      expect(tour.app.problems()).toEqual([]);
    });

    // What each chapter expects stands in its own file.
    // oxlint-disable-next-line vitest/expect-expect
    it.each(chapters)('%s', (_, tell) => tell(tour));
  });
}

/** What a person would want to see when a chapter fails. */
async function keepPicture(tour: Tour, name: string): Promise<void> {
  const file = join(tmpdir(), 'knack-journeys', `${name.replace(/\W+/g, '-')}.png`);
  await mkdir(join(tmpdir(), 'knack-journeys'), { recursive: true });
  await tour.page.screenshot({ path: file });
  console.log(`What was shown: ${file}`);
}
