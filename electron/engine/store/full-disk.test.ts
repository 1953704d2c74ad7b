import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from './index.ts';
import { sampleEvents, sampleRows, sampleSource, sampleTables, sampleTrajectory } from './store-samples.fixture.ts';

/** A small disk of its own; null where this machine does not let us mount one. */
function mountSmallDisk(): { readonly folder: string; readonly unmount: () => void } | null {
  if (process.platform !== 'linux') return null;
  const folder = mkdtempSync(join(tmpdir(), 'knack-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder]).status === 0;
  if (!mounted) {
    rmdirSync(folder);
    return null;
  }
  return {
    folder,
    unmount: () => {
      spawnSync('umount', [folder]);
      rmdirSync(folder);
    },
  };
}

it('a full disk refuses the write, keeps the memory, and works on when there is space again', async (context) => {
  const disk = mountSmallDisk();
  if (disk === null) {
    context.skip('no tmpfs can be mounted here');
    return;
  }
  try {
    const uri = join(disk.folder, 'memory');
    const store = await openStore({ uri, create: true });
    const events = sampleEvents([], [{ kind: 'undone', seq: 1 }]);
    await store.append(events);
    const small = sampleTrajectory(sampleSource('a'), 0);
    await store.addTrajectories({ trajectories: [small], analyses: [] });
    const filler = join(disk.folder, 'filler');
    await fillUp(filler);

    const large = { ...sampleTrajectory(sampleSource('a'), 1), context: randomBytes(300_000).toString('base64') };
    await expect(store.addTrajectories({ trajectories: [large], analyses: [] })).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
    const next = sampleEvents(events, [{ kind: 'undone', seq: 1 }]);
    await expect(store.append(next)).rejects.toMatchObject({ code: 'DISK_FULL' });
    const tables = sampleTables({ evidence: sampleRows('e', 300) });
    const mark = { seq: 1, stateHash: 'h', model: 'm' };
    await expect(store.writeDerived(tables, [], mark)).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(await store.events()).toEqual(events);
    expect(await store.trajectoryIds()).toEqual([small.id]);

    await rm(filler);
    await store.addTrajectories({ trajectories: [large], analyses: [] });
    await store.append(next);
    await store.writeDerived(tables, [], mark);
    await store.close();
    const again = await openStore({ uri, create: false });
    expect(await again.events()).toEqual([...events, ...next]);
    expect(await again.trajectory(large.id)).toEqual(large);
    expect((await again.readDerived())?.tables.evidence).toHaveLength(300);
    await again.close();
  } finally {
    disk.unmount();
  }
});

async function fillUp(file: string): Promise<void> {
  for (const size of [1 << 20, 1 << 16, 1 << 12]) {
    for (;;) {
      const more = await writeFile(file, Buffer.alloc(size), { flag: 'a' }).then(
        () => true,
        () => false,
      );
      if (!more) break;
    }
  }
}
