import type { MenuItemConstructorOptions } from 'electron';

/** What the menu does besides Electron's own roles. */
export interface MenuActions {
  openFiles(): void;
  newWindow(): void;
  /** Shows a view by its address, `#/...`, in the window in front. */
  go(view: string): void;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

const viewItems: readonly (readonly [label: string, view: string])[] = [
  ['Library', '#/library'],
  ['Hierarchy', '#/hierarchy'],
  ['Trajectories', '#/trajectories'],
  ['Review', '#/review'],
  ['Ask', '#/ask'],
  ['Settings', '#/settings'],
];

/** The menu as data. Undo and redo of the memory belong to the page, which sees their keys first. */
export function menuTemplate(
  platform: NodeJS.Platform,
  actions: MenuActions,
  isPackaged: boolean,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const file: MenuItemConstructorOptions = {
    role: 'fileMenu',
    submenu: [
      { label: 'New Window', accelerator: 'CmdOrCtrl+N', click: () => actions.newWindow() },
      { label: 'Open Trajectories…', accelerator: 'CmdOrCtrl+O', click: () => actions.openFiles() },
      ...(isMac
        ? [
            {
              role: 'recentDocuments',
              submenu: [{ role: 'clearRecentDocuments' }],
            } satisfies MenuItemConstructorOptions,
          ]
        : []),
      separator,
      isMac ? { role: 'close' } : { role: 'quit' },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      ...viewItems.map(([label, address]) => ({ label, click: () => actions.go(address) })),
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      ...(isPackaged ? [] : [separator, { role: 'toggleDevTools' } satisfies MenuItemConstructorOptions]),
    ],
  };
  return [
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    file,
    { role: 'editMenu' },
    view,
    { role: 'windowMenu' },
  ];
}
