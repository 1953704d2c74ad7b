import { expect, it } from 'vitest';
import { KnackError } from '../../../shared/errors.ts';
import { type Trajectory, trajectorySchema } from '../../../shared/model/index.ts';
import { given } from './given.fixture.ts';
import { mutant, mutationSeeds } from '../fixtures/mutations.fixture.ts';
import { inspect, preview, read, walk, type WalkedFile } from './index.ts';

const { file: fileOf } = given();
/** The long proof reads ten thousand. */
const mutants = 300;
const seeds = mutationSeeds();

async function allOf(file: WalkedFile): Promise<readonly Trajectory[]> {
  const found: Trajectory[] = [];
  for await (const item of read(file)) if (item.kind === 'trajectory') found.push(item.trajectory);
  return found;
}

/** What is read of a file, or of the files in an archive that can be read. */
async function trajectoriesIn(path: string): Promise<readonly Trajectory[]> {
  const found: Trajectory[] = [];
  for (const file of (await walk([path])).files) {
    try {
      found.push(...(await allOf(file)));
    } catch (error) {
      expect(error).toBeInstanceOf(KnackError);
    }
  }
  return found;
}

it(`${mutants} mutated files are imported or refused with a reason`, async () => {
  let [imported, refused] = [0, 0];
  for (let number = 0; number < mutants; number += 1) {
    const path = await fileOf(mutant(seeds, number), `mutant-${number}`);
    const { totals, skipped, files } = await inspect([path]);
    const shown = await preview([path]);
    expect(shown.files.length + shown.skipped.length, `mutant ${number}`).toBeGreaterThan(0);
    if (totals.trajectories > 0) imported += 1;
    else if (totals.rejected > 0 || skipped.length > 0) refused += 1;
    for (const { reason } of [...skipped, ...files.flatMap(({ rejected }) => rejected)]) expect(reason).not.toBe('');
    if (files.length > 0)
      for (const one of await trajectoriesIn(path)) expect(trajectorySchema.safeParse(one).error).toBeUndefined();
  }
  expect(imported).toBeGreaterThan(mutants / 20);
  expect(refused).toBeGreaterThan(mutants / 20);
}, 120_000);

it('a mutant is the same each time', () => {
  for (const number of [0, 1, 2]) expect(mutant(seeds, number)).toEqual(mutant(seeds, number));
});
