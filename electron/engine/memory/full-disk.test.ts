import { spawnSync } from 'node:child_process';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { reportOf } from '../../../shared/errors.ts';
import { importInto, openTestMemory, tempFolder, testParts, writeEpisodes } from '../fixtures/memory.fixture.ts';
import { planPin, planUndo } from './decisions.ts';
import { verifyStore } from './verify.ts';

/** Leaves `bytes` free on the disk of a folder. */
async function leaveFree(folder: string, bytes: number): Promise<string> {
  const { bavail, bsize } = await statfs(folder);
  const filler = join(folder, 'filler');
  await writeFile(filler, Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
  return filler;
}

it('a disk that fills up anywhere in an import or a decision leaves a memory that is whole', async (context) => {
  const outside = await tempFolder();
  const disk = await tempFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk.path]).status === 0;
  if (!mounted) {
    await disk.remove();
    await outside.remove();
    context.skip('no tmpfs can be mounted here');
    return;
  }
  try {
    const episodes = await writeEpisodes(join(outside.path, 'episodes.jsonl'), { from: 0, to: 100 });
    const more = await writeEpisodes(join(outside.path, 'more.jsonl'), { from: 100, to: 200 });
    const uri = join(disk.path, 'memory');
    const first = await openTestMemory(uri);
    await importInto(first, [episodes]);
    await first.close();
    let refused = 0;
    for (const kib of [8, 24, 48, 80, 120, 160, 240, 320]) {
      const memory = await openTestMemory(uri);
      const before = { hash: memory.state.stateHash, events: memory.state.events.length };
      const filler = await leaveFree(disk.path, kib * 1024);
      const failures: string[] = [];
      const note = (error: unknown): void => {
        failures.push(reportOf(error).code);
      };
      await importInto(memory, [more]).catch(note);
      await memory.decide((state) => planPin(state, state.derived.procedures[0]?.id ?? '', true)).catch(note);
      expect(failures.every((code) => code === 'DISK_FULL')).toBe(true);
      refused += failures.length;
      await rm(filler);
      const events = memory.state.events.length;
      await memory.close();

      const again = await openTestMemory(uri);
      expect(again.state.events).toHaveLength(events);
      expect((await verifyStore(again.store, testParts)).checks.filter(({ ok }) => !ok)).toEqual([]);
      while (again.state.events.length > before.events && again.state.stateHash !== before.hash) {
        await again.decide(planUndo);
      }
      expect(again.state.stateHash).toBe(before.hash);
      await again.store.optimize();
      await again.close();
    }
    expect(refused).toBeGreaterThan(3);
  } finally {
    spawnSync('umount', [disk.path]);
    await disk.remove();
    await outside.remove();
  }
});
