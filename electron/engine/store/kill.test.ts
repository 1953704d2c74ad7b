import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from './index.ts';
import { sampleBatch, sampleRows, sampleTables } from './store-samples.fixture.ts';

const kills = Number(process.env['KNACK_KILLS'] ?? 10);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-kill-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Lets a writer run for a while after it opened, kills it, and gives the last event that it saw acknowledged. */
async function killAfter(
  uri: string,
  milliseconds: number,
): Promise<{ readonly acknowledged: number; readonly inWrite: boolean }> {
  const writer = spawn(process.execPath, [join(import.meta.dirname, 'store-writer.fixture.ts'), uri], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const opened = new Promise<void>((resolve, reject) => {
    writer.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('open')) resolve();
    });
    writer.on('exit', (code) => reject(new Error(`The writer ended by itself with ${code}.`)));
  });
  const closed = once(writer, 'close');
  await opened;
  await wait(milliseconds);
  writer.kill('SIGKILL');
  await closed;
  const lines = said.trimEnd().split('\n');
  const acknowledged = lines.filter((line) => line.startsWith('ack ')).at(-1);
  return { acknowledged: Number(acknowledged?.slice(4) ?? 0), inWrite: lines.at(-1) !== 'rest' };
}

it(
  `survives ${kills} kills with every acknowledged event and no orphan`,
  { timeout: 60_000 + kills * 6_000 },
  async () => {
    const uri = join(folder, 'memory');
    let seed = 20_260_101;
    let inWrite = 0;
    let before = 0;
    for (let turn = 0; turn < kills; turn += 1) {
      seed = (seed * 48_271) % 2_147_483_647;
      const killed = await killAfter(uri, seed % 400);
      if (killed.inWrite) inWrite += 1;

      const store = await openStore({ uri, create: false });
      const events = await store.events();
      expect(events.length).toBeGreaterThanOrEqual(Math.max(before, killed.acknowledged));
      before = events.length;
      const sources = events.flatMap((event) => (event.change.kind === 'sources-imported' ? event.change.sources : []));
      await store.dropOrphans(sources);
      const wanted = sources.flatMap((source) => sampleBatch(source, 40).trajectories.map(({ id }) => id)).sort();
      expect(await store.trajectoryIds()).toEqual(wanted);
      expect((await store.analyses()).map((row) => row.trajectoryId)).toEqual(wanted);

      const derived = await store.readDerived();
      if (derived !== null) {
        const { seq } = derived.mark;
        expect(seq).toBeLessThanOrEqual(events.length);
        const tables = sampleTables({
          evidence: sampleRows('e', 400, seq),
          procedures: sampleRows('p', 20 + (seq % 5), seq),
        });
        expect(derived.tables).toEqual(tables);
      }
      await store.close();
    }
    expect(inWrite).toBeGreaterThanOrEqual(kills / 2);
  },
);
