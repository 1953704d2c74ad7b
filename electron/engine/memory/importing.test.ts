import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestMemory, tempFolder, writeEpisodes } from '../fixtures/memory.fixture.ts';
import * as importDoor from '../import/index.ts';
import { planUndo } from './decisions.ts';
import { importFiles } from './importing.ts';
import type { Memory } from './memory.ts';
import { countsOf } from './state.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let episodes: string;
let memory: Memory;

beforeEach(async () => {
  folder = await tempFolder();
  episodes = await writeEpisodes(join(folder.path, 'episodes.jsonl'), { from: 0, to: 30 });
  memory = await openTestMemory(join(folder.path, 'm'));
});

afterEach(async () => {
  await memory.close();
  await folder.remove();
});

it('reads each file with its own answers, in one event that one undo takes back', async () => {
  const records = (await readFile(episodes, 'utf8')).trim().split('\n');
  const write = async (name: string, points: number): Promise<string> => {
    const file = join(folder.path, name);
    const lines = records.map((line) => JSON.stringify({ ...JSON.parse(line), points }));
    await writeFile(file, `${lines.join('\n')}\n`);
    return file;
  };
  const paths = [await write('strict', 6), await write('mild', 7), await write('other', 8)];
  const request = {
    paths,
    answers: { outcome: 'points>=8' },
    perFile: { [paths[0]!]: { outcome: 'points>=9' }, [paths[1]!]: { outcome: 'points>=7' } },
    mappings: [],
  };
  const report = await memory.exclusive(() => importFiles(memory, importDoor, request));
  expect(report.trajectories).toEqual({ success: 60, failure: 30, unknown: 0 });
  expect(memory.state.events.map(({ change }) => change.kind)).toEqual(['memory-created', 'sources-imported']);
  await memory.decide(planUndo);
  expect(countsOf(memory.state).sources).toBe(0);
});
