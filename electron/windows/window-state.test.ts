import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { firstState, fitToScreens, readWindowState, writeWindowState } from './window-state.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-window-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const state = { bounds: { x: 10, y: 20, width: 800, height: 600 }, maximized: true, hash: '#/library' };

it('remembers where a window was', async () => {
  const file = join(folder, 'deep/window.json');
  await writeWindowState(file, state);
  expect(await readWindowState(file)).toEqual(state);
});

it('starts afresh without a file, and with one that cannot be read', async () => {
  const file = join(folder, 'window.json');
  expect(await readWindowState(file)).toEqual(firstState);
  for (const text of ['', '{', '[]', '{"bounds":{"x":"1"},"maximized":1}']) {
    await writeFile(file, text);
    expect(await readWindowState(file)).toEqual(firstState);
  }
});

it('forgets a place on a screen that is gone', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };
  expect(fitToScreens(state, [screen])).toEqual(state);
  const away = { ...state, bounds: { x: 4000, y: 20, width: 800, height: 600 } };
  expect(fitToScreens(away, [screen]).bounds).toBeNull();
  expect(fitToScreens(away, [screen, { x: 3840, y: 0, width: 1920, height: 1080 }])).toEqual(away);
});
