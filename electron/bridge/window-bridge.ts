import { isAbsolute } from 'node:path';
import type { IpcMain, IpcMainInvokeEvent, OpenDialogOptions, WebContents } from 'electron';
import { menuLanguageOf, type MenuLanguage } from '../windows/menu-words.ts';
import { isOwnPage } from '../windows/page-address.ts';
import { channels } from './channels.ts';

export interface WindowBridgeParts {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  /** Whether the page that asks is one of our windows. */
  readonly isOwnWindow: (page: WebContents) => boolean;
  /** Opens a channel to the engine and sends its other end to the page. */
  readonly connect: (page: WebContents) => void;
  readonly pickFiles: (page: WebContents, options: OpenDialogOptions) => Promise<readonly string[]>;
  readonly fileExists: (path: string) => Promise<boolean>;
  readonly showItemInFolder: (path: string) => void;
  /** Share in [0, 1], 2 for work of unknown length, -1 for none: Electron's own numbers. */
  readonly setProgressBar: (page: WebContents, share: number) => void;
  readonly setLanguage: (language: MenuLanguage) => void;
}

export const openDialog: OpenDialogOptions = {
  title: 'Open trajectories',
  properties: ['openFile', 'openDirectory', 'multiSelections'],
  filters: [
    { name: 'Trajectories', extensions: ['json', 'jsonl', 'ndjson', 'csv', 'txt', 'knack'] },
    { name: 'All files', extensions: ['*'] },
  ],
};

/** Answers what a window may ask of the main process. Each call is checked: our window, its top frame, our page. */
export function registerWindowBridge(parts: WindowBridgeParts): void {
  const handle = (channel: string, work: (page: WebContents, argument: unknown) => unknown): void => {
    parts.ipcMain.handle(channel, (event, argument: unknown) => {
      if (!isTrusted(event, parts.isOwnWindow)) throw new Error('This page may not ask.');
      return work(event.sender, argument);
    });
  };
  handle(channels.connect, (page) => parts.connect(page));
  handle(channels.pickFiles, (page) => parts.pickFiles(page, openDialog));
  handle(channels.revealFile, async (_page, path) => {
    // Shown in the file manager, never opened or run; and only what is there.
    if (typeof path !== 'string' || !isAbsolute(path) || !(await parts.fileExists(path))) return;
    parts.showItemInFolder(path);
  });
  handle(channels.progress, (page, share) => parts.setProgressBar(page, progressOf(share)));
  handle(channels.language, (_page, language) => parts.setLanguage(menuLanguageOf(language)));
}

/** What a page says about its work, in Electron's numbers; nonsense is no work. */
function progressOf(share: unknown): number {
  if (share === 'unknown') return 2;
  return typeof share === 'number' && share >= 0 && share <= 1 ? share : -1;
}

function isTrusted(event: IpcMainInvokeEvent, isOwnWindow: WindowBridgeParts['isOwnWindow']): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isOwnPage(frame.url) && isOwnWindow(event.sender);
}
