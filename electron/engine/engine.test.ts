import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createEngine, realConfig } from './index.ts';
import type { Engine } from './index.ts';
import { hashingEmbedder, tempFolder } from './fixtures/memory.fixture.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let engine: Engine;

beforeEach(async () => {
  folder = await tempFolder();
});

afterEach(async () => {
  vi.useRealTimers();
  await engine.close();
  await folder.remove();
});

/** An engine whose model tells when it runs. */
function engineOf(host: 'browser' | 'terminal', onRun: () => void): Engine {
  const capabilities = { pickFiles: false, browseFolders: true, dropPaths: false, upload: false, revealFile: false };
  const config = realConfig({ host, version: '1', capabilities, resources: folder.path, configFolder: null });
  const embedder = hashingEmbedder();
  const embed: typeof embedder.embed = (texts, signal) => {
    onRun();
    return embedder.embed(texts, signal);
  };
  return createEngine({ ...config, openEmbedder: async () => ({ ...embedder, embed }) });
}

it.each([
  ['browser', 1],
  ['terminal', 0],
] as const)('of the host "%s" loads the model of an open memory in the background', async (host, runs) => {
  const onRun = vi.fn<() => void>();
  engine = engineOf(host, onRun);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await engine.open(join(folder.path, 'memory'), true);
  expect(onRun).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(onRun).toHaveBeenCalledTimes(runs);
});

it('loads nothing for a memory that was closed at once', async () => {
  const onRun = vi.fn<() => void>();
  engine = engineOf('browser', onRun);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await engine.open(join(folder.path, 'memory'), true);
  await engine.close();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(onRun).not.toHaveBeenCalled();
});
