import { describe, expect, it } from 'vitest';
import { lockPage, lockSession, type LockablePage } from './lock-down.ts';
import { isLocalRequest, isOwnPage, viewOfDeepLink } from './page-address.ts';
import { viewOfFiles } from '../../shared/file-address.ts';
import { windowOptions } from './window-options.ts';
import { firstState } from './window-state.ts';

type Listener = (event: { url: string; preventDefault: () => void }) => void;

/** Records what is registered, and lets a test raise the events. */
function recordPage() {
  const listeners = new Map<string, Listener>();
  let open: Parameters<LockablePage['setWindowOpenHandler']>[0] | undefined;
  const page = {
    on: (name: string, listener: Listener) => void listeners.set(name, listener),
    setWindowOpenHandler: (handler: typeof open) => void (open = handler),
  };
  lockPage(page as unknown as LockablePage);
  const isPrevented = (name: string, url: string): boolean => {
    let prevented = false;
    listeners.get(name)?.({ url, preventDefault: () => (prevented = true) });
    return prevented;
  };
  return { isPrevented, open: () => open?.({ url: 'https://example.org' } as never) };
}

describe('pages', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('go nowhere else (%s)', (name) => {
    const { isPrevented } = recordPage();
    for (const url of [
      'https://example.org/',
      'file:///etc/passwd',
      'app://knack.example/',
      'app://other/index.html',
      'javascript:alert(1)',
      '',
    ]) {
      expect(isPrevented(name, url), url).toBe(true);
    }
    expect(isPrevented(name, 'app://knack/index.html')).toBe(false);
  });

  it('open no windows and no webviews', () => {
    const { isPrevented, open } = recordPage();
    expect(open()).toEqual({ action: 'deny' });
    expect(isPrevented('will-attach-webview', 'app://knack/index.html')).toBe(true);
  });
});

describe('the session', () => {
  type Handlers = { [Name in 'request' | 'check' | 'device' | 'before']?: (...given: never[]) => unknown };
  function recordSession(): Handlers {
    const handlers: Handlers = {};
    lockSession({
      setPermissionRequestHandler: (handler: never) => void (handlers.request = handler),
      setPermissionCheckHandler: (handler: never) => void (handlers.check = handler),
      setDevicePermissionHandler: (handler: never) => void (handlers.device = handler),
      webRequest: { onBeforeRequest: (handler: never) => void (handlers.before = handler) },
    });
    return handlers;
  }

  it('denies every permission but writing text to the clipboard from our own page', () => {
    const { request, check, device } = recordSession();
    const answers: boolean[] = [];
    const ask = (permission: string, requestingUrl: string): void => {
      request?.(...([null, permission, (allowed: boolean) => answers.push(allowed), { requestingUrl }] as never[]));
    };
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'openExternal',
      'clipboard-read',
      'fullscreen',
    ]) {
      ask(permission, 'app://knack/');
      expect(check?.(...([null, permission, 'app://knack/'] as never[]))).toBe(false);
    }
    ask('clipboard-sanitized-write', 'https://example.org/');
    expect(answers.every((allowed) => !allowed)).toBe(true);
    ask('clipboard-sanitized-write', 'app://knack/index.html');
    expect(answers.at(-1)).toBe(true);
    expect(device?.()).toBe(false);
  });

  it('lets no request leave the machine', () => {
    const { before } = recordSession();
    const isCancelled = (url: string): unknown => {
      let answer: unknown;
      before?.(...([{ url }, (given: { cancel: boolean }) => (answer = given.cancel)] as never[]));
      return answer;
    };
    expect(isCancelled('https://example.org/a.js')).toBe(true);
    expect(isCancelled('ws://127.0.0.1:9')).toBe(true);
    expect(isCancelled('file:///etc/hosts')).toBe(true);
    expect(isCancelled('app://knack/assets/app.js')).toBe(false);
    expect(isLocalRequest('blob:app://knack/1')).toBe(true);
    expect(isLocalRequest('blob:https://example.org/1')).toBe(false);
  });
});

describe('windows', () => {
  it('are sandboxed and isolated, without Node, without network dictionaries', () => {
    expect(windowOptions('/preload.cjs', firstState).webPreferences).toEqual({
      preload: '/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    });
  });
});

describe('addresses', () => {
  it('are ours by their whole origin', () => {
    expect(isOwnPage('app://knack/index.html#/library')).toBe(true);
    for (const address of ['app://knack.evil/', 'app://knack:80/', 'http://knack/', 'APP://KNACKS/', 'knack', '']) {
      expect(isOwnPage(address), address).toBe(false);
    }
  });

  it('of deep links show a view and carry nothing else', () => {
    expect(viewOfDeepLink('knack://procedure/0af1')).toBe('#/procedure/0af1');
    expect(viewOfDeepLink('knack://library')).toBe('#/library');
    expect(viewOfDeepLink('knack://import?paths=["/etc/passwd"]')).toBe('#/import');
    for (const link of [
      'https://example.org',
      'knack://a b/c',
      'knack://procedure/a/b',
      'knack:',
      'javascript:alert(1)',
    ]) {
      expect(viewOfDeepLink(link), link).toBeNull();
    }
  });

  it('of files name them in one parameter', () => {
    const view = viewOfFiles(['/a b.jsonl', '/c&d.json']);
    const query = new URLSearchParams(view.slice(view.indexOf('?')));
    expect(JSON.parse(query.get('paths') ?? '')).toEqual(['/a b.jsonl', '/c&d.json']);
  });
});
