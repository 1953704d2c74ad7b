import { expect, it } from 'vitest';
import { channels } from './channels.ts';
import { exposeBridge, type PreloadParts } from './preload-bridge.ts';
import { registerWindowBridge, type WindowBridgeParts } from './window-bridge.ts';

type Handler = (event: unknown, argument?: unknown) => unknown;

function setUpMain() {
  const handlers = new Map<string, Handler>();
  const revealed: string[] = [];
  const connected: unknown[] = [];
  const shares: number[] = [];
  const spoken: string[] = [];
  const page = { id: 1 };
  registerWindowBridge({
    ipcMain: { handle: (name: string, handler: Handler) => void handlers.set(name, handler) },
    isOwnWindow: (asking: unknown) => asking === page,
    connect: (asking: unknown) => connected.push(asking),
    pickFiles: () => Promise.resolve(['/a.jsonl']),
    fileExists: (path: string) => Promise.resolve(path === '/there.json'),
    showItemInFolder: (path: string) => void revealed.push(path),
    setProgressBar: (_page: unknown, share: number) => void shares.push(share),
    setLanguage: (language: string) => void spoken.push(language),
  } as unknown as WindowBridgeParts);
  const event = { sender: page, senderFrame: { parent: null, url: 'app://knack/index.html#/x' } };
  const ask = (channel: string, change: object = {}, argument?: unknown): unknown => {
    const handler = handlers.get(channel);
    if (handler === undefined) throw new Error(channel);
    return handler({ ...event, ...change }, argument);
  };
  return { ask, revealed, connected, shares, spoken, page, names: [...handlers.keys()] };
}

it('answers our own page', async () => {
  const { ask, connected, page } = setUpMain();
  ask(channels.connect);
  expect(connected).toEqual([page]);
  expect(await ask(channels.pickFiles)).toEqual(['/a.jsonl']);
});

it('answers nobody else, on any channel', () => {
  const { ask, names, page, connected } = setUpMain();
  const strangers = [
    { senderFrame: { parent: null, url: 'https://example.org/' } },
    { senderFrame: { parent: null, url: 'file:///tmp/x.html' } },
    { senderFrame: { parent: {}, url: 'app://knack/index.html' } },
    { senderFrame: null },
    { sender: { id: 2 } },
  ];
  for (const name of names) for (const stranger of strangers) expect(() => ask(name, stranger)).toThrow('may not ask');
  expect(connected).toEqual([]);
  expect(page.id).toBe(1);
});

it('reveals a file that is there, and nothing that is no path', async () => {
  const { ask, revealed } = setUpMain();
  for (const path of ['/there.json', '/gone.json', 'there.json', 'https://example.org', 7, undefined]) {
    await ask(channels.revealFile, {}, path);
  }
  expect(revealed).toEqual(['/there.json']);
});

it('shows progress in the dock or task bar, and nonsense as none', () => {
  const { ask, shares } = setUpMain();
  for (const share of [0, 0.5, 1, 'unknown', null, 7, Number.NaN, 'x']) ask(channels.progress, {}, share);
  expect(shares).toEqual([0, 0.5, 1, 2, -1, -1, -1, -1]);
});

it('takes the language of the page for the menu, and English for one that there is not', () => {
  const { ask, spoken } = setUpMain();
  for (const language of ['de', 'en', 'xx', 7]) ask(channels.language, {}, language);
  expect(spoken).toEqual(['de', 'en', 'en', 'en']);
});

it('gives the page a few functions, and the port as a message to itself', async () => {
  const exposed: Record<string, Record<string, (...given: never[]) => unknown>> = {};
  const listeners = new Map<string, (event: unknown, argument?: unknown) => void>();
  const invoked: unknown[][] = [];
  const posted: unknown[][] = [];
  const page = {
    location: { hash: '', origin: 'app://knack' },
    postMessage: (...given: unknown[]) => void posted.push(given),
  };
  exposeBridge({
    contextBridge: { exposeInMainWorld: (name: string, api: never) => void (exposed[name] = api) },
    ipcRenderer: {
      on: (name: string, listener: never) => void listeners.set(name, listener),
      invoke: (...given: unknown[]) => Promise.resolve(void invoked.push(given)),
    },
    webUtils: { getPathForFile: () => '/dropped.json' },
    page,
  } as unknown as PreloadParts);
  expect(Object.keys(exposed)).toEqual(['knack']);
  expect(Object.keys(exposed['knack'] ?? {}).toSorted()).toEqual([
    'connect',
    'pathForFile',
    'pickFiles',
    'revealFile',
    'setLanguage',
    'showProgress',
  ]);
  await exposed['knack']?.['connect']?.();
  expect(invoked).toEqual([[channels.connect]]);
  listeners.get(channels.port)?.({ ports: ['port'] });
  expect(posted).toEqual([['knack:port', 'app://knack', ['port']]]);
  listeners.get(channels.go)?.({}, 'https://example.org');
  expect(page.location.hash).toBe('');
  listeners.get(channels.go)?.({}, '#/library');
  expect(page.location.hash).toBe('#/library');
});
