import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../shared/numeric/index.ts';
import { importInto, openTestMemory, tempFolder, testParts, writeEpisodes } from '../fixtures/memory.fixture.ts';
import { verifyStore } from './verify.ts';

/** Kills in the everyday gate; the long proof sets more. */
const kills = Number(process.env['KNACK_KILLS'] ?? 10);
const child = join(import.meta.dirname, 'kill-child.fixture.ts');

let folder: Awaited<ReturnType<typeof tempFolder>>;
let parts: string;

beforeAll(async () => {
  folder = await tempFolder();
  parts = join(folder.path, 'parts');
  await mkdir(parts);
  for (let part = 0; part < 3; part += 1) {
    await writeEpisodes(join(parts, `part-${part}.jsonl`), { from: part * 33, to: part * 33 + 33 });
  }
});

afterAll(() => folder.remove());

interface Death {
  readonly acknowledged: readonly { readonly seq: number; readonly hash: string }[];
  /** The write during which it was killed; null when it was killed between two. */
  readonly inside: string | null;
  readonly finished: boolean;
}

/** Runs a child and kills it: `kill` says, for each line that it prints, after how many ms; null lets it go on. */
function runAndKill(uri: string, seed: number, kill: (line: string, index: number) => number | null): Promise<Death> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child, uri, parts, String(seed)], { stdio: ['ignore', 'pipe', 'pipe'] });
    const acknowledged: { seq: number; hash: string }[] = [];
    let [inside, finished, count, errors]: [string | null, boolean, number, string] = [null, false, 0, ''];
    let timer: NodeJS.Timeout | null = null;
    running.stderr.on('data', (data: Buffer) => {
      errors += data.toString();
    });
    createInterface({ input: running.stdout }).on('line', (line) => {
      if (line.startsWith('+')) inside = line.slice(1);
      if (line.startsWith('-')) inside = null;
      if (line === 'done') finished = true;
      const [word, seq, hash] = line.split(' ');
      if (word === 'ack') acknowledged.push({ seq: Number(seq), hash: hash ?? '' });
      const delay = timer === null ? kill(line, count) : null;
      count += 1;
      if (delay !== null) timer = setTimeout(() => running.kill('SIGKILL'), delay);
    });
    running.on('error', reject);
    running.on('close', (code) => {
      if (timer !== null) clearTimeout(timer);
      if (code !== null && code !== 0) reject(new Error(`the child failed by itself: ${errors}`));
      else resolve({ acknowledged, inside, finished });
    });
  });
}

describe(`a process that is killed ${kills} times while it builds and reviews [J7]`, () => {
  it(
    'leaves a memory that opens, has every acknowledged event and passes verify',
    async () => {
      const random = createRandom(Number(process.env['KNACK_SEED'] ?? 2026));
      let [insideWrites, round] = [0, 0];
      for (let killed = 0; killed < kills; round += 1) {
        const uri = join(folder.path, `memory-${round}`);
        const [at, delay, wantsWrite] = [random.whole(40), random.whole(6), round % 4 !== 3];
        // Three of four are killed a moment after a write began, the others anywhere.
        const death = await runAndKill(uri, round, (line, index) =>
          index >= at && (!wantsWrite || line.startsWith('+')) ? (wantsWrite ? delay / 2 : delay * 20) : null,
        );
        if (death.finished) continue;
        killed += 1;
        if (death.inside !== null) insideWrites += 1;
        const memory = await openTestMemory(uri);
        try {
          const events = memory.state.events.map(({ seq, hash }) => ({ seq, hash }));
          for (const acknowledged of death.acknowledged) expect(events).toContainEqual(acknowledged);
          expect(events.length).toBeLessThanOrEqual(death.acknowledged.length + 1);
          const report = await verifyStore(memory.store, testParts);
          expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
          expect(report.checks.map(({ name }) => name)).toContain('replay');
          // It goes on from there as if nothing had been.
          await importInto(memory, [parts]);
        } finally {
          await memory.close();
        }
      }
      expect(insideWrites * 2).toBeGreaterThanOrEqual(kills);
    },
    60_000 + kills * 15_000,
  );
});
