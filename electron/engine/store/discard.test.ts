import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Change, defaultPolicy, defaultSettings } from '../../../shared/model/index.ts';
import { openStore, planDiscard } from './index.ts';
import { sampleBatch, sampleEvents, sampleSource } from './store-samples.fixture.ts';

let folder: string;
let uri: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-discard-'));
  uri = join(folder, 'above', 'memory');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Makes a memory with such a journal, and says whether it was taken away again. */
async function isDiscarded(changes: readonly Change[], episodes = 0): Promise<boolean> {
  const discard = await planDiscard(uri);
  const store = await openStore({ uri, create: true });
  if (episodes > 0) await store.addTrajectories(sampleBatch(sampleSource('a'), episodes));
  await store.append(sampleEvents([], changes));
  expect(await discard?.()).toBe(false);
  await store.close();
  return (await discard?.()) ?? false;
}

const beginning: readonly Change[] = [{ kind: 'settings-changed', before: defaultSettings, after: defaultSettings }];

it('takes away a memory into which nothing came, with the folders that were made for it, once nobody holds it', async () => {
  expect(await isDiscarded(beginning)).toBe(true);
  expect(await readdir(folder)).toEqual([]);
});

it('keeps one with an episode, and one with a decision alone', async () => {
  expect(
    await isDiscarded([...beginning, { kind: 'policy-changed', before: defaultPolicy, after: defaultPolicy }]),
  ).toBe(false);
  expect(existsSync(uri)).toBe(true);
  await rm(uri, { recursive: true });
  expect(await isDiscarded(beginning, 1)).toBe(false);
  expect(existsSync(uri)).toBe(true);
  expect(await planDiscard(uri)).toBe(null);
});
