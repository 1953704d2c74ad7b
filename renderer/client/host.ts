import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { z } from 'zod';
import { HostRestartedError, type Channel } from './connection.ts';

/** What the preload puts on `window.knack` in the desktop. */
export interface DesktopBridge {
  /**
   * Opens a channel to the engine. The port comes back as the answer, or (a context bridge cannot carry one) as
   * `window.postMessage('knack:port', '*', [port])`, posted by the preload.
   */
  connect(): Promise<MessagePort | undefined>;
  pickFiles(): Promise<readonly string[]>;
  pathForFile(file: File): string;
  revealFile(path: string): void;
  showProgress(share: number | 'unknown' | null): void;
  setLanguage(language: string): void;
}

declare global {
  interface Window {
    readonly knack?: DesktopBridge;
  }
}

export interface UploadProgress {
  readonly sent: number;
  readonly total: number;
}

/** What the place that the page runs in gives beyond the contract. Ask `hello.capabilities` before using it. */
export interface Host {
  openChannel(): Promise<Channel>;
  /** Paths chosen in a native dialog; empty when it was closed. Only with the capability `pickFiles`. */
  pickFiles(): Promise<readonly string[]>;
  /** A path that the engine can read for a file that was dropped or chosen: its own, or that of an uploaded copy. */
  pathFor(
    file: File,
    options?: { signal?: AbortSignal; onProgress?: (progress: UploadProgress) => void },
  ): Promise<string>;
  /** Shows a file in the system's file manager. Only with the capability `revealFile`. */
  revealFile(path: string): void;
  /** How far the longest piece of work is, in the dock or the task bar; null when there is none. Browsers have no such place. */
  showProgress(share: number | 'unknown' | null): void;
  /** The language of the page, for what the window has beside it: its menu. */
  setLanguage(language: string): void;
}

export function createHost(page: Window): Host {
  return page.knack === undefined ? browserHost(page) : desktopHost(page, page.knack);
}

function desktopHost(page: Window, bridge: DesktopBridge): Host {
  return {
    openChannel: async () => {
      const port = await portFrom(page, bridge);
      const closed = new Promise<void>((resolve) => port.addEventListener('close', () => resolve()));
      const link = new PortLink({ port });
      port.start();
      return { link, closed };
    },
    pickFiles: () => bridge.pickFiles(),
    pathFor: (file) => Promise.resolve(bridge.pathForFile(file)),
    revealFile: (path) => bridge.revealFile(path),
    showProgress: (share) => bridge.showProgress(share),
    setLanguage: (language) => bridge.setLanguage(language),
  };
}

function portFrom(page: Window, bridge: DesktopBridge): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const onMessage = (event: MessageEvent<unknown>): void => {
      const port = event.ports[0];
      if (event.source !== page || event.data !== 'knack:port' || port === undefined) return;
      page.removeEventListener('message', onMessage);
      resolve(port);
    };
    page.addEventListener('message', onMessage);
    bridge.connect().then((port) => {
      if (port !== undefined) resolve(port);
    }, reject);
  });
}

function browserHost(page: Window): Host {
  const origin = page.location.origin;
  return {
    openChannel: () =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/rpc`);
        const closed = new Promise<void>((done) => socket.addEventListener('close', () => done()));
        socket.addEventListener('open', () => resolve({ link: new SocketLink({ websocket: socket }), closed }));
        socket.addEventListener('error', () => void whyRefused(origin).then(reject));
      }),
    pickFiles: () => Promise.resolve([]),
    pathFor: (file, options = {}) => upload(`${origin}/upload?name=${encodeURIComponent(file.name)}`, file, options),
    revealFile: () => undefined,
    showProgress: () => undefined,
    setLanguage: () => undefined,
  };
}

/** A socket that fails says nothing; a request for the page does. */
async function whyRefused(origin: string): Promise<Error> {
  const gone = new Error('The host did not accept the connection.');
  try {
    const answer = await fetch(`${origin}/`, { method: 'HEAD', cache: 'no-store' });
    return answer.status === 401 ? new HostRestartedError() : gone;
  } catch {
    return gone;
  }
}

const uploadedSchema = z.object({ path: z.string() });

/** XMLHttpRequest, because fetch does not tell how much of a body was sent. */
function upload(
  address: string,
  file: File,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (progress: UploadProgress) => void },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = (): void => request.abort();
    signal?.addEventListener('abort', abort, { once: true });
    request.upload.addEventListener('progress', (event) => onProgress?.({ sent: event.loaded, total: file.size }));
    request.addEventListener('loadend', () => {
      signal?.removeEventListener('abort', abort);
      if (signal?.aborted) return reject(new DOMException('Aborted', 'AbortError'));
      if (request.status !== 200)
        return reject(new Error(`The host refused ${file.name} (${request.status || 'no answer'}).`));
      try {
        resolve(uploadedSchema.parse(JSON.parse(request.responseText)).path);
      } catch {
        reject(new Error(`The host gave an answer about ${file.name} that cannot be read.`));
      }
    });
    request.open('POST', address);
    request.send(file);
  });
}
