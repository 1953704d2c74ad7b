import type { ContextBridge, IpcRenderer, WebUtils } from 'electron';
import { channels } from './channels.ts';

/** What the preload has of Electron and of its page. */
export interface PreloadParts {
  readonly contextBridge: Pick<ContextBridge, 'exposeInMainWorld'>;
  readonly ipcRenderer: Pick<IpcRenderer, 'invoke' | 'on'>;
  readonly webUtils: Pick<WebUtils, 'getPathForFile'>;
  readonly page: {
    postMessage(message: string, origin: string, ports: readonly unknown[]): void;
    readonly location: { hash: string; readonly origin: string };
  };
}

/**
 * Puts a few functions on `window.knack`, and nothing of Electron. A context bridge cannot carry a port: after
 * `connect()` it comes as the window message `knack:port`, to this page alone.
 */
export function exposeBridge({ contextBridge, ipcRenderer, webUtils, page }: PreloadParts): void {
  ipcRenderer.on(channels.port, (event) => page.postMessage(channels.port, page.location.origin, [...event.ports]));
  ipcRenderer.on(channels.go, (_event, view: unknown) => {
    if (typeof view === 'string' && view.startsWith('#/')) page.location.hash = view;
  });
  contextBridge.exposeInMainWorld('knack', {
    connect: async (): Promise<void> => {
      await ipcRenderer.invoke(channels.connect);
    },
    pickFiles: (): Promise<readonly string[]> => ipcRenderer.invoke(channels.pickFiles),
    pathForFile: (file: File): string => webUtils.getPathForFile(file),
    revealFile: async (path: string): Promise<void> => {
      await ipcRenderer.invoke(channels.revealFile, String(path));
    },
    showProgress: async (share: number | 'unknown' | null): Promise<void> => {
      await ipcRenderer.invoke(channels.progress, share);
    },
    setLanguage: async (language: string): Promise<void> => {
      await ipcRenderer.invoke(channels.language, String(language));
    },
  });
}
