import { BrowserWindow, Menu, screen, type WebContents } from 'electron';
import { menuTemplate, type MenuActions, type MenuLook } from './menu.ts';
import { pageAddress } from './page-address.ts';
import { windowOptions } from './window-options.ts';
import { fitToScreens, readWindowState, writeWindowState, type WindowState } from './window-state.ts';

/** The application's windows. */
export interface Windows {
  open(view: string | null): Promise<void>;
  /** Brings a window to the front, showing `view` unless it is null; opens one when there is none. */
  show(view: string | null, send: (page: WebContents, view: string) => void): Promise<void>;
  isOwn(page: WebContents): boolean;
}

export function createWindows(parts: { readonly preload: string; readonly stateFile: string }): Windows {
  const open = async (view: string | null): Promise<void> => {
    const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
    const state = fitToScreens(await readWindowState(parts.stateFile), screens);
    const window = new BrowserWindow(windowOptions(parts.preload, state));
    if (state.maximized) window.maximize();
    window.once('ready-to-show', () => window.show());
    window.on('close', () => void writeWindowState(parts.stateFile, stateOf(window)));
    await window.loadURL(`${pageAddress}${view ?? state.hash}`);
  };
  return {
    open,
    show: async (view, send) => {
      const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
      if (window === undefined) return open(view);
      if (window.isMinimized()) window.restore();
      window.focus();
      if (view !== null) send(window.webContents, view);
    },
    isOwn: (page) => BrowserWindow.fromWebContents(page) !== null,
  };
}

function stateOf(window: BrowserWindow): WindowState {
  const hash = URL.parse(window.webContents.getURL())?.hash ?? '';
  return { bounds: window.getNormalBounds(), maximized: window.isMaximized(), hash };
}

export function setMenu(actions: MenuActions, look: Omit<MenuLook, 'platform'>): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(actions, { ...look, platform: process.platform })));
}
