import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WatchedEvent } from '../../../shared/contract/index.ts';
import { fixedTime, openTestMemory, tempFolder, writeEpisodes } from '../fixtures/memory.fixture.ts';
import * as door from '../import/index.ts';
import { importFiles, planUndo } from '../memory/index.ts';
import type { Memory } from '../memory/index.ts';
import { openPreferences } from '../preferences/index.ts';
import { type ImportThese } from './watched-folder.ts';
import { WatchedFolder, WatchedFolders } from './index.ts';

const times = { look: 15, settle: 60 };
let folder: Awaited<ReturnType<typeof tempFolder>>;
let watchedPath: string;
let memory: Memory;
let events: WatchedEvent[];
let watched: WatchedFolder;

const importThese: ImportThese = (only, signal) =>
  memory.exclusive(() =>
    importFiles(memory, door, { paths: [watchedPath], only, answers: {}, perFile: {}, mappings: [], signal }),
  );
const episodes = (): number => [...memory.state.summaries.keys()].length;
const start = (its = times): WatchedFolder => {
  const one = new WatchedFolder({
    folder: watchedPath,
    importThese,
    times: its,
    now: () => fixedTime,
    onEvent: (event) => events.push(event),
  });
  one.start();
  return one;
};
/** Several looks at the folder. */
const looks = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300));

beforeEach(async () => {
  folder = await tempFolder();
  watchedPath = join(folder.path, 'in');
  await mkdir(watchedPath);
  memory = await openTestMemory(join(folder.path, 'memory'));
  events = [];
  watched = start();
});
afterEach(async () => {
  await watched.stop();
  await memory.close();
  await folder.remove();
});

describe('a watched folder [J13]', () => {
  it('imports what comes, also into folders below, and each file once', async () => {
    await writeEpisodes(join(watchedPath, 'a.jsonl'), { from: 0, to: 5 });
    await vi.waitFor(() => expect(episodes()).toBe(5), { timeout: 10_000 });
    await mkdir(join(watchedPath, 'sub'));
    await writeEpisodes(join(watchedPath, 'sub', 'b.jsonl'), { from: 5, to: 9 });
    await vi.waitFor(() => expect(watched.told).toMatchObject({ files: 2, episodes: 9 }), { timeout: 10_000 });
    const before = memory.state.events.length;
    await looks();
    expect(memory.state.events).toHaveLength(before);
    expect(events.map(({ kind }) => kind)).toEqual(['imported', 'imported']);
  });

  it('waits for a file that is still being written', { timeout: 30_000 }, async () => {
    // Longer than a busy machine pauses between two parts.
    await watched.stop();
    watched = start({ look: 15, settle: 1500 });
    const whole = await readFile(await writeEpisodes(join(folder.path, 'whole'), { from: 0, to: 12 }), 'utf8');
    const file = join(watchedPath, 'slow.jsonl');
    await writeFile(file, '');
    const part = Math.ceil(whole.length / 12);
    for (let at = 0; at < whole.length; at += part) {
      await appendFile(file, whole.slice(at, at + part));
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(memory.state.events).toHaveLength(1);
    }
    await vi.waitFor(() => expect(events).toMatchObject([{ kind: 'imported', imported: 12, rejected: 0 }]), {
      timeout: 20_000,
    });
  });

  it('lists a file that fails once, and reads it again when it changes', async () => {
    const file = join(watchedPath, 'bad');
    await writeFile(file, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]));
    await vi.waitFor(() => expect(watched.told.failed).toHaveLength(1), { timeout: 10_000 });
    await looks();
    expect(events.filter(({ kind }) => kind === 'failed')).toMatchObject([
      { file, reason: expect.stringContaining('binary') },
    ]);
    const good = await writeEpisodes(join(folder.path, 'good'), { from: 0, to: 3 });
    await rename(good, file);
    await vi.waitFor(() => expect(episodes()).toBe(3), { timeout: 10_000 });
  });

  it('does not import a file again that grew, nor what a person took out', async () => {
    const file = await writeEpisodes(join(watchedPath, 'log.jsonl'), { from: 0, to: 4 });
    await vi.waitFor(() => expect(episodes()).toBe(4), { timeout: 10_000 });
    const more = await readFile(await writeEpisodes(join(folder.path, 'more'), { from: 4, to: 6 }), 'utf8');
    await appendFile(file, more);
    await vi.waitFor(
      () => expect(watched.told.failed).toMatchObject([{ file, reason: expect.stringContaining('changed') }]),
      {
        timeout: 10_000,
      },
    );
    expect(memory.state.folded.sources).toHaveLength(1);
    await memory.decide(planUndo);
    await watched.stop();
    await writeEpisodes(file, { from: 0, to: 4 });
    watched = start();
    await vi.waitFor(() => expect(watched.told.files).toBe(1), { timeout: 10_000 });
    expect(memory.state.folded.sources).toHaveLength(0);
  });
});

it('watches the folders of the memory that is open, and remembers them', async () => {
  const preferences = openPreferences(join(folder.path, 'config'));
  const make = (): WatchedFolders =>
    new WatchedFolders({ preferences, now: () => fixedTime, times, importFrom: () => importThese });
  const folders = make();
  folders.follow('m');
  await watched.stop();
  expect(await folders.watch(watchedPath, {})).toMatchObject([
    { folder: watchedPath, paused: false, state: 'watching' },
  ]);
  await folders.pause(watchedPath, true);
  await writeEpisodes(join(watchedPath, 'a.jsonl'), { from: 0, to: 5 });
  await looks();
  expect(episodes()).toBe(0);
  await folders.pause(watchedPath, false);
  await vi.waitFor(() => expect(episodes()).toBe(5), { timeout: 10_000 });
  folders.follow(null);
  await expect(folders.watch(watchedPath, {})).rejects.toMatchObject({ code: 'MEMORY_MISSING' });
  const again = make();
  again.follow('other');
  expect(await again.list()).toEqual([]);
  again.follow('m');
  expect(await again.list()).toMatchObject([{ folder: watchedPath }]);
  expect(await again.unwatch(watchedPath)).toEqual([]);
  again.follow(null);
  await again.list();
});
