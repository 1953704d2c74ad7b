import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect, preview } from '../../electron/engine/import/index.ts';
import { mutant, mutationSeeds } from '../../electron/engine/fixtures/mutations.fixture.ts';

// A process to be watched: it reads the mutants FROM to TO and prints a line for each, with how it ended, how many
// milliseconds it took and how many MiB this process has had at most. A crash or a hang is seen from outside.

const [from = 0, to = 0] = process.argv.slice(2).map(Number);
const seeds = mutationSeeds();
const folder = await mkdtemp(join(tmpdir(), 'knack-mutants-'));
try {
  for (let number = from; number < to; number += 1) {
    const file = join(folder, 'mutant');
    await writeFile(file, mutant(seeds, number));
    const started = performance.now();
    const ending = await endingOf(file);
    const milliseconds = Math.round(performance.now() - started);
    const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
    process.stdout.write(`${JSON.stringify({ number, ending, milliseconds, peakMiB })}\n`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** How the reading of one file ended, as a person is told: by its episodes, by reasons, or by finding none. */
async function endingOf(file: string): Promise<string> {
  try {
    const { totals, skipped } = await inspect([file]);
    await preview([file]);
    if (totals.trajectories > 0) return totals.rejected > 0 ? 'in part' : 'imported';
    if (totals.rejected > 0) return 'refused';
    return skipped.length > 0 && skipped.every(({ reason }) => reason !== '') ? 'refused' : 'empty';
  } catch (error) {
    return `crashed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}
