import type { MenuItemConstructorOptions } from 'electron';
import { menuWord, type MenuLanguage, type MenuWord } from './menu-words.ts';

/** What the menu does besides Electron's own roles. */
export interface MenuActions {
  openFiles(): void;
  newWindow(): void;
  /** Shows a view by its address, `#/...`, in the window in front. */
  go(view: string): void;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

const viewItems = ['library', 'hierarchy', 'trajectories', 'review', 'ask', 'settings'] as const;

export interface MenuLook {
  readonly platform: NodeJS.Platform;
  readonly language: MenuLanguage;
  readonly isPackaged: boolean;
}

/** The menu as data. Undo and redo of the memory belong to the page, which sees their keys first. */
export function menuTemplate(actions: MenuActions, look: MenuLook): MenuItemConstructorOptions[] {
  const isMac = look.platform === 'darwin';
  const named = namedBy(look.language);
  const edit = ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'] as const;
  const window = ['minimize', 'zoom', 'close'] as const;
  return [
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    fileMenu(actions, look),
    { ...named('edit'), submenu: edit.map((role) => ({ ...named(role), role })) },
    viewMenu(actions, look),
    { ...named('window'), role: 'windowMenu', submenu: window.map((role) => ({ ...named(role), role })) },
  ];
}

function namedBy(language: MenuLanguage): (word: MenuWord) => { readonly label: string } {
  return (word) => ({ label: menuWord(language, word) });
}

function fileMenu(actions: MenuActions, { platform, language }: MenuLook): MenuItemConstructorOptions {
  const isMac = platform === 'darwin';
  const named = namedBy(language);
  const recent: MenuItemConstructorOptions = {
    ...named('recent'),
    role: 'recentDocuments',
    submenu: [{ ...named('clearRecent'), role: 'clearRecentDocuments' }],
  };
  return {
    ...named('file'),
    submenu: [
      { ...named('newWindow'), accelerator: 'CmdOrCtrl+N', click: () => actions.newWindow() },
      { ...named('openTrajectories'), accelerator: 'CmdOrCtrl+O', click: () => actions.openFiles() },
      ...(isMac ? [recent] : []),
      separator,
      isMac ? { ...named('close'), role: 'close' } : { ...named('quit'), role: 'quit' },
    ],
  };
}

function viewMenu(actions: MenuActions, { language, isPackaged }: MenuLook): MenuItemConstructorOptions {
  const named = namedBy(language);
  const zoom = ['resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'] as const;
  return {
    ...named('view'),
    submenu: [
      ...viewItems.map((view) => ({ ...named(view), click: () => actions.go(`#/${view}`) })),
      separator,
      ...zoom.map((role) => ({ ...named(role), role })),
      ...(isPackaged ? [] : [separator, { role: 'toggleDevTools' } satisfies MenuItemConstructorOptions]),
    ],
  };
}
