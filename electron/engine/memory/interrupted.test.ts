import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importInto, openTestMemory, tempFolder, testParts } from '../fixtures/memory.fixture.ts';
import * as importDoor from '../import/index.ts';
import { interruption } from '../../../shared/contract/index.ts';
import { importFiles } from './importing.ts';
import { verifyStore } from './verify.ts';

const files = 2000;
const child = join(import.meta.dirname, 'interrupted-child.fixture.ts');
let folder: Awaited<ReturnType<typeof tempFolder>>;
let given: string;

beforeEach(async () => {
  folder = await tempFolder();
  given = join(folder.path, 'given');
  await mkdir(given);
  const sample = new URL('../../../resources/samples/support-desk.jsonl', import.meta.url);
  const lines = (await readFile(sample, 'utf8')).trim().split('\n');
  for (let index = 0; index < files; index += 1) {
    const record: object = { ...JSON.parse(lines[index % lines.length] ?? ''), number: index };
    await writeFile(join(given, `${String(index).padStart(5, '0')}.json`), JSON.stringify(record));
  }
});
afterEach(() => folder.remove());

/** Imports in a process of its own, which is killed when `least` files are known to be done. */
function killed(uri: string, least: number): Promise<boolean> {
  return new Promise((done, failed) => {
    const running = spawn(process.execPath, [child, uri, given], { stdio: ['ignore', 'pipe', 'inherit'] });
    let isKilled = false;
    running.stdout.setEncoding('utf8').on('data', (text: string) => {
      const counts = [...text.matchAll(/staged (\d+)/g)].map(([, count]) => Number(count));
      if (isKilled || !counts.some((count) => count >= least)) return;
      isKilled = true;
      running.kill('SIGKILL');
    });
    running.on('error', failed);
    running.on('close', () => done(isKilled));
  });
}

/** The door, and how many files it was asked to read beyond their digest. */
function counting() {
  let read = 0;
  const door: typeof importDoor = {
    ...importDoor,
    async *read(...given) {
      for await (const item of importDoor.read(...given)) {
        if (item.kind === 'trajectory') read += 1;
        yield item;
      }
    },
  };
  return { door, read: () => read };
}

const request = { answers: {}, perFile: {}, mappings: [] };

describe('an import that is interrupted [J12]', () => {
  it('goes on where it was killed: files that were done are not read again, and the state is that of one go', async () => {
    const whole = await openTestMemory(join(folder.path, 'whole'));
    const { stateHash } = await importInto(whole, [given]);
    await whole.close();

    const uri = join(folder.path, 'killed');
    expect(await killed(uri, 500)).toBe(true);
    const memory = await openTestMemory(uri);
    expect(memory.state.events).toHaveLength(1);
    const checks = (await verifyStore(memory.store, testParts)).checks;
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    const { door, read } = counting();
    const report = await memory.exclusive(() => importFiles(memory, door, { ...request, paths: [given] }));
    expect(report.resumed).toBeGreaterThanOrEqual(500);
    expect(read()).toBe(files - (report.resumed ?? 0));
    expect(report).toMatchObject({ read: files, imported: files, stateHash });
    expect(memory.state.events.map(({ change }) => change.kind)).toEqual(['memory-created', 'sources-imported']);
    expect((await verifyStore(memory.store, testParts)).ok).toBe(true);
    await memory.close();
  }, 120_000);

  it('leaves what it has read when its host ends, nothing when a person cancels, and nothing for another import', async () => {
    const memory = await openTestMemory(join(folder.path, 'memory'));
    const cancel = async (reason?: Error): Promise<void> => {
      const controller = new AbortController();
      let done = 0;
      const onProgress = (progress: { readonly filesDone: number }): void => {
        done = progress.filesDone;
        if (done > 1300) controller.abort(reason);
      };
      const paths = [given];
      const run = memory.exclusive(() =>
        importFiles(memory, importDoor, { ...request, paths, signal: controller.signal, onProgress }),
      );
      await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
    };
    await cancel();
    expect(await memory.store.trajectoryIds()).toHaveLength(0);
    await cancel(new DOMException(interruption, 'AbortError'));
    expect((await memory.store.trajectoryIds()).length).toBeGreaterThan(1300);
    const other = await memory.exclusive(() =>
      importFiles(memory, importDoor, {
        ...request,
        answers: { outcome: 'reward>=1' },
        paths: [join(given, '00001.json')],
      }),
    );
    expect(other).toMatchObject({ imported: 1 });
    expect(other.resumed).toBeUndefined();
    expect(await memory.store.trajectoryIds()).toHaveLength(1);
    await memory.close();
  }, 120_000);
});
